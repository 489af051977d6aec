package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.security.AccessToken;
import support.entitlement.web.documentation.ComparableJson;
import support.entitlement.web.documentation.DescribedApi;
import support.entitlement.web.documentation.GeneratedClients;
import support.entitlement.web.documentation.RecordedExchanges;
import tools.jackson.databind.JsonNode;

/** Runs the commands of the manual in a shell, and validates every request and answer against the API description. */
@DirtiesContext
@Import(RecordedExchanges.Configuration.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManualExampleTest extends ApiTest {

    private static final Path SHIPPED = Path.of("rules");
    private static final AccessToken TOKEN = AccessToken.generateToken();

    @TempDir
    static Path folder;

    @Autowired
    RecordedExchanges exchanges;

    @DynamicPropertySource
    static void serveTheShippedRules(DynamicPropertyRegistry properties) throws IOException {
        Path rules = folder.resolve("rules");
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.copy(file, rules.resolve(SHIPPED.relativize(file).toString()));
            }
        }
        Path token = folder.resolve(".support-entitlements/rules-0/token");
        Files.createDirectories(token.getParent());
        Files.writeString(token, TOKEN.text());
        properties.add("entitlement.rules.directory", rules::toString);
        accept(properties, 0, "generated", TOKEN, "history,contracts,usage");
    }

    @Test
    void aChangeIsMadeAndTakenBackAsTheTutorialShowsIt() throws Exception {
        Instant began = Instant.parse(
                get("/v1/policy/releases/1").json().at("/effectiveFrom").stringValue());
        await().until(() -> Instant.now().isAfter(began.plusSeconds(1)));

        follow("analyst/tutorial");

        assertThat(folder.resolve("rules/sla-agreements.csv"))
                .hasSameTextualContentAs(SHIPPED.resolve("sla-agreements.csv"));
        assertThat(get("/v1/policy").json().at("/inForce/release").intValue()).isEqualTo(4);
    }

    @Test
    void queriesAreAnsweredContractsKeptAndHoursCountedAsTheirPagesShowIt() throws Exception {
        follow("api/guide");
        follow("api/authzen");
        follow("api/cases");
        follow("api/contracts");
        follow("api/allowances");
        follow("api/drafts");
    }

    @AfterEach
    void everyRequestAndAnswerIsAsTheDescriptionOfTheApiSays() throws Exception {
        DescribedApi api = new DescribedApi(get("/v3/api-docs").json());

        assertThat(exchanges.all())
                .isNotEmpty()
                .filteredOn(exchange ->
                        !exchange.requestType().startsWith("application/x-ndjson")) // The description covers no lines.
                .allSatisfy(exchange -> assertThat(api.errorsIn(exchange)).isEmpty());
    }

    /** Runs after all other tests, so that it has their answers. */
    @Test
    @Order(Integer.MAX_VALUE)
    void clientsInThreeLanguagesReadEveryAnswer(@TempDir Path clients) throws Exception {
        GeneratedClients.assumeThatTheyRunHere();
        askWhatTheManualDoesNot();
        DescribedApi api = new DescribedApi(get("/v3/api-docs").json());
        List<GeneratedClients.Value> answers = exchanges.all().stream()
                .filter(exchange -> DescribedApi.isJson(exchange.answerType()))
                .map(exchange -> new GeneratedClients.Value(
                        api.schemaOfAnswer(exchange)
                                .orElseThrow()
                                .path("$ref")
                                .stringValue()
                                .replaceFirst(".*/", ""),
                        JSON.readTree(exchange.answer())))
                .toList();
        List<JsonNode> expected =
                answers.stream().map(answer -> ComparableJson.of(answer.json())).toList();
        GeneratedClients made = new GeneratedClients(clients, api.document());

        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(made.pythonMakesOf(answers)).map(ComparableJson::of).isEqualTo(expected);
        assertThat(made.typescriptMakesOf(answers)).map(ComparableJson::of).isEqualTo(expected);
        assertThat(made.javaMakesOf(answers)).map(ComparableJson::of).isEqualTo(expected);
    }

    private void askWhatTheManualDoesNot() throws Exception {
        for (String path : List.of(
                "/v1/vocabulary",
                "/v1/policy",
                "/v1/policy/tables/Plans",
                "/v1/policy/releases",
                "/v1/policy/releases/1",
                "/v1/policy/releases/1/diff",
                "/v1/policy/releases/99",
                "/v1/support-matrix?plan=Enterprise%20Premium",
                "/v1/entitlements?plan=Free&issueType=Issue%20reports",
                "/v1/entitlements?plan=Fre&issueType=Issue%20reports")) {
            get(path);
        }
        evaluate(OUTAGE);
        evaluate("{");
        post("/v1/evaluations", "application/json", "{\"evaluations\": [" + OUTAGE + ", {\"plan\": \"nope\"}]}");
        String status = """
                {"plan": "Enterprise Premium", "issueType": "API outage", "slaCategory": "1", "at": "2026-03-06T18:00:00Z",
                 "events": [{"type": "opened", "at": "2026-03-06T15:30:00Z"}, {"type": "acknowledged", "at": "2026-03-06T15:40:00Z"}]}
                """;
        post("/v1/sla/status", "application/json", status);
        post("/v1/sla/statuses", "application/json", "{\"cases\": [" + status + ", {}]}");
    }

    private void follow(String page) throws Exception {
        new ManualShell("bash", folder, port).type(ManualSteps.of(Manual.page(page)), "");
    }
}
