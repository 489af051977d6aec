package support.entitlement.web.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.Application;
import support.entitlement.ServiceProcess;
import support.entitlement.Waiting;
import support.entitlement.security.AccessToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service in a process of its own, whose log is configured as outside of tests, with all that operators may turn on. */
class OperatorSettingsTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AccessToken TOKEN = AccessToken.generateToken();
    private static final Pattern MANAGEMENT = Pattern.compile("Ready at .*, for health and metrics at port (\\d+)");
    private static final Pattern READY = Pattern.compile("Ready at http://127.0.0.1:(\\d+)");
    private static final int PER_MINUTE = 5;

    @TempDir
    static Path folder;

    private static Process process;
    private static int port;
    private static int managementPort;

    @BeforeAll
    static void start() throws Exception {
        String classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(ServiceProcess.JAVA);
        command.addAll(List.of(
                "-Xmx256m",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                classes,
                Application.class.getName(),
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--management.server.port=0",
                "--management.server.address=127.0.0.1",
                "--management.server.base-path=/actuator",
                "--management.endpoints.web.base-path=",
                "--logging.structured.format.console=ecs",
                "--entitlement.logging.access=true",
                "--entitlement.limits.requests-per-minute=" + PER_MINUTE,
                "--entitlement.rules.directory=" + Path.of("rules").toAbsolutePath(),
                "--entitlement.releases.memory=" + folder.resolve("memory"),
                "--entitlement.security.tokens[0].name=moni",
                "--entitlement.security.tokens[0].hash=" + TOKEN.hash(),
                "--entitlement.security.tokens[0].roles=monitor"));
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().until(() -> found(READY).isPresent() || !process.isAlive());
        port = Integer.parseInt(found(READY).orElseThrow(() -> new IllegalStateException(log())));
        managementPort = Integer.parseInt(found(MANAGEMENT).orElseThrow(() -> new IllegalStateException(log())));
    }

    @AfterAll
    static void stop() {
        process.destroyForcibly();
        Waiting.awaitEnd(process);
    }

    private static String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Optional<String> found(Pattern pattern) {
        Matcher matcher = pattern.matcher(log());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static HttpResponse<String> get(int port, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static String[] token() {
        return new String[] {"Authorization", "Bearer " + TOKEN.text()};
    }

    @Test
    void aPortOfItsOwnForManagementNeedsTheSameTokens() throws Exception {
        assertThat(get(managementPort, "/actuator/health").statusCode()).isEqualTo(200);
        assertThat(get(managementPort, "/actuator/health").body()).doesNotContain("components");
        for (String path : List.of("/prometheus", "/info", "/sbom", "/sbom/application")) {
            assertThat(get(managementPort, "/actuator" + path).statusCode())
                    .as(path)
                    .isEqualTo(401);
            assertThat(get(managementPort, "/actuator" + path, token()).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(get(managementPort, "/actuator/prometheus", token()).body()).contains("entitlement_policy{");
        assertThat(get(port, "/prometheus", token()).statusCode()).isEqualTo(404);
        assertThat(get(port, "/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(get(managementPort, "/v1/policy").statusCode()).isNotEqualTo(200);
    }

    @Test
    void aLineForEachRequestIsJsonWithTheIdsOfTheRequest() throws Exception {
        get(
                port,
                "/v1/entitlements?plan=Free&issueType=Issue+reports",
                "X-Request-ID",
                "line-1",
                "traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        await().until(() -> log().contains("line-1"));
        List<JsonNode> lines = log().lines().map(JSON::readTree).toList();
        JsonNode line = lines.stream()
                .filter(each -> each.path("requestId").asString("").equals("line-1"))
                .findFirst()
                .orElseThrow();
        assertThat(line.at("/traceId").stringValue()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(line.at("/spanId").stringValue()).isEqualTo("b7ad6b7169203331");
        assertThat(line.at("/method").stringValue()).isEqualTo("GET");
        assertThat(line.at("/path").stringValue()).isEqualTo("/v1/entitlements");
        assertThat(line.at("/status").intValue()).isEqualTo(200);
        assertThat(line.at("/micros").longValue()).isPositive();
        assertThat(line.at("/message").stringValue()).startsWith("GET /v1/entitlements 200 in ");
        assertThat(log()).doesNotContain("plan=Free");
    }

    @Test
    void requestsToThePortForManagementHaveIdsAndLinesToo() throws Exception {
        HttpResponse<String> answer = get(managementPort, "/actuator/health", "X-Request-ID", "probe-1");
        HttpResponse<String> wrong = get(managementPort, "/actuator/health", "X-Request-ID", "probe 2");

        assertThat(answer.headers().firstValue("X-Request-ID")).hasValue("probe-1");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(wrong.body()).at("/code").stringValue()).isEqualTo("malformed-request");
        await().until(() -> log().lines()
                        .filter(line -> line.contains("probe-1") && line.contains("/actuator/health"))
                        .count()
                == 1);
    }

    @Test
    void aCallerWhoSendsTooMuchIsToldWhenToComeAgain() throws Exception {
        int answered = 0;
        HttpResponse<String> answer = get(port, "/v1/policy", token());
        while (answer.statusCode() == 200 && answered <= PER_MINUTE) {
            answered++;
            answer = get(port, "/v1/policy", token());
        }

        assertThat(answered).isBetween(1, PER_MINUTE);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(JSON.readTree(answer.body()).at("/code").stringValue()).isEqualTo("too-many-requests");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60 / PER_MINUTE);
        assertThat(get(port, "/v1/policy").statusCode()).isEqualTo(200);
        assertThat(get(managementPort, "/actuator/prometheus", token()).body())
                .contains("entitlement_limits_refused_total 1.0");
    }
}
