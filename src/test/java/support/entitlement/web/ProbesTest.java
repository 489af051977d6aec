package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import support.entitlement.Waiting;

/** Sends probes to a service whose other threads are all busy. */
@DirtiesContext
@TestPropertySource(properties = "server.tomcat.threads.max=10")
class ProbesTest extends ApiTest {

    private static final int OTHERS = 9;

    /** Occupies threads with streams that wait for their next line. */
    private List<Socket> keepAllOtherThreads() throws IOException {
        List<Socket> streams = new ArrayList<>();
        for (int stream = 0; stream < OTHERS; stream++) {
            Socket socket = new Socket("localhost", port);
            streams.add(socket);
            socket.setSoTimeout((int) Waiting.MAX_WAIT.toMillis());
            socket.getOutputStream()
                    .write(("POST /v1/evaluations HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                                    + "Content-Length: 100\r\n\r\n{}\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isPositive();
        }
        return streams;
    }

    @Test
    void probesAndMetricsAreAnsweredAndAllElseWaitsWithoutAThread() throws Exception {
        List<Socket> streams = keepAllOtherThreads();
        List<CompletableFuture<HttpResponse<String>>> waiting = Stream.of(
                        request("/v1/entitlements?plan=Free&issueType=Issue%20reports"), request("/v1/vocabulary"))
                .flatMap(request -> Stream.generate(request::build).limit(20))
                .map(request -> CLIENT.sendAsync(request, BodyHandlers.ofString()))
                .toList();

        assertThat(get("/actuator/health").status()).isEqualTo(200);
        assertThat(get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);

        for (Socket stream : streams) {
            stream.close();
        }
        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            HttpResponse<String> response = Waiting.get(answer);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatComesWhileAllThreadsAreBusyIsAnsweredAfterwards() throws Exception {
        List<Socket> streams = keepAllOtherThreads();
        CompletableFuture<HttpResponse<String>> waiting = CLIENT.sendAsync(
                request("/v1/evaluation")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"plan\": \"Free\", \"issueType\": \"Issue reports\"}" + " ".repeat(100_000)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(get("/actuator/health").status()).isEqualTo(200);

        for (Socket stream : streams) {
            stream.close();
        }

        assertThat(Waiting.get(waiting).statusCode()).isEqualTo(200);
    }
}
