package support.entitlement.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.ServiceProcess;
import tools.jackson.databind.JsonNode;

/**
 * One part after the other fails beneath three replicas, and then the replicas themselves end. With the system property {@code
 * storm.seconds} each failure lasts at least so long, and everything must be back within the time that the manual states: how long that
 * takes beside other tests says nothing.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailureStormTest {

    private static final int SECONDS = Integer.getInteger("storm.seconds", 0);
    private static final Duration LONGEST = SECONDS > 0 ? Duration.ofSeconds(15) : Duration.ofMinutes(3);

    @TempDir
    private static Path folder;

    private static ReplicaCluster cluster;

    @BeforeAll
    static void startAll() throws IOException {
        cluster = new ReplicaCluster(folder);
    }

    @AfterAll
    static void endAll() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void noQueryByPlanFailsAndNothingThatWasAcknowledgedIsLostWhateverFailsBeneathTheReplicas() throws Exception {
        cluster.postgres().replicateSynchronously();
        MixedLoad load = new MixedLoad(cluster.replicas(), cluster.token());
        Map<String, Duration> recoveries;
        try (load) {
            recoveries = new FailureStorm(cluster, load, Duration.ofSeconds(SECONDS)).rage();
        }

        System.out.println(load + "\n" + recoveries);
        assertThat(recoveries)
                .hasSize(8)
                .allSatisfy((failure, took) -> assertThat(took).as(failure).isLessThan(LONGEST));
        assertThat(load.booked()).isNotEmpty().allSatisfy(FailureStormTest::assertBookedOnce);
        JsonNode releases = cluster.replicas().get(0).get("/v1/policy/releases?limit=500", cluster.token());
        load.editions()
                .forEach((edition, release) -> assertThat(comment(releases, release))
                        .as("release %d", release)
                        .isEqualTo("edition " + edition));
    }

    private static void assertBookedOnce(String customer) {
        JsonNode entries = cluster.replicas()
                .get(0)
                .get("/v1/customers/" + customer + "/usage", cluster.token())
                .path("entries");
        assertThat(entries).as(customer).hasSize(1);
        assertThat(entries.get(0).path("amount").asInt()).isEqualTo(1);
    }

    private static String comment(JsonNode releases, long number) {
        return releases.path("releases")
                .valueStream()
                .filter(release -> release.path("id").asLong() == number)
                .map(release -> release.path("comment").asString())
                .findFirst()
                .orElse("none");
    }

    @Test
    @Order(2)
    void noQueryFailsWhileOneReplicaAfterTheOtherIsRestartedNorWhenOneIsKilled() throws Exception {
        try (PlanClients clients = new PlanClients(Stream.of(cluster.proxy().uri("/v1/evaluation")))) {
            for (int number = 0; number < cluster.replicas().size(); number++) {
                cluster.restart(number);
            }
            clients.awaitAnswers(100);
            assertThat(clients.failures()).isEmpty();

            for (ServiceProcess replica : cluster.replicas().subList(1, 3)) {
                replica.kill();
                clients.awaitAnswers(200);
                cluster.proxy().awaitReady(replica == cluster.replicas().get(1) ? 2 : 1);
            }
            assertThat(clients.failures()).isEmpty();
            System.out.println(clients);
        }
    }
}
