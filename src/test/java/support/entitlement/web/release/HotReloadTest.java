package support.entitlement.web.release;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.Waiting;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Edits tables of a running service. The rules directory is a link, as in a mounted volume. */
@DirtiesContext
@ExpectedErrors("is refused for these problems")
class HotReloadTest extends ApiTest {

    private static final String FREE = "{\"plan\": \"Free\", \"issueType\": \"Issue reports\"}";
    private static final List<String> FREE_REPORTS = List.of("Basic", "Issue reports");

    @TempDir
    static Path directory;

    private EditedTables tables;
    private String shipped;

    @DynamicPropertySource
    static void serveTheLink(DynamicPropertyRegistry properties) throws IOException {
        EditedTables.in(Files.createDirectory(directory.resolve("first")));
        Files.createSymbolicLink(directory.resolve("rules"), Path.of("first"));
        properties.add(
                "entitlement.rules.directory", () -> directory.resolve("rules").toString());
        properties.add("entitlement.rules.watch-interval", () -> "20ms");
    }

    @BeforeEach
    void serveTheShippedTables() throws IOException {
        EditedTables unchanged = EditedTables.in(Files.createTempDirectory(directory, "shipped"));
        shipped = unchanged.compile().revision();
        tables = EditedTables.in(directory.resolve("rules"));
        awaitRevision(shipped);
    }

    @Test
    void aChangedCellIsAnswered() throws Exception {
        tables.replaceInRow("support-matrix.csv", FREE_REPORTS, "Support channels", "Support Portal");
        awaitRevision(tables.compile().revision());

        assertThat(evaluate(FREE).json().at("/channels/0/name").stringValue()).isEqualTo("Support Portal");
    }

    @Test
    void tablesThatAreRefusedChangeNoAnswerAndTheirProblemsAreShown() throws Exception {
        double refusals = reloads("refused");
        JsonNode before = withoutId(evaluate(FREE).json());
        JsonNode inForce = policy().path("inForce");

        Path other = Files.createTempDirectory(directory, "other");
        EditedTables.in(other)
                .replaceInRow("support-matrix.csv", FREE_REPORTS, "Support channels", "Support Portal")
                .replaceInRow("support-matrix.csv", FREE_REPORTS, "Entitled", "maybe")
                .replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");
        turnTo(other);
        JsonNode refused = awaitRefused();

        assertThat(withoutId(evaluate(FREE).json())).isEqualTo(before);
        assertThat(policy().path("inForce")).isEqualTo(inForce);
        assertThat(Instant.parse(refused.path("at").stringValue()))
                .isAfter(inForce.path("since").stringValue());
        assertThat(refused.path("problems"))
                .filteredOn(problem -> problem.path("severity").stringValue().equals("error"))
                .extracting(problem -> problem.path("file").stringValue() + " "
                        + problem.path("cell").stringValue() + " "
                        + problem.path("value").stringValue())
                .contains("support-matrix.csv E9 maybe", "sla-agreements.csv E12 8 huors");
        assertThat(refused.path("problems").get(0).propertyNames())
                .containsExactly("severity", "code", "file", "sheet", "cell", "value", "message", "remedy");
        assertThat(reloads("refused")).isGreaterThan(refusals);
    }

    @Test
    void aServiceWhoseTablesAreRefusedIsUpAndReadyAndSaysSo() throws Exception {
        tables.replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");
        awaitRefused();

        assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
        JsonNode health = get("/actuator/health").json().at("/components/policy");
        assertThat(health.path("status").stringValue()).isEqualTo("UP");
        assertThat(health.at("/details/revision").stringValue()).isEqualTo(shipped);
        assertThat(health.at("/details/errors/0").stringValue()).contains("sla-agreements.csv!E12", "8 huors");
        assertThat(metric("entitlement_policy_refused")).isEqualTo(1);
    }

    @Test
    void tablesThatAreMendedAreAnswered() throws Exception {
        tables.replaceInRow("support-matrix.csv", FREE_REPORTS, "Entitled", "maybe");
        awaitRefused();
        tables.replaceInRow("support-matrix.csv", FREE_REPORTS, "Entitled", "no");
        awaitRevision(tables.compile().revision());

        assertThat(evaluate(FREE).json().path("entitled").booleanValue()).isFalse();
        assertThat(policy().path("refused").isNull()).isTrue();
    }

    @Test
    void goingBackToWhatIsInForceOnlyClearsTheRefusal() throws Exception {
        JsonNode before = await().until(this::policy, HotReloadTest::isImpactKnown);
        tables.replaceInRow("support-matrix.csv", FREE_REPORTS, "Entitled", "maybe");
        awaitRefused();
        tables.replaceInRow("support-matrix.csv", FREE_REPORTS, "Entitled", "yes");
        awaitRevision(shipped);

        assertThat(policy()).isEqualTo(before);
        assertThat(metric("entitlement_policy_refused")).isZero();
    }

