package support.entitlement.web.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import support.entitlement.Application;
import support.entitlement.EditedTables;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The certification scenario of the AuthZEN working group, all levels: its fixture is written down in tables, and each
 * case bears the number of its section. The connection is HTTP, since the service stands behind whatever ends TLS.
 */
class AuthzenCertificationTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String BASE = "https://pdp.example.com";
    private static final String EVALUATION = "/access/v1/evaluation";
    private static final String READ = """
            {"subject": {"type": "user", "id": "alice"}, "action": {"name": "read"}, "resource": {"type": "record", "id": "record-1"}}
            """;
    private static final String SEARCH = """
            {"subject": {"type": "user"}, "action": {"name": "read"}, "resource": {"type": "record", "id": "record-1"}%s}
            """;

    @TempDir
    private static Path folder;

    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void serveTheFixture() throws IOException {
        EditedTables.copyOf(Path.of("src/test/resources/authzen"), Files.createDirectory(folder.resolve("rules")));
        service = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--server.port=0",
                        "--entitlement.rules.directory=" + folder.resolve("rules"),
                        "--entitlement.releases.memory=" + folder.resolve("memory"),
                        "--entitlement.authzen.plan-types=user",
                        "--entitlement.authzen.resource-types=record",
                        "--entitlement.authzen.base-url=" + BASE + "/");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Sends the request of a section, and compares its status and what the answer must contain. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(
            resources = "/authzen/scenario/cases.csv",
            delimiter = '|',
            quoteCharacter = '\'',
            numLinesToSkip = 1,
            maxCharsPerColumn = 9999)
    void aCaseOfTheScenarioIsAnsweredAsItDemands(
            String section, String path, int status, String expected, String request) throws Exception {
        HttpResponse<String> answer = post("/access/v1/" + path, "application/json", request);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status == 200) {
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(summarize(JSON.readTree(answer.body())))
                    .as(answer.body())
                    .isEqualTo(expected);
        }
    }

    /** Returns the decisions of an answer, or the results of a search, in short. */
    private static String summarize(JsonNode answer) {
        if (answer.has("results")) {
            List<String> found = answer.path("results")
                    .valueStream()
                    .map(each -> each.has("name")
                            ? each.path("name").stringValue()
                            : each.path("id").stringValue())
                    .toList();
            return String.join(" ", found);
        }
        if (answer.has("evaluations")) {
            assertThat(answer.has("decision")).isFalse();
            return String.join(
                    " ",
                    answer.path("evaluations")
                            .valueStream()
                            .map(AuthzenCertificationTest::summarize)
                            .toList());
        }
        assertThat(answer.path("context").isObject()).isTrue();
        return String.valueOf(answer.path("decision").booleanValue());
    }

    @Test
    void c243AnotherContentTypeIsABadRequest() throws Exception {
        assertThat(post(EVALUATION, "text/plain", READ).statusCode()).isEqualTo(400);
        assertThat(post(EVALUATION, "application/x-www-form-urlencoded", READ).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"alice\""})
    void c244And245WhatIsNoJsonObjectIsABadRequest(String body) throws Exception {
        for (String path : List.of("evaluation", "evaluations", "search/subject")) {
            assertThat(post("/access/v1/" + path, "application/json", body).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void c25TheRequestIdComesBackAlsoWithARefusal() throws Exception {
        String customer = READ.replace("user", "customer");
        for (String body : List.of(READ, "{", customer)) {
            HttpRequest.Builder request = request(EVALUATION, "application/json")
                    .header("X-Request-ID", "bfe9eb29-ab87-4ca3-be83-a1d5d8305716")
                    .POST(BodyPublishers.ofString(body));

            assertThat(send(request).headers().allValues("X-Request-ID"))
                    .containsExactly("bfe9eb29-ab87-4ca3-be83-a1d5d8305716");
        }
        assertThat(post(EVALUATION, "application/json", customer).statusCode()).isEqualTo(401);
        assertThat(post(EVALUATION, "application/json", READ).headers().map()).doesNotContainKey("x-request-id");
    }

    @Test
    void aRequestIdThatIsTooLongForAHeaderIsRefused() throws Exception {
        HttpResponse<String> answer = send(request(EVALUATION, "application/json")
                .header("X-Request-ID", "x".repeat(1_001))
                .POST(BodyPublishers.ofString(READ)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("X-Request-ID has 1001 characters; it may have up to 1000.");
    }

    /** Sends no body: a server that waits for it does not close the connection. */
    @Test
    void aRefusedRequestIdClosesTheConnectionBeforeTheBodyArrives() throws Exception {
        try (Socket socket = new Socket("localhost", address("/").getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST " + EVALUATION + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
                                    + "X-Request-ID: " + "x".repeat(1_001) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void theRequestIdIsSetBeforeAnyFilterRefusesARequest() {
        assertThat(orderOf("requestIds")).isLessThan(orderOf("probeReserve"));
    }

    private static int orderOf(String filter) {
        return service.getBean(filter, FilterRegistrationBean.class).getOrder();
    }

    @Test
    void c26TheSameRequestHasTheSameDecisionEachTime() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(summarize(JSON.readTree(
                            post(EVALUATION, "application/json", READ).body())))
                    .isEqualTo("true");
        }
    }

    @Test
    void c45PagesFollowByTheirTokens() throws Exception {
        JsonNode first = search(", \"page\": {\"limit\": 1}");
        String token = first.at("/page/next_token").stringValue();
        JsonNode second = search(", \"page\": {\"token\": \"" + token + "\"}");

        assertThat(summarize(first)).isEqualTo("alice");
        assertThat(token).isNotEmpty();
        assertThat(summarize(second)).isEqualTo("bob");
        assertThat(second.at("/page/next_token").stringValue()).isEmpty();
        assertThat(search("").at("/page/next_token").stringValue()).isEmpty();
    }

    /** The specification has “a non-negative integer” as the limit. */
    @Test
    void aPageOfAtMostNoResultsHasNoneAndIsFollowedByThem() throws Exception {
        JsonNode none = search(", \"page\": {\"limit\": 0}");

        assertThat(none.path("results")).isEmpty();
        assertThat(none.at("/page/count").intValue()).isZero();
        assertThat(none.at("/page/next_token").stringValue()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", \"page\": {\"token\": \"nonsense\"}",
                ", \"page\": {\"token\": \"%s\", \"limit\": 2}",
                ", \"page\": {\"token\": \"%s\"}, \"context\": {\"changed\": true}",
                ", \"page\": {\"limit\": -1}",
                ", \"page\": {\"limit\": \"1\"}",
                ", \"page\": 1"
            })
    void aPageOfAnotherSearchIsABadRequest(String page) throws Exception {
        String token =
                search(", \"page\": {\"limit\": 1}").at("/page/next_token").stringValue();

        assertThat(post("/access/v1/search/subject", "application/json", SEARCH.formatted(page.replace("%s", token)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void c6TheMetadataNameEveryAddress() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address("/.well-known/authzen-configuration")));

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree("""
                {"policy_decision_point": "https://pdp.example.com",
                 "access_evaluation_endpoint": "https://pdp.example.com/access/v1/evaluation",
                 "access_evaluations_endpoint": "https://pdp.example.com/access/v1/evaluations",
                 "search_subject_endpoint": "https://pdp.example.com/access/v1/search/subject",
                 "search_resource_endpoint": "https://pdp.example.com/access/v1/search/resource",
                 "search_action_endpoint": "https://pdp.example.com/access/v1/search/action"}
                """));
    }

    private static JsonNode search(String page) throws Exception {
        HttpResponse<String> answer = post("/access/v1/search/subject", "application/json", SEARCH.formatted(page));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> post(String path, String type, String body) throws Exception {
        return send(request(path, type).POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(address(path)).header("Content-Type", type);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static URI address(String path) {
        return URI.create("http://localhost:" + service.getEnvironment().getProperty("local.server.port") + path);
    }
}
