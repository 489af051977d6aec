package support.entitlement.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.Waiting;
import support.entitlement.security.AccessToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests against a service with the shipped tables on a random port, over real HTTP. All tests of a run share one
 * service.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class ApiTest {

    public static final JsonMapper JSON = JsonMapper.shared();
    public static final String OUTAGE = """
            {"plan": "Enterprise Premium", "issueType": "API outage",
             "impact": {"productionUse": "not possible", "workaround": false},
             "channel": "Landline", "openedAt": "2026-03-06T16:30:00+01:00", "attributes": {"region": "EU"}}
            """;

    private static final AccessToken READER = AccessToken.generateToken();
    public static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    public int port;

    /** A response: its status, its headers, and its body as text and as JSON. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** Accepts the tests' own token, which has the role reader and is sent by default. */
    @DynamicPropertySource
    static void acceptTheReader(DynamicPropertyRegistry properties) {
        accept(properties, -1, "rita", READER, "reader");
    }

    /** Configures a service to accept a token, one of several, numbered from 0. */
    public static void accept(
            DynamicPropertyRegistry properties, int index, String name, AccessToken token, String role) {
        String prefix = "entitlement.security.tokens[" + (index + 1) + "].";
        properties.add(prefix + "name", () -> name);
        properties.add(prefix + "hash", token::hash);
        properties.add(prefix + "roles", () -> role);
    }

    /** Returns the token with the role reader. */
    public static AccessToken reader() {
        return READER;
    }

    public Answer evaluate(String body) throws Exception {
        return post("/v1/evaluation", "application/json", body);
    }

    public Answer post(String path, String type, String body) throws Exception {
        return send(
                request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    public Answer get(String path) throws Exception {
        return send(request(path));
    }

    /** Sends a request without a token, also to a service that knows no token of these tests. */
    public Answer getWithoutToken(String path) throws Exception {
        return sendWithoutToken(request(path));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    public Answer send(HttpRequest.Builder request) throws Exception {
        return request.build().headers().firstValue("Authorization").isPresent()
                ? sendWithoutToken(request)
                : sendWithoutToken(request.copy().header("Authorization", "Bearer " + READER.text()));
    }

    /** Sends a request without a token, unless the request has one. */
    public Answer sendWithoutToken(HttpRequest.Builder request) throws Exception {
        return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
    }

    /** Sends exactly these bytes, and reads the answer until the connection is closed. */
    public String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout((int) Waiting.MAX_WAIT.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns the number of evaluations that were counted with an outcome. */
    public double evaluations(String outcome) throws Exception {
        return get("/actuator/prometheus")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith("entitlement_evaluations_seconds_count{outcome=\"" + outcome + "\"} "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    public static List<String> pointers(JsonNode problem) {
        return problem.path("errors")
                .valueStream()
                .map(error -> error.path("pointer").stringValue())
                .toList();
    }
}
