package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import support.entitlement.Waiting;
import support.entitlement.cli.Commands;
import support.entitlement.web.ManualSteps.Step;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the commands of the manual in a shell, in a directory with the {@code rules/} of a running service, and compares
 * the answers with those shown.
 *
 * @param shell the program
 * @param place the directory
 * @param port the port of the service
 */
record ManualShell(String shell, Path place, int port) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String NEXT = "---- next ----";
    private static final Pattern OWN_COMMAND = Pattern.compile("own command (\\d+)");

    /**
     * Replacements of programs. The arguments of the service's own command line are stored with the directories as they
     * are then, to be run afterwards; git copies the rules. A copy of a table into the rules directory waits until the
     * service has put it into force, as a person would.
     */
    private static final String PROGRAMS = """
            java() {
              shift 2; number=$(ls commands | wc -l | tr -d ' '); mkdir "commands/$number"
              for argument in "$@"; do
                if [ -d "$argument" ]; then
                  copy="commands/$number/$(ls "commands/$number" | wc -l | tr -d ' ')"
                  command cp -R "$argument" "$copy"; argument="$PWD/$copy"
                fi
                printf '%s\\n' "$argument" >> "commands/$number/arguments"
              done
              echo "own command $number"
            }
            git() { mkdir -p "$3"; cp -R rules "$3"; }
            inForce() { curl -s http://localhost:8080/v1/policy | grep -o '"inForce":{"revision":"[^"]*'; }
            cp() {
              before=$(inForce); command cp "$@"
              case "$2" in rules/*) until [ "$(inForce)" != "$before" ]; do sleep 0.1; done;; esac
            }
            """;

    /**
     * Runs commands.
     *
     * @param tokens replaces a line in which readers set their own tokens
     */
    void type(List<Step> steps, String tokens) throws IOException {
        Files.createDirectories(place.resolve("commands"));
        String script = (PROGRAMS
                        + steps.stream()
                                .map(Step::command)
                                .collect(Collectors.joining("\necho; echo '" + NEXT + "'\n")))
                .replace("http://localhost:8080", "http://localhost:" + port)
                .replaceAll("TOKEN='…'.*", Matcher.quoteReplacement(tokens))
                .replace("/tmp/", place + "/");
        Path errors = place.resolve("errors");
        Path output = place.resolve("output");
        Process process = new ProcessBuilder(shell, "-euo", "pipefail", "-c", script)
                .directory(place.toFile())
                .redirectError(errors.toFile())
                .redirectOutput(output.toFile())
                .start();
        Waiting.awaitEnd(process);
        String[] answers = Files.readString(output, StandardCharsets.UTF_8).split(NEXT, -1);
        assertThat(process.exitValue())
                .as(Files.readString(errors) + answers[answers.length - 1])
                .isZero();

        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String answer = answers[i].strip();
            all.assertThatCode(() -> assertShows(step, answer)).doesNotThrowAnyException();
        }
        all.assertAll();
    }

    private void assertShows(Step step, String answer) throws IOException {
        Matcher own = OWN_COMMAND.matcher(answer);
        String actual = own.matches() ? run(step, own.group(1)) : answer;
        try {
            if (step.showsJson()) {
                Shortened.assertShows(JSON.readTree(step.shown()), JSON.readTree(actual));
            } else if (step.showsText()) {
                assertThat(actual).matches(Shortened.pattern(step.shown()));
            } else {
                assertThat(actual).doesNotContain("\"code\":\"").doesNotContain("\"retryable\"");
            }
        } catch (AssertionError | JacksonException e) {
            throw new AssertionError(step.page() + ": " + step.command() + "\nanswers\n" + actual, e);
        }
    }

    /** Runs a command of the service in this process. It must succeed unless the manual shows an error. */
    private String run(Step step, String number) throws IOException {
        StringWriter said = new StringWriter();
        try (Stream<String> lines =
                Files.lines(place.resolve("commands").resolve(number).resolve("arguments"))) {
            PrintWriter out = new PrintWriter(said, true);
            String[] arguments = lines.toArray(String[]::new);

            assertThat(Commands.runCommand(out, out, arguments))
                    .as("%s says %s", List.of(arguments), said)
                    .isEqualTo(step.shown().lines().anyMatch(line -> line.startsWith("error ")) ? 1 : 0);
        }
        return said.toString().strip();
    }
}
