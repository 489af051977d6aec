package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OpenApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void theDocumentIsOpenApi31AndNamesEveryAddress() throws Exception {
        JsonNode document = get("/v3/api-docs");

        assertThat(document.path("openapi").stringValue()).startsWith("3.1");
        assertThat(document.path("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/v1/evaluation",
                        "/v1/evaluations",
                        "/v1/entitlements",
                        "/v1/support-matrix",
                        "/v1/vocabulary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/evaluation", "/v1/evaluations"})
    void theExampleOfARequestIsAnsweredByTheExampleOfAResponse(String path) throws Exception {
        JsonNode operation = get("/v3/api-docs").path("paths").path(path).path("post");

        JsonNode answer = post(path, exampleIn(operation.path("requestBody")));

        assertThat(withoutIds(answer))
                .isEqualTo(withoutIds(exampleIn(operation.path("responses").path("200"))));
    }

    @Test
    void theExampleOfAnUnknownNameIsTheProblemThatItMakes() throws Exception {
        JsonNode operation =
                get("/v3/api-docs").path("paths").path("/v1/evaluation").path("post");
        JsonNode problem = exampleIn(operation.path("responses").path("422"));
        ObjectNode request =
                (ObjectNode) exampleIn(operation.path("requestBody")).deepCopy();

        JsonNode answer =
                post("/v1/evaluation", request.put("plan", problem.path("value").stringValue()));

        assertThat(answer).isEqualTo(problem);
    }

    @Test
    void swaggerUiIsServed() throws Exception {
        HttpResponse<String> page = send(HttpRequest.newBuilder(uri("/swagger-ui/index.html")));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Swagger UI");
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void theReadmeListsEveryProblemCodeWithItsStatus(ProblemCode code) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("README.md"))) {
            assertThat(lines)
                    .anyMatch(line ->
                            line.contains("| `" + code + "` | " + code.status().value() + " |"));
        }
    }

    private static JsonNode exampleIn(JsonNode described) {
        return described
                .path("content")
                .values()
                .iterator()
                .next()
                .path("examples")
                .path("published")
                .path("value");
    }

    private static JsonNode withoutIds(JsonNode answer) {
        JsonNode copy = answer.deepCopy();
        copy.findParents("decisionId").forEach(parent -> ((ObjectNode) parent).remove("decisionId"));
        return copy;
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(send(HttpRequest.newBuilder(uri(path))).body());
    }

    private JsonNode post(String path, JsonNode body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        return JSON.readTree(send(request).body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
