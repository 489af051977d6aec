package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.security.AccessToken;
import tools.jackson.core.JacksonException;

/** Does what the README says, in a shell, and holds what comes against what the README shows. */
@DirtiesContext
class ReadmeExampleTest extends ApiTest {

    private static final Path SHIPPED = Path.of("rules");
    private static final AccessToken TOKEN = AccessToken.generate();
    private static final String NEXT = "---- next ----";

    @TempDir
    static Path folder;

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
        await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(began.plusSeconds(1)));

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

    private void follow(String title) throws Exception {
        List<Step> steps = steps(title);
        String script = "TOKEN=" + TOKEN.text() + "\n"
                + String.join(
                                "\necho; echo '" + NEXT + "'\n",
                                steps.stream().map(Step::command).toList())
                        .replace("http://localhost:8080", "http://localhost:" + port)
                        .replaceAll("TOKEN=….*", "")
                        .replace("/tmp/", folder + "/")
                        .replace(" rules/", " " + folder.resolve("rules") + "/");
        Process shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .redirectError(folder.resolve("errors").toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
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
