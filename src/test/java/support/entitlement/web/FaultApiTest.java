package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.background.Heartbeat;
import support.entitlement.background.Heartbeats;
import support.entitlement.background.MovableHeartbeats;
import support.entitlement.release.tables.FailingNotes;
import support.entitlement.release.tables.Note;
import support.entitlement.security.AccessToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The effects that faults of background threads have over HTTP. */
@DirtiesContext
@ExpectedErrors("The test has broken")
class FaultApiTest extends ApiTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final AccessToken ANALYST = AccessToken.generateToken();
    private static final AtomicLong NANO_TIME = new AtomicLong();
    private static final List<String> FREE_REPORTS = List.of("Basic", "Issue reports");

    @TempDir
    static Path folder;

    @Autowired
    private FailingNotes notes;

    @Autowired
    private Heartbeats heartbeats;

    @TestConfiguration
    static class Faults {

        @Bean
        @Primary
        FailingNotes failingNotes() {
            return new FailingNotes();
        }

        @Bean
        @Primary
        Heartbeats heartbeatsByTheClockOfTheTest() {
            return MovableHeartbeats.startedAt(NANO_TIME);
        }
    }

    @DynamicPropertySource
    static void serveACopy(DynamicPropertyRegistry properties) throws Exception {
        EditedTables.in(Files.createDirectory(folder.resolve("rules")));
        properties.add(
                "entitlement.rules.directory", () -> folder.resolve("rules").toString());
        properties.add(
                "entitlement.releases.memory", () -> folder.resolve("memory").toString());
        accept(properties, 0, "ana", ANALYST, "analyst");
    }

    @BeforeEach
    void nothingFails() {
        notes.fail(EnumSet.noneOf(Note.class));
    }

    @Test
    void aCheckIsAnsweredThoughItsImpactFailsAndSaysSo() throws Exception {
        notes.fail(EnumSet.of(Note.IMPACT, Note.CHANGES));

        Answer answer = check("Support Portal");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().get("sound").booleanValue()).isTrue();
        assertThat(answer.json().get("impact").isNull()).isTrue();
        assertThat(answer.json().at("/impactState/state").stringValue()).isEqualTo("failed");
        assertThat(answer.json().at("/impactState/reason").stringValue())
                .isEqualTo("The service failed to find it out; its log has the cause.");
        assertThat(answer.json().at("/changes/0/code").stringValue()).isEqualTo("changes-unknown");
        assertThat(metric("entitlement_policy_notes_failed_total{note=\"impact\"}"))
                .isPositive();
    }

    private Answer check(String channel) throws Exception {
        Path other = Files.createTempDirectory(folder, "other");
        EditedTables.in(other).replaceInRow("support-matrix.csv", FREE_REPORTS, "Support channels", channel);
        ObjectNode upload = JSON.createObjectNode();
        upload.putObject("tables").put("support-matrix.csv", Files.readString(other.resolve("support-matrix.csv")));
        return send(request("/v1/policy/check")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + ANALYST.text())
                .POST(BodyPublishers.ofString(upload.toString())));
    }

    @Test
    void aReleaseWhoseImpactFailsIsInForceAndSaysSoEverywhere() throws Exception {
        notes.fail(EnumSet.of(Note.IMPACT));
        EditedTables.in(folder.resolve("rules"))
                .replaceInRow("support-matrix.csv", FREE_REPORTS, "Support channels", "Landline");

        JsonNode policy = await().until(
                        () -> get("/v1/policy").json(),
                        found -> found.at("/inForce/impactState/state")
                                .stringValue()
                                .equals("failed"));

        assertThat(policy.get("refused").isNull()).isTrue();
        assertThat(policy.get("unwell")).isEmpty();
        JsonNode release = get("/v1/policy/releases/"
                        + policy.at("/inForce/release").longValue())
                .json();
        assertThat(release.at("/impactState")).isEqualTo(policy.at("/inForce/impactState"));
        assertThat(metric("entitlement_policy_impact{state=\"failed\"}")).isEqualTo(1);
        assertThat(get("/actuator/health")
                        .json()
                        .at("/components/policy/details/impactReason")
                        .stringValue())
                .isEqualTo("The service failed to find it out; its log has the cause.");
    }

    @Test
    void eachThreadShowsInHealthAndOneThatStandsStillShowsEverywhereUntilItGoesOn() throws Exception {
        JsonNode threads = get("/actuator/health").json().at("/components/threads");
        assertThat(threads.get("status").stringValue()).isEqualTo("UP");
        assertThat(threads.get("details").propertyNames())
                .contains("rules-watch", "rules-judge", "release-log", "release-schedule", "release-impact");

        CountDownLatch job = new CountDownLatch(1);
        Heartbeat stuck = heartbeats.startThread("stuck", beat -> {
            job.await();
            beat.pauseFor(LONGEST);
        });
        try {
            NANO_TIME.addAndGet(Heartbeats.STALLED_AFTER.plusSeconds(1).toNanos());
            await("the others show that they are active")
                    .until(() -> get("/v1/policy").json().get("unwell").size() == 1);
            assertThat(get("/v1/policy").json().at("/unwell/0/thread").stringValue())
                    .isEqualTo("stuck");
            Answer health = get("/actuator/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().at("/components/threads/status").stringValue())
                    .isEqualTo("STALLED");
            assertThat(health.json()
                            .at("/components/threads/details/stuck/state")
                            .stringValue())
                    .isEqualTo("stalled");
            assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(metric("entitlement_threads_unwell")).isEqualTo(1);
            job.countDown();
            await().until(() -> get("/v1/policy").json().get("unwell").isEmpty());
        } finally {
            job.countDown();
            stuck.close();
        }
    }

    private double metric(String name) throws Exception {
        return get("/actuator/prometheus")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }
}
