package support.entitlement.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Attacks that a caller without a token can make; see {@link AttackedService}. */
class AttackTest {

    @TempDir
    private static Path folder;

    private static AttackedService service;

    @BeforeAll
    static void startTheService() throws Exception {
        service = new AttackedService(folder);
    }

    @BeforeEach
    void nameTheAttack(TestInfo test) {
        service.nameAttack(test.getTestMethod().map(Method::getName).orElseThrow() + " " + test.getDisplayName());
    }

    @AfterAll
    static void checkThatItLivesOnWithItsWatcher() {
        try (AttackedService attacked = service) {
            attacked.awaitThatSavedTablesComeIntoForce();
        }
    }

    private static byte[] bytes(String begin, String repeated, int length, String end) {
        return (begin + repeated.repeat((length - begin.length() - end.length()) / repeated.length()) + end).getBytes();
    }

    /** Parsed as a whole, a document of 16 MiB takes 28 times its size in heap. */
    @Test
    void manySmallObjectsDoNotFillTheHeap() throws Exception {
        Set<Integer> statuses = new ConcurrentSkipListSet<>();
        List<byte[]> bombs = Stream.of(
                        bytes("{\"evaluations\":[", "{},", 16 << 20, "{}]}"),
                        bytes("{\"x\":[", "{},", 16 << 20, "{}]}"),
                        bytes("{\"defaults\":{\"attributes\":[", "{},", 16 << 20, "{}]},\"evaluations\":[]}"),
                        bytes("{\"evaluations\":[[", "{},", 16 << 20, "{}]]}"))
                .toList();

        service.attack(4, () -> {
            for (byte[] bomb : bombs) {
                statuses.add(service.post("/v1/evaluations", bomb).statusCode());
            }
            return statuses;
        });

        assertThat(statuses).contains(422).isSubsetOf(400, 413, 422, 503);
    }

    /** The attack uses single queries, many at a time. */
    @Test
    void manyQueriesOfSmallObjectsDoNotFillTheHeap() throws Exception {
        Set<Integer> statuses = new ConcurrentSkipListSet<>();
        byte[] bomb = bytes("{\"attributes\":{\"a\":[", "{},", 1 << 20, "{}]}}");

        service.attack(
                48, () -> statuses.add(service.post("/v1/evaluation", bomb).statusCode()));

        assertThat(statuses).contains(400).isSubsetOf(400, 503);
    }

    /** The attack would have two hundred threads wait for the next byte. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/evaluation", "/v1/evaluations", "/v1/policy/check", "/nothing", "/v1/../x"})
    void slowBodiesStopNobody(String path) throws Exception {
        service.hold(
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 100000\r\n\r\n{",
                " ");
    }

    @Test
    void descriptionsOfTheApiStopNobody() throws Exception {
        Set<Integer> statuses = new ConcurrentSkipListSet<>();

        service.attack(50, () -> {
            for (int time = 0; time < 5; time++) {
                statuses.add(service.get("/v3/api-docs").statusCode());
            }
            return statuses;
        });

        assertThat(statuses).containsExactly(200);
    }

    /** The body has 37 kB and would take a million decisions. */
    @Test
    void sharedEventsThatChangeFactsAreBoundedByTheirDecisions() throws Exception {
        String event = "{\"type\":\"e\",\"at\":\"2026-03-02T09:00:00Z\",\"facts\":{\"slaCategory\":\"2\"}}";
        byte[] bomb = ("{\"defaults\":{\"plan\":\"Enterprise Premium\",\"issueType\":\"Issue reports\",\"events\":["
                        + (event + ",").repeat(99) + event + "]},\"cases\":[" + "{},".repeat(9_999) + "{}]}")
                .getBytes(StandardCharsets.UTF_8);
        Set<String> answers = new ConcurrentSkipListSet<>();

        service.attack(
                4, () -> answers.add(service.post("/v1/sla/statuses", bomb).body()));

        assertThat(answers)
                .hasSizeBetween(1, 2)
                .anySatisfy(answer ->
                        assertThat(answer).contains("too-many-events", "/defaults/events", "100 times 10000"));
    }

    /** Each release would be compiled repeatedly, since no more than eight are cached. */
    @Test
    void aDocumentAsksFewReleases() throws Exception {
        for (int edition = 1; edition <= 10; edition++) {
            service.publish(edition);
        }
        List<String> instants = JsonMapper.shared()
                .readTree(service.get("/v1/policy/releases?limit=10").body())
                .path("releases")
                .valueStream()
                .map(release -> release.path("effectiveFrom").stringValue())
                .toList();
        assertThat(instants).hasSize(10);
        byte[] bomb = IntStream.range(0, 200)
                .mapToObj(number -> "{\"asOf\":\"" + instants.get(number % 10) + "\"}")
                .collect(Collectors.joining(
                        ",",
                        "{\"defaults\":{\"plan\":\"Enterprise Premium\",\"issueType\":\"Issue reports\"},\"evaluations\":[",
                        "]}"))
                .getBytes(StandardCharsets.UTF_8);
        Set<Long> refused = new ConcurrentSkipListSet<>();

        service.attack(4, () -> {
            HttpResponse<String> answer = service.post("/v1/evaluations", bomb);
            return answer.statusCode() == 503
                    || refused.add(JsonMapper.shared()
                            .readTree(answer.body())
                            .path("results")
                            .valueStream()
                            .filter(result -> result.path("code").asString("").equals("too-much-work"))
                            .count());
        });

        assertThat(refused).containsExactly(40L);
    }

    @Test
    void slowStreamsStopNobody() throws Exception {
        service.hold(
                "POST /v1/evaluations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                        + "Content-Length: 100000\r\n\r\n{",
                " ");
    }

    @Test
    void slowHeadersStopNobody() throws Exception {
        service.hold("GET /v1/vocabulary HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "x");
    }

    @Test
    void slowReadersStopNobody() throws Exception {
        service.hold("GET /v3/api-docs HTTP/1.1\r\nHost: localhost\r\n\r\n", "");
    }
}
