package support.entitlement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.LocalService;
import support.entitlement.Postgres;
import support.entitlement.security.AccessToken;
import support.entitlement.web.Manual;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The command that creates the tables of the database, and services that leave this to it. */
@ExpectedErrors({"APPLICATION FAILED TO START", "Application run failed"})
class MigrateCommandTest {

    private final StringWriter out = new StringWriter();

    @Test
    void aServiceThatMayNotMigrateServesOnceTheCommandHasRunAndTakesTheFirstRelease(@TempDir Path folder)
            throws Exception {
        String database = "--spring.datasource.url=" + Postgres.newDatabase();
        try (LocalService service = new LocalService(List.of(
                database,
                "--entitlement.database.migrate=false",
                "--entitlement.rules.directory=",
                "--entitlement.rules.first-release=" + Path.of("rules").toAbsolutePath(),
                "--entitlement.releases.memory=" + folder.resolve("memory"),
                "--entitlement.releases.poll-interval=10ms"))) {
            assertThat(service.get("/actuator/health/readiness").path("status").asString())
                    .isEqualTo("DOWN");
            assertThat(service.get("/v1/policy").toString()).contains("waits for the command migrate");

            assertThat(run("migrate", database)).as("%s", out).isZero();

            assertThat(out.toString().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("The log of releases has the schema "),
                            line -> assertThat(line).startsWith("The store of contracts has the schema "),
                            line -> assertThat(line).startsWith("The ledger of use has the schema "),
                            line -> assertThat(line)
                                    .startsWith("They are in jdbc:postgresql://")
                                    .doesNotContain("user="));
            await().until(() -> service.get("/v1/policy").at("/inForce/release").intValue(0) == 1);
            assertThat(service.get("/actuator/health/readiness").path("status").asString())
                    .isEqualTo("UP");
        }
    }

