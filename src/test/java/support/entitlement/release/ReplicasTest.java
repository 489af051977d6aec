package support.entitlement.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.KillablePostgres;
import support.entitlement.LocalService;
import support.entitlement.PublishingService;
import support.entitlement.release.directory.RulesDirectory;
import tools.jackson.databind.JsonNode;

/** Three services on one PostgreSQL that is killed now and then. */
class ReplicasTest {

    private static final String QUERY = "{\"plan\": \"Enterprise Premium\", \"issueType\": \"Issue reports\"}";

    private final List<LocalService> services = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();

    @TempDir
    private Path folder;

    private KillablePostgres postgres;

    @BeforeEach
    void startPostgres() {
        postgres = new KillablePostgres(folder.resolve("postgres"));
    }

    @AfterEach
    void endEverything() {
        services.forEach(LocalService::close);
        postgres.close();
    }

    /** The first two each have a directory, the last has none. */
    private List<LocalService> startThree() throws IOException {
        for (int number = 0; number < 2; number++) {
            EditedTables.in(Files.createDirectory(rules(number)));
        }
        for (int number = 0; number < 3; number++) {
            services.add(start(number));
        }
        services.forEach(service -> await().untilAsserted(() -> assertThat(release(service))
                .as(() -> service.get("/v1/policy").toString())
                .isEqualTo(1)));
        return services;
    }

    /** Waits until so many services have asked PostgreSQL for announcements. */
    private void awaitListeners(int number) {
        await().untilAsserted(() -> assertThat(JdbcClient.create(new DriverManagerDataSource(postgres.url()))
                        .sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(number));
    }

    private LocalService start(int number) {
        return start(String.valueOf(number), number < 2 ? rules(number).toString() : "");
    }

    private LocalService start(String name, String directory) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(
                "--spring.datasource.url=" + postgres.url(),
                "--entitlement.releases.memory=" + folder.resolve("memory-" + name),
                "--entitlement.rules.directory=" + directory));
        return new LocalService(all);
    }

    private Path rules(int number) {
        return folder.resolve("rules-" + number);
    }

    private static int release(LocalService service) {
        return service.get("/v1/policy").at("/inForce/release").asInt(0);
    }

    private static boolean isAway(LocalService service) {
        return !service.get("/v1/policy").at("/logAway").isNull();
    }

    private static String notice(LocalService service) {
        return service.post("/v1/evaluation", QUERY).at("/notice").asString();
    }

    /** They have long to do so: how long it takes where nothing else runs, the benchmark of replicas measures. */
    private void assertAllServe(int edition) {
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(services)
                        .allSatisfy(service -> assertThat(notice(service)).startsWith("edition-" + edition + " ")));
    }

    @Test
    void whatOnePublishesIsAnnouncedToAllWhoWouldNotLookForLongAndServeItAndWriteItToTheirDirectories()
            throws Exception {
        arguments.add("--entitlement.releases.poll-interval=5m");
        startThree();
        awaitListeners(3);
        for (int edition = 1; edition <= 3; edition++) {
            assertThat(services.get(edition % 3).publish(edition)).isEqualTo("published " + (edition + 1));
            assertAllServe(edition);
        }
        Path plans = rules(0).resolve("plans.csv");
        // An edit that meets the writing of the release before is refused.
        await().until(() -> Files.readString(plans).contains("edition-3 "));
        awaitEqualDirectories();
        Files.write(plans, PublishingService.edition(Files.readAllBytes(plans), 4));
        assertAllServe(4);

        awaitEqualDirectories();
        assertThat(revisions()).hasSize(1);
    }

    private void awaitEqualDirectories() {
        await().untilAsserted(() -> assertThat(
                        new RulesDirectory(rules(1)).readFiles().contentDigest())
                .isEqualTo(new RulesDirectory(rules(0)).readFiles().contentDigest()));
    }

    private List<String> revisions() {
        return services.stream()
                .map(service ->
                        service.get("/v1/policy").at("/inForce/revision").asString())
                .distinct()
                .toList();
    }

    @Test
    @ExpectedErrors("Application exception overridden by rollback exception")
    void
            whileTheDatabaseIsAwayOneThatKnowsItServesWhatWasInForceAndOneThatDoesNotItsDirectoryAndBothFollowOnceItIsBack()
                    throws Exception {
        arguments.add("--spring.datasource.hikari.connection-timeout=1000");
        EditedTables.in(Files.createDirectory(rules(0)));
        LocalService before = start(0);
        services.add(before);
        await().untilAsserted(() -> assertThat(release(before)).isEqualTo(1));
        assertThat(before.publish(1)).isEqualTo("published 2");

        postgres.kill();
        await().until(() -> isAway(before));
        assertThat(before.publish(2)).startsWith("failed");
        before.close();
        LocalService alone = start(0);
        services.set(0, alone);
        LocalService fresh = startFresh();
        services.add(fresh);
        assertThat(release(alone)).isEqualTo(2);
        assertThat(isAway(alone)).isTrue();
        assertThat(notice(alone)).startsWith("edition-1 ");
        assertServesItsDirectory(fresh);

        postgres.restart();
        services.forEach(service -> await().until(() -> !isAway(service)));
        assertAllServe(1);
        assertThat(fresh.get("/v1/policy/releases").at("/releases")).hasSize(2);
        assertThat(alone.publish(3)).isEqualTo("published 3");
        assertAllServe(3);
    }

    /** Starts a service that has seen neither the database nor the directory of another. */
    private LocalService startFresh() throws IOException {
        Path other = Files.createDirectory(folder.resolve("fresh"));
        EditedTables.in(other);
        return start("fresh", other.toString());
    }

    private static void assertServesItsDirectory(LocalService fresh) {
        assertThat(notice(fresh)).doesNotContain("edition");
        JsonNode policy = fresh.get("/v1/policy");
        assertThat(policy.at("/inForce/release").isNull()).isTrue();
        assertThat(policy.at("/logAway/why").asString()).isEqualTo("The log of releases cannot be reached.");
    }
}
