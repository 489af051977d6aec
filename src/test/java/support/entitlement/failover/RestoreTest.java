package support.entitlement.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.LocalService;
import support.entitlement.cli.Commands;
import support.entitlement.security.AccessToken;
import support.entitlement.web.Manual;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** The commands of the manual's page about the database, run as they stand there against a PostgreSQL with three replicas. */
class RestoreTest {

    private static final String DATABASE = "entitlements";
    private static final String OWNER = "entitlement_owner";
    private static final String SERVICE = "entitlement_service";
    private static final String CONNECTIONS =
            "psql -d postgres -tAc \"SELECT state, query FROM pg_stat_activity WHERE datname = '" + DATABASE + "'\"";
    private static final String CONTRACT_PATH = "/v1/customers/acme/contract";
    private static final String CONTRACT =
            "{\"plan\": \"Enterprise Premium\", \"zone\": \"UTC\", \"validFrom\": \"2025-01-01\"}";
    private static final String ENTRY = "{\"issueType\": \"Enablement sessions\", \"amount\": 1}";

    @TempDir
    private Path folder;

    private final AccessToken token = AccessToken.generateToken();
    private final List<LocalService> replicas = new ArrayList<>();

    @AfterEach
    void stopReplicas() {
        replicas.forEach(LocalService::close);
    }

    @Test
    @ExpectedErrors("The log of releases has lost release 3")
    void threeReplicasAgreeAfterARestoreAndNothingIsLostThatWasAcknowledgedBeforeTheBackup() throws Exception {
        EditedTables.in(Files.createDirectory(folder.resolve("rules")));
        Files.createDirectories(folder.resolve("src/main/postgresql"));
        for (String script : List.of("partition.sql", "detach-usage.sql")) {
            Path file = Path.of("src/main/postgresql", script);
            Files.copy(file, folder.resolve(file));
        }
        try (DebianPostgres postgres = new DebianPostgres(folder)) {
            postgres.runCommands(DebianPostgres.SUPERUSER, commands("Rights"));
            migrate(postgres.url(DATABASE, OWNER));
            postgres.runCommands(OWNER, commands("Partitions"));
            startReplicas(1, postgres.url(DATABASE, SERVICE));
            assertThat(replicas.get(0).publish(1)).isEqualTo("published 2");
            JsonNode contract = replicas.get(0).put(CONTRACT_PATH, CONTRACT, token);
            assertThat(contract.path("version").asInt()).isEqualTo(1);
            JsonNode booked = book("acme", "before");
            assertThat(booked.path("id").isNumber()).as("%s", booked).isTrue();

            postgres.runCommands(OWNER, commands("Backup"));

            assertThat(replicas.get(0).publish(2)).isEqualTo("published 3");
            book("acme", "after");
            awaitRelease(3);
            replicas.forEach(LocalService::close);
            await().untilAsserted(() -> assertThat(postgres.runCommands(DebianPostgres.SUPERUSER, CONNECTIONS))
                    .isBlank());
            assertThatADamagedDumpReplacesNothing(postgres);
            postgres.runCommands(OWNER, commands("Restore"));
            startReplicas(3, postgres.url(DATABASE, SERVICE));

            awaitRelease(2);
            assertThat(replicas.get(0)
                            .get("/v1/policy", token)
                            .at("/logRewound/lost")
                            .toString())
                    .isEqualTo("[3]");
            await().untilAsserted(() -> assertThat(
                            replicas.get(1).get("/v1/policy/drafts", token).toString())
                    .contains("Lost release 3"));
            for (LocalService replica : replicas) {
                assertThat(replica.get("/v1/customers/acme/usage", token).path("entries"))
                        .extracting(entry -> entry.path("id"))
                        .containsExactly(booked.path("id"));
                assertThat(replica.get(CONTRACT_PATH, token)).isEqualTo(contract);
            }
            assertThat(book("acme", "before")).as("its key is known").isEqualTo(booked);
            assertThat(book("acme", "after").path("id").asLong())
                    .isGreaterThan(booked.path("id").asLong());
            assertThat(postgres.runCommands(OWNER, lostReleases(1)))
                    .contains("\"lost\":[3]", "\"name\":\"Lost release 3\"");
            assertThat(postgres.runCommands(OWNER, lostReleases(2))).contains("\"release\":{\"id\":3,");
            awaitRelease(3);
            await().untilAsserted(() -> assertThat(replicas)
                    .allSatisfy(replica -> assertThat(
                                    replica.get("/v1/policy", token).path("logRewound"))
                            .isEqualTo(NullNode.getInstance())));
            assertThat(postgres.runCommands(OWNER, commands("Old years of usage")))
                    .contains("0 entries are in usage_entry_until_2023 now");
            assertThat(postgres.runCommands(
                            OWNER, "psql -d " + DATABASE + " -tAc 'SELECT COUNT(*) FROM pg_partitioned_table'"))
                    .contains("5");
        }
    }

