package support.entitlement.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.Waiting;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

class ProblemApiTest extends ApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"/v1/entitlements?plan=Free&issueType=Issue%20reports&", "/v1/support-matrix?plan=Free&"})
    void aPlusThatTheAddressHasLostIsAskedFor(String address) throws Exception {
        JsonNode problem = get(address + "asOf=2023-03-01T00:00:00+01:00").json();

        assertThat(problem.path("code").stringValue()).isEqualTo("bad-instant");
        assertThat(problem.path("pointer").stringValue()).isEqualTo("/asOf");
        assertThat(problem.path("detail").stringValue()).contains("%2B");
        assertThat(get(address + "asOf=2023-03-01T00:00:00%2B0100")
                        .json()
                        .path("code")
                        .stringValue())
                .isEqualTo("no-release-then");
    }

    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

    @Test
    void anUnknownNameIsAnsweredWithTheNearestAndAllKnownOnes() throws Exception {
        Answer answer = evaluate("{\"plan\": \"Enterprise Premuim\", \"issueType\": \"API outage\"}");

        assertProblem(answer, 422, "unknown-plan");
        JsonNode problem = answer.json();
        assertThat(problem.path("pointer").stringValue()).isEqualTo("/plan");
        assertThat(problem.path("value").stringValue()).isEqualTo("Enterprise Premuim");
        assertThat(problem.path("nearest").stringValue()).isEqualTo("Enterprise Premium");
        assertThat(problem.path("known")).hasSize(7);
        assertThat(problem.path("errors")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'plan': 'Free', 'issueType': 'Isue reports'} | 422 | unknown-issue-type | /issueType",
                "{'plan': 'Free', 'issueType': 'Issue reports', 'channel': 'Fax'} | 422 | unknown-channel | /channel",
                "{'plan': 'Free', 'issueType': 'Issue reports', 'slaCategory': '9'} | 422 | unknown-sla-category | /slaCategory",
                "{'plan': 'Free', 'issueType': 'Issue reports', 'impact': {'productionUse': 'bad'}} | 422 | unknown-production-use | /impact/productionUse",
                "{'plan': 'Free', 'issueType': 'Issue reports', 'slaCategory': '1', 'impact': {'workaround': true}} | 422 | impact-and-category | /slaCategory",
                "{'issueType': 'Issue reports'} | 400 | missing-field | /plan",
                "{'plan': 'Free', 'issueType': null} | 400 | missing-field | /issueType",
                "{'plan': 7, 'issueType': 'Issue reports'} | 400 | wrong-type | /plan",
                "{'plan': 'Free', 'issueType': 'Issue reports', 'impact': []} | 400 | wrong-type | /impact",
                "{'plan': 'Free', 'issueType': 'Issue reports', 'attributes': {'a/b~c': {}}} | 400 | wrong-type | /attributes/a~1b~0c",
                "{'plan': 'Free', 'issueType': 'Issue reports', 'impact': {'severity': 1}} | 400 | unknown-field | /impact/severity",
                "{'plan': 'Free', 'issueType': 'Issue reports', 'openedAt': '2026-03-06T16:30:00'} | 400 | bad-instant | /openedAt",
                "{'plan': 'Free', 'issueType': 'Issue reports', 'openedAt': '+999999999-12-31T23:59:59Z'} | 400 | bad-instant | /openedAt",
                "[] | 400 | wrong-type | ''"
            })
    void aFieldThatIsWrongIsNamed(String body, int status, String code, String pointer) throws Exception {
        Answer answer = evaluate(body.replace('\'', '"'));

        assertProblem(answer, status, code);
        assertThat(answer.json().path("pointer").stringValue()).isEqualTo(pointer);
    }

    @Test
    void everyBadFieldIsNamedAtOnceAndUnreadableOnesOutweighUnknownNames() throws Exception {
        Answer answer = evaluate("""
                {"plan": "Enterprise Premuim", "issueType": "API outage", "foo": 1, "openedAt": "yesterday",
                 "impact": {"workaround": "no"}}
                """);

        assertProblem(answer, 400, "unknown-field");
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").stringValue()))
                .containsExactlyInAnyOrder("/foo", "/plan", "/impact/workaround", "/openedAt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{'plan': 'Fre|malformed-json", "{'plan': 'a', 'plan': 'b'}|malformed-json", "{} {}|malformed-json"
            })
    void aBodyThatIsNoJsonIsRefused(String body, String code) throws Exception {
        assertProblem(evaluate(body.replace('\'', '"')), 400, code);
    }

    @Test
    void anEmptyBodyIsRefused() throws Exception {
        assertProblem(evaluate(""), 400, "malformed-json");
    }

    @Test
    void aBodyOverOneMebibyteIsRefusedWhetherItSaysItsLengthOrNot() throws Exception {
        String body = "{\"plan\": \"" + "x".repeat(1 << 20) + "\"}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertProblem(evaluate(body), 413, "body-too-large");
        assertProblem(
                send(request("/v1/evaluation")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(bytes)))),
                413,
                "body-too-large");
    }

    /** Of a longer body no more is read than a client may send by mistake. */
    @Test
    void aBodyOverThirtyTwoMebibytesIsRefusedAsTooLarge() throws Exception {
        assertProblem(evaluate(" ".repeat((33 << 20) + 1024)), 413, "body-too-large");
    }

    @Test
    void aBodyWithoutAMediaTypeIsToldWhichOnesAreRead() throws Exception {
        Answer answer = send(request("/v1/evaluation").POST(BodyPublishers.ofString(OUTAGE)));

        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.json().path("detail").asString()).startsWith("The request has no Content-Type.");
        assertThat(answer.header("Accept")).contains("application/json");
    }

    @Test
    void otherFailuresAreProblemsToo() throws Exception {
        assertProblem(get("/v1/nothing"), 404, "not-found");
        assertProblem(get("/v1/evaluation"), 405, "method-not-allowed");
        assertProblem(post("/v1/evaluation", "text/plain", "Free"), 415, "unsupported-media-type");
        assertProblem(
                send(request("/v1/evaluation")
                        .header("Content-Type", "application/json")
                        .header("Accept", "image/png")
                        .POST(BodyPublishers.ofString(OUTAGE))),
                406,
                "not-acceptable");
    }

    @Test
    void aBrowserIsShownTheWorkbenchAndAProgramIsToldThatNothingIsThere() throws Exception {
        Answer page = send(request("/").header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        for (Matcher link = LINK.matcher(page.response().body()); link.find(); ) {
            assertThat(get("/" + link.group(1).replaceFirst("#.*", "")).status())
                    .as(link.group(1))
                    .isLessThan(400);
        }
        assertThat(page.response().body()).contains("swagger-ui", "v1/policy", "actuator/health", "/v1/evaluation");
        assertProblem(get("/"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/nothing",
                "/workbench",
                "/workbench/",
                "/workbench/nothing.js",
                "/workbench/lib/lit/nothing"
            })
    void aRequestToAnAddressWithoutAnythingIsToldWhichAddressThatIs(String address) throws Exception {
        assertThat(get(address).json().path("detail").stringValue())
                .isEqualTo("There is nothing at " + address + ". GET /v3/api-docs describes every address.");
    }

    @Test
    void whatIsRefusedBeforeAnyControllerIsAProblemToo() throws Exception {
        assertRawProblem(
                "TRACE /v1/vocabulary HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 405, "method-not-allowed");
        assertRawProblem("GET /v1/a%00b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400, "malformed-request");
        assertRawProblem("GET /v1/[x] HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400, "malformed-request");
        assertRawProblem(
                "POST /v1/evaluation HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 400, "malformed-request");
        assertRawProblem("GET /error HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/entitlements?plan=%zz", "/v1/support-matrix?plan=%zz"})
    void aParameterThatCannotBeDecodedIsAProblem(String path) throws Exception {
        assertRawProblem("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/evaluation HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 100",
                "/v1/evaluations HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 100",
                "/v1/evaluations HTTP/1.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: 100",
                "/v1/evaluation HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked",
                "/v1/evaluations HTTP/1.1\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked"
            })
    void aBodyThatIsCutShortOrInBadChunksIsAProblem(String head) throws Exception {
        assertRawProblem("POST " + head + "\r\nHost: x\r\n\r\n{\"plan\"", 400, "malformed-request");
    }

    /** The client keeps the connection open, and the deadline of a short body is ten seconds. */
    @Test
    void aBodyThatDoesNotComeToItsEndInTimeIsAProblem() throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout((int) Waiting.MAX_WAIT.toMillis());
            socket.getOutputStream()
                    .write(("POST /v1/evaluation HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 100\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("\"code\":\"request-timeout\"");
        }
    }

    private void assertRawProblem(String request, int status, String code) throws Exception {
        String response = raw(request);
        assertThat(response)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("Content-Type: application/problem+json\r\n")
                .contains("\"code\":\"" + code + "\"");
    }

    @Test
    void aLongValueIsQuotedInPartAndALongNameIsComparedWithNone() throws Exception {
        String words = "x".repeat(40_000);

        Answer answer =
                evaluate("{\"plan\": \"" + words + "\", \"issueType\": " + "7".repeat(900) + ", \"" + words + "\": 1}");

        assertProblem(answer, 400, "unknown-field");
        assertThat(pointers(answer.json())).containsExactly("/" + "x".repeat(100) + "…", "/plan", "/issueType");
        assertThat(answer.json().has("nearest")).isFalse();
        assertThat(answer.json().at("/errors/1/value").stringValue()).isEqualTo("x".repeat(100) + "…");
        assertThat(answer.json().at("/errors/2/value").stringValue()).isEqualTo("7".repeat(100) + "…");
        assertThat(answer.response().body()).hasSizeLessThan(5_000);
    }

    @Test
    void ofVeryManyBadFieldsAHundredAreListed() throws Exception {
        String fields =
                IntStream.range(0, 20_000).mapToObj(i -> "\"f" + i + "\": 1").collect(Collectors.joining(", "));

        Answer answer = evaluate("{" + fields + "}");

        assertProblem(answer, 400, "unknown-field");
        assertThat(answer.json().path("errors")).hasSize(100);
        assertThat(answer.json().path("detail").stringValue()).contains("More than 100 fields are wrong");
    }

    @Test
    void aQuoteEndsBeforeACharacterThatWouldBeCutInHalf() throws Exception {
        Answer answer = evaluate("{\"plan\": \"" + "x".repeat(99) + "\uD83D\uDE00\", \"issueType\": \"\\ud83d\"}");

        assertProblem(answer, 422, "unknown-plan");
        assertThat(answer.json().path("value").stringValue()).isEqualTo("x".repeat(99) + "…");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nesting | arrays and objects stand more than 500 deep in each other",
                "digits | a number has more than 1000 digits"
            })
    void jsonBeyondALimitIsToldWhichOne(String kind, String why) throws Exception {
        String body = kind.equals("nesting") ? "[".repeat(501) + "]".repeat(501) : "7".repeat(1001);

        Answer answer = evaluate(body);

        assertProblem(answer, 400, "malformed-json");
        assertThat(answer.json().path("detail").stringValue()).endsWith(": " + why + ".");
    }

    @Test
    void noMutationOfARequestMakesTheServiceFail() throws Exception {
        Random random = new Random(20261123);
        for (int i = 0; i < 1_000; i++) {
            StringBuilder body = new StringBuilder(OUTAGE.strip());
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                int at = random.nextInt(body.length());
                switch (random.nextInt(3)) {
                    case 0 -> body.deleteCharAt(at);
                    case 1 -> body.insert(at, "{}[]\",:0e+-.\\u\u00e9\u0000".charAt(random.nextInt(15)));
                    default -> body.setCharAt(at, (char) random.nextInt(1, 0x2100));
                }
            }
            assertThat(evaluate(body.toString()).status()).as("%s", body).isLessThan(500);
        }
    }

    /** A browser's question whether another page may send a request is mapped to the handler of that request. */
    @Test
    void optionsNameTheMethodsOfAnAddressAlsoAfterAPreflight() throws Exception {
        HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();

        send(request("/v1/evaluation")
                .method("OPTIONS", nothing)
                .header("Origin", "http://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Accept", "*/*"));

        for (int time = 0; time < 2; time++) {
            Answer answer =
                    send(request("/v1/evaluation").method("OPTIONS", nothing).header("Accept", "*/*"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Allow")).contains("POST", "OPTIONS");
        }
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("code").stringValue()).isEqualTo(code);
        assertThat(problem.path("type").stringValue()).isEqualTo("/docs/api/errors#" + code);
        assertThat(problem.path("title").stringValue()).isNotBlank();
        assertThat(problem.path("retryable")).isEqualTo(BooleanNode.FALSE);
        assertThat(answer.header("Retry-After")).isEmpty();
        assertThat(problem.path("detail").stringValue()).isNotBlank().doesNotContain("Exception", "tools.jackson");
    }
}
