package support.entitlement.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.AnswerTimes;
import support.entitlement.EditedTables;
import support.entitlement.ServiceProcess;
import support.entitlement.TableBombs;
import support.entitlement.TableBombs.Bomb;
import support.entitlement.security.AccessToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tables that are made to keep a check busy or to fill the memory of a service with a small heap. Each is answered, over HTTP and
 * in the rules directory of a service that starts; and all through, queries by plan are answered.
 */
class TableBombsTest {

    private static final List<String> SMALL_HEAP = List.of("-Xmx256m");
    private static final String QUERY = "{\"plan\": \"Enterprise Premium\", \"issueType\": \"Issue reports\"}";
    private static final boolean IS_LONG = "long".equals(System.getProperty("attack"));
    private static final String AT_A_SHORT_START = "four lists of 1,500 values";
    private static final Set<String> SHORT = Set.of(
            "four lists of 30 values",
            AT_A_SHORT_START,
            "names of 9,900 letters",
            "unknown names of 9,600 letters",
            "notes that code is looked for in",
            "rules that join claims on different parts",
            "a hundred rules that always fire",
            "comments that do not end");

    /** Those that cost too much only before lists were looked up, and names and notes compared by what tells them apart. */
    private static final Set<String> SOUND = Set.of(
            "four lists of 30 values",
            AT_A_SHORT_START,
            "names that are almost alike",
            "names of 9,900 letters",
            "notes that code is looked for in",
            "200 tables that look at the same",
            "90 facts in 1,000 rows",
            "rows that all match");

    private static final AccessToken ANALYST = AccessToken.generateToken();

    @TempDir
    private Path folder;

    private Path rules() throws IOException {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        EditedTables.in(rules);
        return rules;
    }

    private ServiceProcess start() throws ServiceProcess.DiedException {
        return ServiceProcess.start(
                folder,
                SMALL_HEAP,
                List.of(
                        "--entitlement.rules.directory=" + folder.resolve("rules"),
                        "--entitlement.rules.watch-interval=100ms",
                        "--entitlement.impact.check-limit=1s",
                        "--entitlement.releases.memory=" + folder.resolve("memory"),
                        "--entitlement.security.tokens[0].name=ana",
                        "--entitlement.security.tokens[0].hash=" + ANALYST.hash(),
                        "--entitlement.security.tokens[0].roles=analyst"));
    }

    private static boolean isServed(ServiceProcess service) {
        JsonNode answer = service.post("/v1/evaluation", QUERY);
        return answer.path("entitled").booleanValue(false);
    }

    @Test
    void eachIsAnsweredWhileQueriesByPlanAreAndTheReleaseBeforeServesWhateverTheDirectoryHoldsAtAStart()
            throws Exception {
        Path rules = rules();
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        try (ServiceProcess service = start();
                Caller caller = new Caller(service)) {
            bombs().forEach((what, bomb) -> answers.put(what, check(service, bomb)));

            caller.assertIsServed();
            assertThat(service.isAlive()).isTrue();
            service.awaitAllThreads();
        }
        assertThat(answers).allSatisfy((what, answer) -> {
            assertThat(answer.path("sound").isBoolean()).as(answer.toString()).isTrue();
            assertThat(answer.path("sound").booleanValue())
                    .as(codes(answer).toString())
                    .isEqualTo(SOUND.contains(what));
        });
        for (Map.Entry<String, Bomb> bomb : bombs().entrySet()) {
            if (IS_LONG || bomb.getKey().equals(AT_A_SHORT_START)) {
                assertTheReleaseBeforeServes(rules, bomb.getKey(), bomb.getValue());
            }
        }
    }

    private void assertTheReleaseBeforeServes(Path rules, String what, Bomb bomb) throws Exception {
        Path file = rules.resolve(bomb.name());
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : null;
        Files.createDirectories(file.getParent());
        Files.writeString(file, bomb.text());
        long start = System.nanoTime();
        try (ServiceProcess service = start()) {
            assertThat(isServed(service)).as(what).isTrue();
            service.awaitAllThreads();
        }
        note("a start with " + what, start);
        if (before == null) {
            Files.delete(file);
        } else {
            Files.write(file, before);
        }
    }

    /** Tells how long something took, for who runs all of them by hand. */
    private static void note(String what, long start) {
        if (IS_LONG) {
            System.out.println(
                    what + ": " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
        }
    }

    /** Asks a service by plan ten times a second, until it is closed. */
    private static final class Caller implements AutoCloseable {

        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private final AtomicInteger served = new AtomicInteger();
        private final AtomicReference<Duration> longest = new AtomicReference<>(Duration.ZERO);
        private final ServiceProcess service;
        private final Duration idleBefore;
        private final ScheduledFuture<?> queries;

        Caller(ServiceProcess service) throws Exception {
            this.service = service;
            this.idleBefore = measureIdle();
            this.queries = thread.scheduleWithFixedDelay(this::ask, 0, 100, TimeUnit.MILLISECONDS);
        }

        private Duration measureIdle() throws Exception {
            return IS_LONG ? AnswerTimes.measureMedian(() -> isServed(service)) : Duration.ZERO;
        }

        private void ask() {
            long start = System.nanoTime();
            assertThat(isServed(service)).isTrue();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            longest.accumulateAndGet(took, (one, other) -> one.compareTo(other) > 0 ? one : other);
            served.incrementAndGet();
        }

        void assertIsServed() throws Exception {
            assertThat(queries.isDone()).as("a query failed").isFalse();
            assertThat(served).hasPositiveValue();
            if (IS_LONG) {
                Duration idleAfter = measureIdle();
                System.out.printf(
                        "the longest of %s queries took %d ms; the median without a bomb is %d ms before, %d ms after%n",
                        served, longest.get().toMillis(), idleBefore.toMillis(), idleAfter.toMillis());
                assertThat(longest.get()).isLessThanOrEqualTo(AnswerTimes.longestAllowed(idleBefore, idleAfter));
            }
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }

    /** All of them take minutes, so that the suite has those that once stopped a service. */
    private static Map<String, Bomb> bombs() {
        Map<String, Bomb> bombs = new LinkedHashMap<>(TableBombs.all());
        if (!IS_LONG) {
            bombs.keySet().retainAll(SHORT);
        }
        return bombs;
    }

    private static JsonNode check(ServiceProcess service, Bomb bomb) {
        ObjectNode upload = JsonMapper.shared().createObjectNode();
        upload.putObject("tables").put(bomb.name(), bomb.text());
        long start = System.nanoTime();
        JsonNode answer = service.post("/v1/policy/check", "application/json", upload.toString(), ANALYST);
        note("a check of “" + bomb.text().substring(0, 40) + "…” " + codes(answer), start);
        return answer;
    }

    private static List<String> codes(JsonNode answer) {
        return answer.path("problems")
                .valueStream()
                .map(problem -> problem.path("code").stringValue(""))
                .distinct()
                .toList();
    }
}
