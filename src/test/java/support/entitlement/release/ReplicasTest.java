package support.entitlement.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import support.entitlement.EditedTables;
import support.entitlement.KillablePostgres;
import support.entitlement.PublishingService;
import support.entitlement.ServiceProcess;
import support.entitlement.ServiceProcess.DiedException;
import support.entitlement.release.directory.RulesDirectory;
import tools.jackson.databind.JsonNode;

/** Three services, each in a process of its own, on one PostgreSQL that is killed now and then. */
class ReplicasTest {

    private static final String QUERY = "{\"plan\": \"Enterprise Premium\", \"issueType\": \"Issue reports\"}";

    private final List<ServiceProcess> services = new ArrayList<>();
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
        services.forEach(ServiceProcess::kill);
        postgres.close();
    }

    /** All start at the same time on an empty database: the first two each have a directory, the last has none. */
    private List<ServiceProcess> startThree() throws IOException {
        for (int number = 0; number < 2; number++) {
            EditedTables.in(Files.createDirectory(rules(number)));
        }
        List<CompletableFuture<ServiceProcess>> starting = IntStream.range(0, 3)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> start(number)))
                .toList();
        starting.forEach(each -> services.add(each.join()));
        services.forEach(service -> await().untilAsserted(() -> assertThat(release(service))
                .as(() -> service.get("/v1/policy") + "\n" + String.join("\n", service.log()))
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

    private ServiceProcess start(int number) {
        return start(String.valueOf(number), number < 2 ? rules(number).toString() : "");
    }

    private ServiceProcess start(String name, String directory) {
        try {
            List<String> all = new ArrayList<>(arguments);
            all.addAll(List.of(
                    "--spring.datasource.url=" + postgres.url(),
                    "--entitlement.releases.memory=" + folder.resolve("memory-" + name),
                    "--entitlement.rules.directory=" + directory));
            return ServiceProcess.start(folder, all);
        } catch (DiedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path rules(int number) {
        return folder.resolve("rules-" + number);
    }

    private static int release(ServiceProcess service) {
        return service.get("/v1/policy").at("/inForce/release").asInt(0);
    }

    private static boolean isAway(ServiceProcess service) {
        return !service.get("/v1/policy").at("/logAway").isNull();
    }

    private static String notice(ServiceProcess service) {
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
        Files.write(plans, PublishingService.edition(Files.readAllBytes(plans), 4));
        assertAllServe(4);

        await().untilAsserted(() -> assertThat(
                        new RulesDirectory(rules(1)).readFiles().contentDigest())
                .isEqualTo(new RulesDirectory(rules(0)).readFiles().contentDigest()));
        assertThat(revisions()).hasSize(1);
    }

    private List<String> revisions() {
        return services.stream()
                .map(service ->
                        service.get("/v1/policy").at("/inForce/revision").asString())
                .distinct()
                .toList();
    }

    @Test
    void
            whileTheDatabaseIsAwayOneThatKnowsItServesWhatWasInForceAndOneThatDoesNotItsDirectoryAndBothFollowOnceItIsBack()
                    throws Exception {
        EditedTables.in(Files.createDirectory(rules(0)));
        ServiceProcess before = start(0);
        services.add(before);
        await().untilAsserted(() -> assertThat(release(before)).isEqualTo(1));
        assertThat(before.publish(1)).isEqualTo("published 2");

        postgres.kill();
        await().until(() -> isAway(before));
        assertThat(before.publish(2)).startsWith("failed");
        before.kill();
        CompletableFuture<ServiceProcess> startingFresh = CompletableFuture.supplyAsync(this::startFresh);
        ServiceProcess alone = start(0);
        services.set(0, alone);
        ServiceProcess fresh = startingFresh.join();
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
    private ServiceProcess startFresh() {
        try {
            Path other = Files.createDirectory(folder.resolve("fresh"));
            EditedTables.in(other);
            return start("fresh", other.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertServesItsDirectory(ServiceProcess fresh) {
        assertThat(notice(fresh)).doesNotContain("edition");
        JsonNode policy = fresh.get("/v1/policy");
        assertThat(policy.at("/inForce/release").isNull()).isTrue();
        assertThat(policy.at("/logAway/why").asString()).isEqualTo("The log of releases cannot be reached.");
    }
}
