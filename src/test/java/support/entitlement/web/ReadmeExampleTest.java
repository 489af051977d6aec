package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import support.entitlement.Waiting;
import support.entitlement.security.AccessToken;
import support.entitlement.web.documentation.ComparableJson;
import support.entitlement.web.documentation.DescribedApi;
import support.entitlement.web.documentation.GeneratedClients;
import support.entitlement.web.documentation.RecordedExchanges;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Does what the README says, in a shell, and holds what comes against what the README shows. */
@DirtiesContext
@Import(RecordedExchanges.Configuration.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadmeExampleTest extends ApiTest {

    private static final Path SHIPPED = Path.of("rules");
    private static final AccessToken TOKEN = AccessToken.generateToken();
    private static final String NEXT = "---- next ----";

    @TempDir
    static Path folder;

    @Autowired
    RecordedExchanges exchanges;

    /** A command of the README, and the answer that it shows; an empty text if it shows none. */
    private record Step(String command, String shown) {}

    @DynamicPropertySource
    static void serveTheShippedRules(DynamicPropertyRegistry properties) throws IOException {
        Path rules = folder.resolve("rules");
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.copy(file, rules.resolve(SHIPPED.relativize(file).toString()));
            }
        }
        properties.add("entitlement.rules.directory", rules::toString);
        accept(properties, 0, "generated", TOKEN, "publisher,contracts,usage");
    }

    @Test
    void aChangeFromTheFirstLookToTheWayBackIsAsTheReadmeShowsIt() throws Exception {
        Instant began = Instant.parse(
                get("/v1/policy/releases/1").json().at("/effectiveFrom").stringValue());
        await().until(() -> Instant.now().isAfter(began.plusSeconds(1)));

        follow("A change, from the first look to the way back");

        assertThat(folder.resolve("rules/sla-agreements.csv"))
                .hasSameTextualContentAs(SHIPPED.resolve("sla-agreements.csv"));
        assertThat(get("/v1/policy").json().at("/inForce/release").intValue()).isEqualTo(3);
    }

    @Test
    void contractsAreKeptAndHoursCountedAsTheReadmeShowsIt() throws Exception {
        follow("Contracts");
        follow("Many contracts at once");
        follow("Hours that are counted");
    }

    @AfterEach
    void everyRequestAndAnswerIsAsTheDescriptionOfTheApiSays() throws Exception {
        DescribedApi api = new DescribedApi(get("/v3/api-docs").json());

        assertThat(exchanges.all())
                .isNotEmpty()
                .allSatisfy(exchange -> assertThat(api.errorsIn(exchange)).isEmpty());
    }

    /** After all others, so that it has their answers. */
    @Test
    @Order(Integer.MAX_VALUE)
    void clientsInThreeLanguagesReadEveryAnswer(@TempDir Path clients) throws Exception {
        GeneratedClients.assumeThatTheyRunHere();
        askWhatTheReadmeDoesNot();
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

    private void askWhatTheReadmeDoesNot() throws Exception {
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

    private void follow(String title) throws Exception {
        List<Step> steps = steps(title);
        String script = "TOKEN=" + TOKEN.text() + "\n"
                + String.join(
                                "\necho; echo '" + NEXT + "'\n",
                                steps.stream().map(Step::command).toList())
                        .replace("http://localhost:8080", "http://localhost:" + port)
                        .replaceAll("\\bTOKEN=\\$\\(cat .*\\)", "")
                        .replace("/tmp/", folder + "/")
                        .replace(" rules/", " " + folder.resolve("rules") + "/");
        Process shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .redirectError(folder.resolve("errors").toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        Waiting.awaitEnd(shell);
        assertThat(shell.exitValue())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();

        String[] answers = Files.readString(folder.resolve("output"), StandardCharsets.UTF_8)
                .split(NEXT, -1);
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).shown().isEmpty()) {
                assertShows(steps.get(i), answers[i].strip());
            }
        }
    }

    private static void assertShows(Step step, String answer) {
        try {
            Shortened.assertShows(JSON.readTree(step.shown()), JSON.readTree(answer));
        } catch (AssertionError | JacksonException e) {
            throw new AssertionError(step.command() + "\nanswers\n" + answer, e);
        }
    }

    /** The indented paragraphs of a section: commands, and answers that begin with a brace. */
    private static List<Step> steps(String title) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Matcher heading =
                Pattern.compile("(?m)^#+ " + Pattern.quote(title) + "\n").matcher(readme);
        assertThat(heading.find()).as("section “%s”", title).isTrue();
        String section = readme.substring(heading.end()).split("(?m)^#", 2)[0];
        List<Step> steps = new ArrayList<>();
        for (String paragraph : section.split("\n\n")) {
            if (paragraph.startsWith("    {")) {
                Step step = steps.remove(steps.size() - 1);
                steps.add(new Step(step.command(), paragraph));
            } else if (paragraph.startsWith("    ")) {
                steps.add(new Step(paragraph.stripIndent(), ""));
            }
        }
        return steps;
    }
}
