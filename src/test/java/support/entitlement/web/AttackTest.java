package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.ServiceProcess;

/**
 * Attacks that any stranger can try, on a service with the smallest heap that is supported. While each goes on, queries by plan and
 * probes are answered, and the service lives on. With {@code -Dattack=long} each lasts a minute.
 */
class AttackTest {

    private static final Duration TIME = Duration.ofSeconds("long".equals(System.getProperty("attack")) ? 60 : 3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> ASKED = List.of(
            "/v1/entitlements?plan=Enterprise%20Premium&issueType=API%20outage",
            "/actuator/health", "/v1/entitlements?plan=Free&issueType=Issue%20reports");

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private static Path folder;

    private static ServiceProcess service;

    @BeforeAll
    static void startTheService() throws Exception {
        service = ServiceProcess.start(
                folder,
                List.of("-Xmx256m"),
                List.of("--entitlement.rules.directory=" + Path.of("rules").toAbsolutePath()));
    }

    @AfterAll
    static void stopTheService() {
        service.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(service.uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** Has so many clients do something over and over, and meanwhile asks what must be answered. */
    private static void attack(int clients, Callable<?> once) throws Exception {
        long end = System.nanoTime() + TIME.toNanos();
        var threads = Executors.newFixedThreadPool(clients);
        try {
            CompletableFuture<?>[] attackers = IntStream.range(0, clients)
                    .mapToObj(client -> CompletableFuture.runAsync(() -> repeat(once, end), threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture<Void> all = CompletableFuture.allOf(attackers);
            do {
                for (String path : ASKED) {
                    assertThat(send(HttpRequest.newBuilder(service.uri(path))).statusCode())
                            .as(path)
                            .isEqualTo(200);
                }
            } while (!all.isDone());
            all.join();
        } finally {
            threads.shutdownNow();
        }
        assertThat(service.isAlive()).isTrue();
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

    /** A document of 16 MiB takes 28 times its size in heap if it is parsed whole. */
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
}
