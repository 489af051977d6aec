package support.entitlement.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import support.entitlement.FaultyProxy;
import support.entitlement.ServiceProcess;
import tools.jackson.databind.JsonNode;

/**
 * Lets one thing after the other fail beneath three replicas under load: the network to their database, its server, and the
 * failover to another. After each it waits until everything works again at each replica.
 */
final class FailureStorm {

    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final int LAST_LINES = 20;
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final ReplicaCluster cluster;
    private final ReplicatedPostgres postgres;
    private final List<ServiceProcess> replicas;
    private final MixedLoad load;
    private final Duration shortest;
    private final Map<String, Duration> recoveries = new TreeMap<>();

    /**
     * Makes a storm.
     *
     * @param shortest the shortest time for which each failure lasts
     */
    FailureStorm(ReplicaCluster cluster, MixedLoad load, Duration shortest) {
        this.cluster = cluster;
        this.postgres = cluster.postgres();
        this.replicas = cluster.replicas();
        this.load = load;
        this.shortest = shortest;
    }

    /** Returns for each failure the time after its end within which everything worked again. */
    Map<String, Duration> rage() throws Exception {
        awaitRecovery("0 the start");
        failNetwork();
        failServer();
        failOver();
        loseTail();
        return recoveries;
    }

    private void failNetwork() throws Exception {
        FaultyProxy network = postgres.wayToPrimary();
        network.delay(LATENCY);
        load.awaitSuccessesSince(System.nanoTime());
        load.goOnFor(shortest);
        network.delay(Duration.ZERO);
        awaitRecovery("1 a slow network");

        network.cut();
        awaitRecovery("2 connections that are cut");

        network.stall();
        awaitAll(policy -> !policy.at("/logAway").isNull());
        load.goOnFor(shortest);
        network.resume();
        awaitRecovery("3 a host that stalls");
    }

    private void failServer() throws Exception {
        postgres.setRefusing(true);
        awaitAll(policy -> policy.at("/logAway/why").asString("").contains("user or password is not accepted"));
        load.goOnFor(shortest);
        postgres.setRefusing(false);
        awaitRecovery("4 a server that refuses the credentials");

        postgres.setReadOnly(true);
        awaitAll(policy -> !policy.at("/logReadOnly").isNull());
        load.goOnFor(shortest);
        postgres.setReadOnly(false);
        awaitRecovery("5 a server that is read-only");
    }

    private void failOver() throws Exception {
        postgres.stallReplication(); // What were acknowledged now would be lost.
        load.goOnFor(MOMENT);
        postgres.failOver();
        awaitRecovery("6 a failover to the standby");
        postgres.replaceStandby();
    }

    /** The standby takes over without the release that was acknowledged last, whose tables a draft keeps. */
    private void loseTail() throws Exception {
        load.whileNobodyWrites(() -> {
            postgres.stallReplicationOnceComplete();
            long lost = load.publishEditionToLose();
            awaitAll(policy -> policy.at("/inForce/release").asLong(0) == lost);
            postgres.failOver();
            awaitAll(policy -> policy.at("/logRewound/lost/0").asLong(0) == lost);
            await().until(() -> replicas.get(0)
                    .get("/v1/policy/drafts", cluster.token())
                    .toString()
                    .contains("\"Lost release " + lost + "\""));
        });
        awaitRecovery("7 a failover that lost what was acknowledged last");
    }

    private void awaitRecovery(String failure) {
        long end = System.nanoTime();
        load.awaitSuccessesSince(end);
        awaitAll(FailureStorm::isWell);
        await().until(() -> policies().stream()
                        .map(policy -> policy.at("/inForce/release") + " " + policy.at("/inForce/revision"))
                        .distinct()
                        .count()
                == 1);
        Duration took = Duration.ofNanos(System.nanoTime() - end);
        recoveries.put(failure, took);
        assertThat(load.failedByPlan()).as(failure).isEmpty();
        assertThat(load.wrong()).as(failure).isEmpty();
    }

    private static boolean isWell(JsonNode policy) {
        return List.of("refused", "logAway", "logReadOnly", "logRewound").stream()
                        .allMatch(name -> policy.path(name).isNull())
                && policy.path("unwell").isEmpty();
    }

    private void awaitAll(Predicate<JsonNode> condition) {
        await().untilAsserted(() -> assertThat(policies()).as(this::describe).allMatch(condition));
    }

    private List<JsonNode> policies() {
        return replicas.stream().map(each -> each.get("/v1/policy")).toList();
    }

    private String describe() {
        List<String> lines = new ArrayList<>(List.of(load.toString()));
        for (JsonNode policy : policies()) {
            lines.add(List.of("release", "logAway", "logReadOnly", "logRewound", "unwell", "refused").stream()
                    .map(name -> name + " " + policy.path(name))
                    .toList()
                    .toString());
        }
        for (ServiceProcess replica : replicas) {
            List<String> log = replica.log();
            lines.addAll(log.subList(Math.max(0, log.size() - LAST_LINES), log.size()));
        }
        return String.join("\n", lines);
    }
}