    @Test
    void allFilesThatALinkTurnsToAreOneChange() throws Exception {
        double before = reloads("in-force") + reloads("refused");
        Path other = Files.createTempDirectory(directory, "other");
        String revision = EditedTables.in(other)
                .replaceEverywhere("plans.csv", "Basic", "Plain")
                .replaceEverywhere("support-matrix.csv", "Basic", "Plain")
                .compile()
                .revision();
        turnTo(other);
        awaitRevision(revision);

        assertThat(evaluate(FREE).json().path("supportLevel").stringValue()).isEqualTo("Plain");
        assertThat(evaluate(FREE).json().path("entitled").booleanValue()).isTrue();
        assertThat(reloads("in-force") + reloads("refused")).isEqualTo(before + 1);
    }

    @Test
    void aDirectoryThatIsGoneIsARefusalAndNoMoreWhenItIsBack() throws Exception {
        Path link = directory.resolve("rules");
        Path away = directory.resolve("away");
        Files.move(link, away);
        JsonNode refused = awaitRefused();

        assertThat(refused.at("/problems/0/code").stringValue()).isEqualTo("no-rules-directory");
        assertThat(refused.at("/problems").toString()).doesNotContain(directory.toString());
        assertThat(evaluate(FREE).status()).isEqualTo(200);
        Files.move(away, link);
        awaitRevision(shipped);
    }

    @Test
    void metricsNameNoRevisionButTheOneInForce() throws Exception {
        for (String channel : List.of("Landline", "Support Portal", "Technical Session")) {
            tables.replaceInRow("support-matrix.csv", FREE_REPORTS, "Support channels", channel);
            awaitRevision(tables.compile().revision());
        }
        String revision = tables.compile().revision();

        assertThat(get("/actuator/prometheus").response().body().lines())
                .filteredOn(line -> line.startsWith("entitlement_policy{"))
                .containsExactly("entitlement_policy{revision=\"" + revision + "\"} 1.0");
        assertThat(get("/actuator/info").json().at("/policy/revision").stringValue())
                .isEqualTo(revision);
    }

    @Test
    void aStreamThatHasBegunEndsWithThePolicyThatItBeganWith() throws Exception {
        try (Socket stream = streamOf(2)) {
            Iterator<String> answers = answers(stream);
            send(stream, FREE + "\n");
            assertThat(answers.next()).contains(shipped);
            tables.replaceInRow("support-matrix.csv", FREE_REPORTS, "Entitled", "no");
            awaitRevision(tables.compile().revision());
            send(stream, FREE + "\n");

            assertThat(answers.next()).contains(shipped, "\"entitled\":true");
        }
    }

    @Test
    void aNewNameIsKnownWithThePolicyThatBringsIt() throws Exception {
        String gold = "{\"plan\": \"Gold\", \"issueType\": \"Issue reports\"}";
        assertThat(evaluate(gold).status()).isEqualTo(422);

        tables.addRow("plans.csv", Map.of("Plan", "Gold", "Support level", "Basic"));
        awaitRevision(tables.compile().revision());

        assertThat(evaluate(gold).status()).isEqualTo(200);
        assertThat(get("/v1/vocabulary").json().path("plans").toString()).contains("Gold");
        assertThat(get("/v1/support-matrix?plan=Gold").status()).isEqualTo(200);
    }

    private void awaitRevision(String revision) {
        await().until(
                        this::policy,
                        policy -> policy.path("refused").isNull()
                                && policy.at("/inForce/revision").stringValue().equals(revision));
    }

    private JsonNode awaitRefused() {
        return await().until(() -> policy().path("refused"), refused -> !refused.isNull());
    }

    private static boolean isImpactKnown(JsonNode policy) {
        return !policy.at("/inForce/impactState/state").stringValue().equals("pending");
    }

    private JsonNode policy() throws Exception {
        return get("/v1/policy").json();
    }

    private double reloads(String outcome) throws Exception {
        return metric("entitlement_policy_reloads_total{outcome=\"" + outcome + "\"}");
    }

    private double metric(String name) throws Exception {
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + " (.*)$")
                .matcher(get("/actuator/prometheus").response().body());
        assertThat(line.find()).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static void turnTo(Path target) throws IOException {
        Path next = Files.createSymbolicLink(directory.resolve("next"), target);
        Files.move(next, directory.resolve("rules"), ATOMIC_MOVE);
    }

    private static JsonNode withoutId(JsonNode answer) {
        ((ObjectNode) answer).remove("decisionId");
        return answer;
    }

    /** Opens a request of this many lines. HTTP 1.0 keeps the response free of chunk lengths. */
    private Socket streamOf(int lines) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.setSoTimeout((int) Waiting.MAX_WAIT.toMillis());
        send(
                socket,
                "POST /v1/evaluations HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                        + "Content-Length: " + lines * (FREE.length() + 1) + "\r\n\r\n");
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Iterator<String> answers(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                .lines()
                .filter(line -> line.startsWith("{"))
                .iterator();
    }
}
