package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import support.entitlement.ExpectedErrors;
import support.entitlement.LoggedErrors;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Contract;
import support.entitlement.contract.Contracts;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** A service that fails at queries of one plan, and clients that disconnect. */
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
@ExpectedErrors("broken on purpose")
class FailureApiTest extends ApiTest {

    private static final String FREE = "{\"plan\": \"Free\", \"issueType\": \"Issue reports\"}";
    private static final String BROKEN = FREE.replace("Free", "Small");

    private static final AccessToken CORA = AccessToken.generateToken();

    @MockitoSpyBean
    private EvaluationMetrics metrics;

    @MockitoSpyBean
    private Contracts contracts;

    @DynamicPropertySource
    static void acceptAToken(DynamicPropertyRegistry properties) {
        accept(properties, 0, "cora", CORA, "contracts");
    }

    @Test
    void aFailureOfOneOfManyIsItsResultAndIsLogged() throws Exception {
        failWith(new IllegalStateException("broken on purpose"));

        JsonNode results = post(
                        "/v1/evaluations", "application/json", "{\"evaluations\": [%s, %s]}".formatted(BROKEN, FREE))
                .json()
                .path("results");
        List<JsonNode> lines = stream(BROKEN, FREE);

        assertThat(results.get(0).path("code").stringValue()).isEqualTo("internal-error");
        assertThat(results.get(1).path("plan").stringValue()).isEqualTo("Free");
        assertThat(lines.get(0).path("code").stringValue()).isEqualTo("internal-error");
        assertThat(lines.get(1).path("plan").stringValue()).isEqualTo("Free");
        assertThat(LoggedErrors.texts()).anyMatch(error -> error.contains("broken on purpose"));
    }

    @Test
    void aFailureOfTheServiceInTheMiddleOfAStreamIsItsLastLine() throws Exception {
        failWith(new StackOverflowError("broken on purpose"));

        List<JsonNode> lines = stream(FREE, BROKEN, FREE);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("plan").stringValue()).isEqualTo("Free");
        assertThat(lines.get(1).path("code").stringValue()).isEqualTo("internal-error");
        assertThat(LoggedErrors.texts()).anyMatch(error -> error.contains("broken on purpose"));
    }

    @Test
    void aFileOfContractsThatEndsEarlyDoesNotLookWhole() {
        Agreement agreement =
                new Agreement("Starter", ZoneId.of("UTC"), LocalDate.parse("2026-01-01"), null, List.of());
        List<Contract> some = IntStream.range(1_000, 2_000)
                .mapToObj(number -> new Contract("customer " + number, 1, Instant.EPOCH, "cora", null, agreement))
                .toList();
        doReturn(some).when(contracts).findUnendedAfter(eq(""), anyInt());
        doThrow(new IllegalStateException("broken on purpose"))
                .when(contracts)
                .findUnendedAfter(eq("customer 1999"), anyInt());

        assertThatThrownBy(() -> send(request("/v1/contracts").header("Authorization", "Bearer " + CORA.text())))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aConnectionThatFailsIsNoFailureOfTheService(CapturedOutput log) throws Exception {
        double before = requestsEnded();
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(("POST /v1/evaluation HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1000\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoLinger(true, 0);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/evaluations HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                            + "Content-Length: 100000000\r\n\r\n" + (FREE + "\n").repeat(10))
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isPositive();
        }
        raw("POST /v1/evaluations HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nno chunk\r\n");

        // The first request never started: an incomplete body is not processed.
        await().until(() -> requestsEnded() == before + 2);
        assertThat(log).doesNotContain("WARN", "Exception");
        assertThat(LoggedErrors.texts()).isEmpty();
    }

    private double requestsEnded() throws Exception {
        return get("/actuator/prometheus")
                .response()
                .body()
                .lines()
                .filter(line -> line.matches("http_server_requests_seconds_count\\{.*uri=\"/v1/evaluations?\".*"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private void failWith(Throwable failure) {
        doThrow(failure)
                .when(metrics)
                .recordDecision(
                        argThat(decision -> "Small".equals(decision.query().plan())), anyLong());
    }

    private List<JsonNode> stream(String... lines) throws Exception {
        return post("/v1/evaluations", "application/x-ndjson", String.join("\n", lines))
                .response()
                .body()
                .lines()
                .map(JSON::readTree)
                .toList();
    }
}