    @Test
    void aServiceWhoseRoleOwnsNothingWorksWithTheTablesOfTheOther(@TempDir Path folder) throws Exception {
        String url = Postgres.newDatabase();
        JdbcTemplate superuser = new JdbcTemplate(new DriverManagerDataSource(url));
        String ofService = "--spring.datasource.url=" + url.replaceFirst("user=\\w+", "user=entitlement_service");
        AccessToken token = AccessToken.generateToken();
        EditedTables.in(Files.createDirectory(folder.resolve("rules")));
        superuser.execute(commandsForRoles());
        try {
            assertThat(run(
                            "migrate",
                            "--spring.datasource.url=" + url.replaceFirst("user=\\w+", "user=entitlement_owner")))
                    .as("%s", out)
                    .isZero();
            try (LocalService service = new LocalService(List.of(
                    ofService,
                    "--entitlement.database.migrate=false",
                    "--entitlement.rules.directory=" + folder.resolve("rules"),
                    "--entitlement.releases.memory=" + folder.resolve("memory"),
                    "--entitlement.security.tokens[0].name=ana",
                    "--entitlement.security.tokens[0].hash=" + token.hash(),
                    "--entitlement.security.tokens[0].roles=publisher,contracts,usage"))) {
                assertThatEverythingIsStored(service, folder.resolve("rules"), token);
            }
            assertThat(superuser.queryForList(
                            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'", String.class))
                    .containsExactly("entitlement_owner");
            assertThatOnlyTheOwnerCountsContractsAnew(superuser, url);
        } finally {
            superuser.execute("DROP OWNED BY entitlement_service, entitlement_owner CASCADE");
            superuser.execute("DROP ROLE entitlement_service, entitlement_owner");
        }
    }

    /** Every function of the migrations is checked, so that one of a later migration is, too. */
    private static void assertThatOnlyTheOwnerCountsContractsAnew(JdbcTemplate superuser, String url) {
        String callable =
                "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::REGNAMESPACE AND has_function_privilege(?, oid, 'EXECUTE')";
        assertThat(superuser.queryForList(callable, String.class, "public")).isEmpty();
        assertThat(superuser.queryForList(callable, String.class, "entitlement_service"))
                .containsExactlyInAnyOrder("merge_contract_counts", "keep_contract_writers_out");
        assertThat(superuser.queryForList(callable, String.class, "entitlement_owner"))
                .contains("recount_contracts");
        assertThat(superuser.queryForList(
                        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::REGNAMESPACE AND prosecdef"
                                + " AND NOT COALESCE(ARRAY_TO_STRING(proconfig, ';'), '') ~ 'search_path=[^;]*, pg_temp(;|$)'",
                        String.class))
                .as("functions with the rights of the owner that look for tables where a caller says")
                .isEmpty();
        JdbcTemplate service = new JdbcTemplate(
                new DriverManagerDataSource(url.replaceFirst("user=\\w+", "user=entitlement_service")));
        assertThat(service.queryForObject("SELECT keep_contract_writers_out()", Boolean.class))
                .isTrue();
        assertThatThrownBy(() -> service.execute("SELECT recount_contracts()"))
                .rootCause()
                .hasMessageContaining("permission denied for function recount_contracts");
    }

    /** Returns the statements of the manual that make two roles; the database is there. */
    private static String commandsForRoles() throws Exception {
        String page = Files.readString(Manual.page("operations/database"));
        return page.substring(page.indexOf("<<'END'"), page.indexOf("\nEND\n"))
                .lines()
                .filter(line -> line.endsWith(";") && !line.startsWith("CREATE DATABASE"))
                .collect(Collectors.joining("\n"));
    }

    private static void assertThatEverythingIsStored(LocalService service, Path rules, AccessToken token)
            throws Exception {
        String customer = "/v1/customers/acme";
        for (String plan : List.of("Enterprise Premium", "Starter")) {
            JsonNode stored = service.post(
                    "/v1/contracts",
                    "application/x-ndjson",
                    "{\"customer\": \"" + plan + "\", \"plan\": \"" + plan + "\", \"validFrom\": \"2026-01-01\"}",
                    token);
            assertThat(stored.path("stored").intValue(0)).as("%s", stored).isEqualTo(1);
        }
        JsonNode signed = service.put(
                customer + "/contract", "{\"plan\": \"Enterprise Premium\", \"validFrom\": \"2026-01-01\"}", token);
        assertThat(signed.path("version").intValue(0)).as("%s", signed).isEqualTo(1);
        JsonNode booked = service.post(
                customer + "/usage",
                "application/json",
                "{\"issueType\": \"Enablement sessions\", \"amount\": 1}",
                token,
                "Idempotency-Key",
                "1");
        assertThat(booked.path("entry").isMissingNode() && booked.path("id").isMissingNode())
                .as("%s", booked)
                .isFalse();
        ObjectNode upload = JsonMapper.shared().createObjectNode().put("basedOn", 1);
        upload.putObject("tables")
                .put("plans.csv", Files.readString(rules.resolve("plans.csv")).replace("Starter", "Launch"));
        JsonNode check = service.post("/v1/policy/check", "application/json", upload.toString(), token);
        assertThat(check.at("/customers/contracts").longValue(0))
                .as("%s", check)
                .isEqualTo(3);
        assertThat(check.at("/customers/total/changed").longValue(0))
                .as("%s", check)
                .isEqualTo(1);
        JsonNode published = service.post("/v1/policy/releases", "application/json", upload.toString(), token);
        assertThat(published.at("/release/id").longValue(0)).as("%s", published).isEqualTo(2);
    }

    @Test
    void whatIsWrongIsSaid(@TempDir Path folder) {
        assertThat(run(
                        "migrate",
                        "--spring.datasource.url=jdbc:postgresql://localhost:1/nowhere",
                        "--spring.datasource.hikari.connection-timeout=2000"))
                .isEqualTo(Commands.COULD_NOT_RUN);
        assertThat(out.toString()).contains("Could not run: The log of releases cannot be reached. Connection");

        assertThat(run("migrate", "now")).isEqualTo(Commands.COULD_NOT_RUN);
        assertThat(out.toString()).contains("“now” is no setting. Write --name=value.");
        assertThat(run("migrate", "--entitlement.rules.directry=" + folder)).isEqualTo(Commands.COULD_NOT_RUN);
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        return Commands.runCommand(writer, writer, arguments);
    }
}
