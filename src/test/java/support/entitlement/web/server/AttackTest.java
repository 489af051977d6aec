package support.entitlement.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
import support.entitlement.EditedTables;
import support.entitlement.ServiceProcess;
import tools.jackson.databind.json.JsonMapper;

/**
 * Attacks that a caller without a token can make, on a service with the smallest supported heap. During each attack,
 * queries by plan and probes are answered, and the service survives. With {@code -Dattack=long} each attack lasts a
 * minute, and the longest answer is printed.
 */
class AttackTest {

    private static final boolean IS_LONG = "long".equals(System.getProperty("attack"));
    private static final Duration TIME = Duration.ofSeconds(IS_LONG ? 60 : 3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> ASKED = List.of(
            "/v1/entitlements?plan=Enterprise%20Premium&issueType=API%20outage",
            "/actuator/health", "/v1/entitlements?plan=Free&issueType=Issue%20reports");

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private static Path folder;

    private static ServiceProcess service;

    private static String attack = "";

    @BeforeEach
    void noteTheAttack(TestInfo test) {
        attack = test.getDisplayName();
    }

    @BeforeAll
    static void startTheService() throws Exception {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        EditedTables.in(rules);
        service = ServiceProcess.start(folder, List.of("-Xmx256m"), List.of("--entitlement.rules.directory=" + rules));
    }

    @AfterAll
    static void stopTheService() {
        service.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(service.uri(path)));
    }

    private static HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(service.uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** Runs an action repeatedly in a number of clients, and meanwhile sends requests that must be answered. */
    private static void attack(int clients, Callable<?> once) throws Exception {
        long end = System.nanoTime() + TIME.toNanos();
        long longest = 0;
        var threads = Executors.newFixedThreadPool(clients);
        try {
            CompletableFuture<?>[] attackers = IntStream.range(0, clients)
                    .mapToObj(client -> CompletableFuture.runAsync(() -> repeat(once, end), threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture<Void> all = CompletableFuture.allOf(attackers);
            do {
                for (String path : ASKED) {
                    long start = System.nanoTime();
                    assertThat(get(path).statusCode()).as(path).isEqualTo(200);
                    longest = Math.max(longest, System.nanoTime() - start);
                }
            } while (!all.isDone());
            all.join();
        } finally {
            threads.shutdownNow();
        }
        assertThat(service.isAlive()).isTrue();
        if (IS_LONG) {
            System.out.println(attack + ": the longest answer took "
                    + Duration.ofNanos(longest).toMillis() + " ms");
        }
    }

    private static void repeat(Callable<?> once, long end) {
        do {
            try {
                once.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        } while (System.nanoTime() < end);
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

        attack(4, () -> {
            for (byte[] bomb : bombs) {
                statuses.add(post("/v1/evaluations", bomb).statusCode());
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

        attack(48, () -> statuses.add(post("/v1/evaluation", bomb).statusCode()));

        assertThat(statuses).contains(400).isSubsetOf(400, 503);
    }

    /** The attack would have two hundred threads wait for the next byte. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/evaluation", "/v1/evaluations", "/v1/policy/check", "/nothing", "/v1/../x"})
    void slowBodiesStopNobody(String path) throws Exception {
        hold(
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 100000\r\n\r\n{",
                " ");
    }

    @Test
    void descriptionsOfTheApiStopNobody() throws Exception {
        Set<Integer> statuses = new ConcurrentSkipListSet<>();

        attack(50, () -> {
            for (int time = 0; time < 5; time++) {
                statuses.add(get("/v3/api-docs").statusCode());
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

        attack(4, () -> answers.add(post("/v1/sla/statuses", bomb).body()));

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
                .readTree(get("/v1/policy/releases?limit=10").body())
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

        attack(4, () -> {
            HttpResponse<String> answer = post("/v1/evaluations", bomb);
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
        hold(
                "POST /v1/evaluations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                        + "Content-Length: 100000\r\n\r\n{",
                " ");
    }

    @Test
    void slowHeadersStopNobody() throws Exception {
        hold("GET /v1/vocabulary HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "x");
    }

    @Test
    void slowReadersStopNobody() throws Exception {
        hold("GET /v3/api-docs HTTP/1.1\r\nHost: localhost\r\n\r\n", "");
    }

    /** Opens 210 connections that send the first text, then a byte each second, and read nothing. */
    private static void hold(String begin, String each) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        ScheduledExecutorService slowly = Executors.newSingleThreadScheduledExecutor();
        try {
            for (int i = 0; i < 210; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(1 << 10);
                socket.connect(
                        new InetSocketAddress("127.0.0.1", service.uri("/").getPort()));
                socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
                sockets.add(socket);
            }
            slowly.scheduleAtFixedRate(() -> sockets.forEach(socket -> send(socket, each)), 1, 1, TimeUnit.SECONDS);
            attack(1, () -> get("/v1/vocabulary"));
        } finally {
            slowly.shutdownNow();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Sends text. The service may have closed the connection, as it should. */
    private static void send(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
    }
}
