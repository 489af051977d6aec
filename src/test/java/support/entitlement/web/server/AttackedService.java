package support.entitlement.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import support.entitlement.AnswerTimes;
import support.entitlement.EditedTables;
import support.entitlement.ServiceProcess;

/**
 * A service with the smallest supported heap that is attacked. During each attack, queries by plan and probes must be
 * answered, and the service must survive with all its threads. With {@code -Dattack=long} each attack lasts a minute,
 * answers must be prompt, and the longest is printed.
 */
final class AttackedService implements AutoCloseable {

    private static final boolean IS_LONG = "long".equals(System.getProperty("attack"));
    private static final Duration TIME = Duration.ofSeconds(IS_LONG ? 60 : 1);
    private static final Duration PAUSE_BETWEEN_BYTES = Duration.ofMillis(IS_LONG ? 1_000 : 200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> ASKED = List.of(
            "/v1/entitlements?plan=Enterprise%20Premium&issueType=API%20outage",
            "/actuator/health", "/v1/entitlements?plan=Free&issueType=Issue%20reports");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EditedTables tables;
    private final ServiceProcess process;
    private String attackName = "";

    /** Starts a service in an empty folder. */
    AttackedService(Path folder) throws IOException, ServiceProcess.DiedException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        tables = EditedTables.in(rules);
        process = ServiceProcess.start(folder, List.of("-Xmx256m"), List.of("--entitlement.rules.directory=" + rules));
    }

    /** Sets the name by which the next attack is printed. */
    void nameAttack(String name) {
        attackName = name;
    }

    /** Publishes another edition of the tables. */
    void publish(int edition) throws ServiceProcess.DiedException {
        process.publish(edition);
    }

    /** Saves other tables and waits until they are in force, as they are if the service lives on with its watcher. */
    void awaitThatSavedTablesComeIntoForce() {
        tables.replaceInRow("support-matrix.csv", List.of("Basic", "Issue reports"), "Support channels", "Landline");
        await().until(() -> process.post("/v1/evaluation", "{\"plan\":\"Free\",\"issueType\":\"Issue reports\"}")
                .at("/channels/0/name")
                .asString("")
                .equals("Landline"));
    }

    @Override
    public void close() {
        process.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    /** Returns the answer to {@code GET} of a path. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(process.uri(path)));
    }

    /** Returns the answer to {@code POST} of a JSON document. */
    HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(process.uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** Runs an action repeatedly in a number of clients, and meanwhile sends requests that must be answered. */
    void attack(int clients, Callable<?> once) throws Exception {
        Duration idleBefore = IS_LONG ? AnswerTimes.measureMedian(this::ask) : Duration.ZERO;
        Duration longest = askDuring(clients, once);
        assertThat(process.isAlive()).isTrue();
        process.awaitAllThreads();
        if (IS_LONG) {
            assertPrompt(longest, idleBefore, AnswerTimes.measureMedian(this::ask));
        }
    }

    /** Returns the time of the longest answer. */
    private Duration askDuring(int clients, Callable<?> once) throws Exception {
        long end = System.nanoTime() + TIME.toNanos();
        Duration longest = Duration.ZERO;
        var threads = Executors.newFixedThreadPool(clients);
        try {
            CompletableFuture<?>[] attackers = IntStream.range(0, clients)
                    .mapToObj(client -> CompletableFuture.runAsync(() -> repeat(once, end), threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture<Void> all = CompletableFuture.allOf(attackers);
            do {
                Duration took = ask();
                longest = took.compareTo(longest) > 0 ? took : longest;
            } while (!all.isDone());
            all.join();
        } finally {
            threads.shutdownNow();
        }
        return longest;
    }

    /** Sends each request that must be answered, and returns the time of the longest answer. */
    private Duration ask() throws Exception {
        Duration longest = Duration.ZERO;
        for (String path : ASKED) {
            Duration took = AnswerTimes.measure(
                    () -> assertThat(get(path).statusCode()).as(path).isEqualTo(200));
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        return longest;
    }

    private void assertPrompt(Duration longest, Duration idleBefore, Duration idleAfter) {
        System.out.printf(
                "%s: the longest answer took %d ms; the median without an attack is %d ms before, %d ms after%n",
                attackName, longest.toMillis(), idleBefore.toMillis(), idleAfter.toMillis());
        assertThat(longest).isLessThanOrEqualTo(AnswerTimes.longestAllowed(idleBefore, idleAfter));
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

    /** Opens 210 connections that send the first text, then slowly one byte after the other, and read nothing. */
    void hold(String begin, String each) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        ScheduledExecutorService slowly = Executors.newSingleThreadScheduledExecutor();
        try {
            for (int i = 0; i < 210; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(1 << 10);
                socket.connect(
                        new InetSocketAddress("127.0.0.1", process.uri("/").getPort()));
                socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
                sockets.add(socket);
            }
            slowly.scheduleAtFixedRate(
                    () -> sockets.forEach(socket -> send(socket, each)),
                    PAUSE_BETWEEN_BYTES.toMillis(),
                    PAUSE_BETWEEN_BYTES.toMillis(),
                    TimeUnit.MILLISECONDS);
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
