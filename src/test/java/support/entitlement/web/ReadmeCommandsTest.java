package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import support.entitlement.Application;
import support.entitlement.Waiting;
import support.entitlement.cli.Commands;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ReadmeSteps.Step;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Does what the README says, in its order and in a shell, on new services; and holds what comes against what the README shows. */
class ReadmeCommandsTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String NEXT = "---- next ----";
    private static final String WITH_TWO_PEOPLE = "Four eyes";

    /** Stand in for programs: arguments of the service's own command line are kept, to be run afterwards; git copies the rules. */
    private static final String PROGRAMS = """
            java() { shift 2; printf '%s\\n' "$@" > "commands/$(ls commands | wc -l | tr -d ' ')"; }
            git() { mkdir -p "$3"; cp -R rules "$3"; }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void everyCommandWorksOnANewServiceInThisOrder(String shell) throws Exception {
        assumeThat(isThere(shell)).as("%s is installed", shell).isTrue();
        AccessToken token = AccessToken.generateToken();
        List<Step> steps = ReadmeSteps.all();
        assertThat(steps).hasSizeGreaterThan(25);

        try (ConfigurableApplicationContext service =
                start("one", List.of("--entitlement.releases.memory=" + folder.resolve("one/.support-entitlements")))) {
            awaitTheNextSecond(service);
            run(
                    shell,
                    service,
                    "",
                    steps.stream()
                            .filter(step -> !step.section().equals(WITH_TWO_PEOPLE))
                            .toList());
            assertThat(folder.resolve("one/rules/sla-agreements.csv"))
                    .hasSameTextualContentAs(Path.of("rules/sla-agreements.csv"));
        }
        AccessToken other = AccessToken.generateToken();
        try (ConfigurableApplicationContext service = start(
                "two",
                List.of(
                        "--entitlement.security.four-eyes=true",
                        "--entitlement.security.tokens[0].name=pia",
                        "--entitlement.security.tokens[0].hash=" + token.hash(),
                        "--entitlement.security.tokens[0].roles=publisher",
                        "--entitlement.security.tokens[1].name=paul",
                        "--entitlement.security.tokens[1].hash=" + other.hash(),
                        "--entitlement.security.tokens[1].roles=publisher"))) {
            run(
                    shell,
                    service,
                    "TOKEN='" + token.text() + "' OTHER_TOKEN='" + other.text() + "'",
                    steps.stream()
                            .filter(step -> step.section().equals(WITH_TWO_PEOPLE))
                            .toList());
        }
    }

    /** In an interactive zsh a comment behind a command is not one, and a pattern without quotes must match a file. */
    @Test
    void commandsCanBePastedIntoAnyShell() throws IOException {
        assertThat(ReadmeSteps.all())
                .allSatisfy(step -> assertThat(step.command())
                        .doesNotContain(" # ")
                        .doesNotContainPattern("(?m) http://[^' ]*[?*\\[]"));
    }

    private ConfigurableApplicationContext start(String name, List<String> settings) throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        Files.createDirectory(place.resolve("commands"));
        FileSystemUtils.copyRecursively(Path.of("rules"), place.resolve("rules"));
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run(Stream.concat(
                                Stream.of("--server.port=0", "--entitlement.rules.directory=" + place.resolve("rules")),
                                settings.stream())
                        .toArray(String[]::new));
    }

    /** Times in commands are whole seconds, and ask for what was in force by then. */
    private static void awaitTheNextSecond(ConfigurableApplicationContext service) {
        Instant since = service.getBean(CurrentPolicy.class).status().inForce().since();
        await().until(() -> Instant.now().isAfter(since.plusSeconds(1)));
    }

    private void run(String shell, ConfigurableApplicationContext service, String tokens, List<Step> steps)
            throws IOException {
        Path place = Path.of(service.getEnvironment().getRequiredProperty("entitlement.rules.directory"))
                .getParent();
        String script = PROGRAMS
                + String.join(
                                "\necho; echo '" + NEXT + "'\n",
                                steps.stream().map(Step::command).toList())
                        .replace(
                                "http://localhost:8080",
                                "http://localhost:" + service.getEnvironment().getProperty("local.server.port"))
                        .replaceAll("TOKEN='…'.*", tokens)
                        .replace("/tmp/", place + "/");
        Path errors = folder.resolve("errors");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(shell, "-euo", "pipefail", "-c", script)
                .directory(place.toFile())
                .redirectError(errors.toFile())
                .redirectOutput(output.toFile())
                .start();
        Waiting.awaitEnd(process);
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();

        String[] answers = Files.readString(output, StandardCharsets.UTF_8).split(NEXT, -1);
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String answer = answers[i].strip();
            all.assertThatCode(() -> assertShows(step, answer)).doesNotThrowAnyException();
        }
        all.assertAll();
        runCommands(place);
    }

    private static void assertShows(Step step, String answer) {
        try {
            if (step.shown().isEmpty()) {
                assertThat(answer).doesNotContain("\"code\":\"").doesNotContain("urn:support-entitlements:problem");
            } else {
                Shortened.assertShows(JSON.readTree(step.shown()), JSON.readTree(answer));
            }
        } catch (AssertionError | JacksonException e) {
            throw new AssertionError(step.command() + "\nanswers\n" + answer, e);
        }
    }

    /** Runs the service's own commands, in this process. */
    private static void runCommands(Path place) throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        try (Stream<Path> commands = Files.list(place.resolve("commands"))) {
            for (Path command : commands.sorted().toList()) {
                StringWriter said = new StringWriter();
                PrintWriter out = new PrintWriter(said, true);
                String[] arguments = Files.readAllLines(command).toArray(String[]::new);

                assertThat(Commands.runCommand(out, out, arguments))
                        .as("%s says %s", List.of(arguments), said)
                        .isZero();
            }
        } finally {
            root.setLevel(before); // Commands log errors only, the services of other tests more.
        }
    }

    private static boolean isThere(String shell) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
    }
}
