package support.entitlement.web.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.Waiting;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

class ManyEvaluationsApiTest extends ApiTest {

    private static final String FREE = "{\"plan\": \"Free\", \"issueType\": \"Issue reports\"}";

    @Test
    void oneBadItemNeverSpoilsTheRestAndTheOrderIsKept() throws Exception {
        JsonNode results = many("""
                {"evaluations": [{"plan": "Free", "issueType": "Issue reports"}, {"plan": "Fre"}, 7,
                                 {"plan": "Small", "issueType": "Product support"}]}
                """);

        assertThat(results).hasSize(4);
        assertThat(results.get(0).path("plan").stringValue()).isEqualTo("Free");
        assertThat(results.get(1).at("/errors/0/pointer").stringValue()).isEqualTo("/evaluations/1/plan");
        assertThat(results.get(2).path("code").stringValue()).isEqualTo("wrong-type");
        assertThat(results.get(3).path("plan").stringValue()).isEqualTo("Small");
    }

    @Test
    void eachQueryIsMergedIntoTheDefaults() throws Exception {
        JsonNode results = many("""
                {"defaults": {"plan": "Enterprise Premium", "issueType": "API outage", "channel": "Landline",
                              "impact": {"productionUse": "not possible", "workaround": false}},
                 "evaluations": [{}, {"impact": {"workaround": true}}, {"impact": null, "slaCategory": "2"},
                                 {"channel": null}]}
                """);

        assertThat(results.valueStream()
                        .map(result -> result.at("/slaCategory/id").stringValue()))
                .containsExactly("1", "2", "2", "1");
        assertThat(results.get(3).path("channelAllowed").isNull()).isTrue();
    }