    private void assertThatADamagedDumpReplacesNothing(DebianPostgres postgres) throws Exception {
        Files.writeString(folder.resolve("restore"), commands("Restore"));
        assertThat(postgres.runCommands(OWNER, """
                        mv entitlements.dump whole
                        head -c 9000 whole > entitlements.dump
                        if bash -e restore; then exit 1; fi
                        mv whole entitlements.dump
                        dropdb --if-exists entitlements_restored
                        psql -d entitlements -tAc "SELECT 'contracts: ' || COUNT(*) FROM customer_contract"
                        """)).contains("contracts: 1");
    }

    /** Returns the first commands of a section of the manual's page. */
    private static String commands(String section) throws Exception {
        return commands(section, 1);
    }

    private static String commands(String section, int number) throws Exception {
        String page = Files.readString(Manual.page("operations/database"));
        String text = page.substring(page.indexOf("\n## " + section + "\n") + 1);
        String block = text.split("```text\n")[number];
        return block.substring(0, block.indexOf("```"));
    }

    private String lostReleases(int number) throws Exception {
        return "TOKEN=" + token.text() + "\n"
                + commands("Lost releases", number)
                        .replace(
                                "localhost:8080", "localhost:" + replicas.get(0).port());
    }

    private static void migrate(String url) {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out, true);
        assertThat(Commands.runCommand(printer, printer, new String[] {"migrate", "--spring.datasource.url=" + url}))
                .as("%s", out)
                .isZero();
    }

    private void startReplicas(int count, String url) {
        replicas.clear();
        for (int number = 0; number < count; number++) {
            replicas.add(new LocalService(List.of(
                    "--spring.datasource.url=" + url,
                    "--entitlement.database.migrate=false",
                    "--entitlement.releases.memory=" + folder.resolve("memory-" + number),
                    "--entitlement.rules.directory=",
                    "--entitlement.rules.first-release=" + folder.resolve("rules"),
                    "--entitlement.security.tokens[0].name=ana",
                    "--entitlement.security.tokens[0].hash=" + token.hash(),
                    "--entitlement.security.tokens[0].roles=publisher,contracts,usage")));
        }
    }

    private JsonNode book(String customer, String key) {
        return replicas.get(replicas.size() - 1)
                .post("/v1/customers/" + customer + "/usage", "application/json", ENTRY, token, "Idempotency-Key", key);
    }

    /** Waits until all replicas have put a release in force, by the same tables. */
    private void awaitRelease(long number) {
        await().untilAsserted(() -> assertThat(replicas)
                .extracting(replica -> replica.get("/v1/policy", token))
                .allSatisfy(policy -> assertThat(
                                policy.path("inForce").path("release").asLong())
                        .isEqualTo(number))
                .extracting(policy -> policy.path("inForce").path("revision").asString())
                .containsOnly(replicas.get(0)
                        .get("/v1/policy", token)
                        .path("inForce")
                        .path("revision")
                        .asString()));
    }
}
