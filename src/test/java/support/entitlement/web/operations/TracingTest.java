package support.entitlement.web.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import support.entitlement.EditedTables;
import support.entitlement.LocalService;
import support.entitlement.security.AccessToken;

/** A service that sends the spans of its requests to a collector, which keeps the bytes that it receives. */
class TracingTest {

    private static final AccessToken TOKEN = AccessToken.generateToken();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String QUERY = "{\"plan\": \"Free\", \"issueType\": \"Issue reports\"}";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static final ListAppender<ILoggingEvent> LINES = new ListAppender<>();
    private static final List<byte[]> RECEIVED = new CopyOnWriteArrayList<>();
    private static HttpServer collector;
    private static LocalService service;

    @BeforeAll
    static void startBoth() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            RECEIVED.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        EditedTables.in(Files.createDirectory(folder.resolve("rules")));
        LINES.start();
        service = new LocalService(List.of(
                "--management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
                        + collector.getAddress().getPort() + "/v1/traces",
                "--management.opentelemetry.tracing.export.schedule-delay=100ms",
                "--management.tracing.sampling.probability=1",
                "--entitlement.logging.access=true",
                "--logging.level.support.entitlement.access=info",
                "--entitlement.security.tokens[0].name=mona",
                "--entitlement.security.tokens[0].hash=" + TOKEN.hash(),
                "--entitlement.security.tokens[0].roles=monitor",
                "--entitlement.releases.memory=" + folder.resolve("memory"),
                "--entitlement.rules.directory=" + folder.resolve("rules")));
        accessLog().addAppender(LINES);
    }

    private static Logger accessLog() {
        return (Logger) LoggerFactory.getLogger("support.entitlement.access");
    }

    @AfterAll
    static void stopBoth() {
        accessLog().detachAppender(LINES);
        service.close();
        collector.stop(0);
    }

    private static HttpResponse<String> ask(String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri("/v1/evaluation"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(QUERY));
        return CLIENT.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private static boolean hasReceived(byte[] part) {
        String text = new String(part, StandardCharsets.ISO_8859_1);
        return RECEIVED.stream().anyMatch(each -> new String(each, StandardCharsets.ISO_8859_1).contains(text));
    }

    @Test
    void theSpanOfARequestIsSentAndContinuesTheTraceOfItsCaller() throws Exception {
        HttpResponse<String> answer = ask("traceparent", PARENT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("traceparent")).contains(PARENT);
        await().until(() -> hasReceived(HexFormat.of().parseHex(TRACE)));
        assertThat(hasReceived("http post /v1/evaluation".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(hasReceived("support-entitlements".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        await().untilAsserted(() -> assertThat(LINES.list)
                .extracting(line -> line.getMDCPropertyMap().get("traceId"))
                .contains(TRACE));
    }

    @Test
    void requestsAreTimedOnceUnderTheUsualName() throws Exception {
        long before = timed();

        ask();

        await().untilAsserted(() -> assertThat(timed()).isEqualTo(before + 1));
    }

    private static long timed() {
        return service.getText("/actuator/prometheus", TOKEN)
                .lines()
                .filter(line ->
                        line.startsWith("http_server_requests_seconds_count") && line.contains("/v1/evaluation"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