    @Test
    void tenThousandFitInADocumentAndNoMore() throws Exception {
        assertThat(many(document(10_000))).hasSize(10_000);
        Answer refused = post("/v1/evaluations", "application/json", document(10_001));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("code").stringValue()).isEqualTo("too-many-evaluations");
    }

    @Test
    void aDocumentOfAnotherFormIsRefused() throws Exception {
        Answer answer = post("/v1/evaluations", "application/json", "{\"defaults\": 1, \"evaluation\": []}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").stringValue()))
                .containsExactlyInAnyOrder("/evaluation", "/defaults", "/evaluations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"x\"", "7"})
    void aDocumentThatIsNoObjectIsOfTheWrongType(String body) throws Exception {
        Answer answer = post("/v1/evaluations", "application/json", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").stringValue()).isEqualTo("wrong-type");
        assertThat(answer.json().path("pointer").stringValue()).isEmpty();
    }

    @Test
    void anUnknownFieldOfADocumentIsNamedWithItsValueAndTheNearest() throws Exception {
        JsonNode problem = post("/v1/evaluations", "application/json", "{\"evaluations\": [], \"default/s\": 7}")
                .json();

        assertThat(problem.path("code").stringValue()).isEqualTo("unknown-field");
        assertThat(problem.path("pointer").stringValue()).isEqualTo("/default~1s");
        assertThat(problem.path("value").intValue()).isEqualTo(7);
        assertThat(problem.path("nearest").stringValue()).isEqualTo("defaults");
        assertThat(problem.path("known")).isEqualTo(JSON.readTree("[\"defaults\", \"evaluations\"]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'bogus': 1} | 400 | unknown-field | /defaults/bogus",
                "{'impact': {'workaround': 'no'}} | 400 | wrong-type | /defaults/impact/workaround",
                "{'plan': 'Fre'} | 422 | unknown-plan | /defaults/plan",
                "7 | 400 | wrong-type | /defaults"
            })
    void badDefaultsAreNamedOnceAndNotBlamedOnTheQueries(String defaults, int status, String code, String pointer)
            throws Exception {
        Answer answer = post(
                "/v1/evaluations",
                "application/json",
                "{\"defaults\": " + defaults.replace('\'', '"') + ", \"evaluations\": [" + FREE + "," + FREE + "]}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("code").stringValue()).isEqualTo(code);
        assertThat(pointers(answer.json())).containsExactly(pointer);
    }

    @Test
    void manyAreAnsweredInJsonOnly() throws Exception {
        Answer answer = send(request("/v1/evaluations")
                .header("Content-Type", "application/json")
                .header("Accept", "application/yaml")
                .POST(BodyPublishers.ofString(document(1))));

        assertThat(answer.status()).isEqualTo(406);
    }

    @Test
    void aLineThatNamesAFieldTwiceIsRefused() throws Exception {
        JsonNode problem = post("/v1/evaluations", "application/x-ndjson", "{\"plan\": \"Free\", \"plan\": \"Small\"}")
                .json();

        assertThat(problem.path("code").stringValue()).isEqualTo("malformed-json");
        assertThat(problem.path("detail").stringValue()).startsWith("Line 1: ").contains("plan");
    }

    @Test
    void aStreamIsOneWhateverTheCaseOfItsType() throws Exception {
        Answer answer = post("/v1/evaluations", "Application/X-NDJSON", "\n".repeat((16 << 20) + 1) + FREE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("plan").stringValue()).isEqualTo("Free");
    }

    @Test
    void aStreamIsAnsweredLineByLine() throws Exception {
        String lines = FREE + "\r\n\n  \n{\"plan\": \n\"" + "x".repeat(1 << 20) + "\"\n" + FREE;

        Answer answer = post("/v1/evaluations", "application/x-ndjson", lines);

        List<JsonNode> results =
                answer.response().body().lines().map(JSON::readTree).toList();
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(results).hasSize(4);
        assertThat(results.get(0).path("plan").stringValue()).isEqualTo("Free");
        assertThat(results.get(1).path("detail").stringValue()).startsWith("Line 4: ");
        assertThat(results.get(2).path("code").stringValue()).isEqualTo("body-too-large");
        assertThat(results.get(3).path("plan").stringValue()).isEqualTo("Free");
    }

    @Test
    void answersArriveWhileTheRequestIsStillBeingSent() throws Exception {
        try (Socket socket = stream(3)) {
            Iterator<String> answers = answers(socket);
            for (int i = 0; i < 3; i++) {
                send(socket, 1);
                assertThat(answers.next()).contains("\"plan\":\"Free\"");
            }
        }
    }

    @Test
    void anAnswerIsNotHeldBackWhileHalfALineIsAwaited() throws Exception {
        try (Socket socket = stream(2)) {
            Iterator<String> answers = answers(socket);
            int half = FREE.length() / 2;
            socket.getOutputStream().write((FREE + "\n" + FREE.substring(0, half)).getBytes(StandardCharsets.US_ASCII));
            assertThat(answers.next()).contains("\"plan\":\"Free\"");
            socket.getOutputStream().write((FREE.substring(half) + "\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(answers.next()).contains("\"plan\":\"Free\"");
        }
    }

    @Test
    void aStreamHasNoLongestLength() throws Exception {
        int count = 100_000;
        try (Socket socket = stream(count)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(socket, count));
            Iterator<String> answers = answers(socket);
            for (int i = 0; i < count; i++) {
                assertThat(answers.next()).contains("\"plan\":\"Free\"");
            }
            sent.join();
        }
    }

    /** Opens a request of this many lines. HTTP 1.0 keeps the response free of chunk lengths. */
    private Socket stream(int lines) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.setSoTimeout((int) Waiting.MAX_WAIT.toMillis());
        long length = (long) lines * (FREE.length() + 1);
        socket.getOutputStream()
                .write(("POST /v1/evaluations HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                                + "Content-Length: " + length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void send(Socket socket, int lines) {
        try {
            byte[] line = (FREE + "\n").getBytes(StandardCharsets.US_ASCII);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            for (int i = 0; i < lines; i++) {
                out.write(line);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterator<String> answers(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                .lines()
                .filter(line -> line.startsWith("{"))
                .iterator();
    }

    private JsonNode many(String body) throws Exception {
        Answer answer = post("/v1/evaluations", "application/json", body);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("results");
    }

    private static String document(int size) {
        return "{\"evaluations\": [" + String.join(",", Collections.nCopies(size, FREE)) + "]}";
    }
}
