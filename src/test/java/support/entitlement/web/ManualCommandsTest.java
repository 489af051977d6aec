package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import support.entitlement.Application;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ManualSteps.Step;

/**
 * Runs the commands of the README and the manual in a shell, against new services, and compares the answers with those
 * shown.
 */
class ManualCommandsTest {

    /** Pages whose commands change the policy, or need a service with its own settings. */
    private static final Path TUTORIAL = Manual.page("analyst/tutorial");

    private static final Path TWO_PEOPLE = Manual.page("api/four-eyes");

    /** Deleted after the run, since a service may still write while it stops. */
    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void everyCommandWorksOnANewService(String shell) throws Exception {
        assumeThat(isThere(shell)).as("%s is installed", shell).isTrue();

        typeOnANewService(shell, "readme", List.of(Manual.README));
        Path afterwards = typeOnANewService(shell, "tutorial", List.of(TUTORIAL));
        assertThat(afterwards.resolve("rules/sla-agreements.csv"))
                .hasSameTextualContentAs(Path.of("rules/sla-agreements.csv"));
        typeOnANewService(
                shell,
                "others",
                Manual.pages().stream()
                        .filter(page -> !List.of(TUTORIAL, TWO_PEOPLE).contains(page))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void aReleaseTakesTwoPeopleAsThePageShowsIt(String shell) throws Exception {
        assumeThat(isThere(shell)).as("%s is installed", shell).isTrue();
        AccessToken token = AccessToken.generateToken();
        AccessToken other = AccessToken.generateToken();

        type(
                shell,
                "two",
                List.of(TWO_PEOPLE),
                "TOKEN='" + token.text() + "' OTHER_TOKEN='" + other.text() + "'",
                List.of(
                        "--entitlement.security.four-eyes=true",
                        "--entitlement.security.tokens[0].name=pia",
                        "--entitlement.security.tokens[0].hash=" + token.hash(),
                        "--entitlement.security.tokens[0].roles=publisher",
                        "--entitlement.security.tokens[1].name=paul",
                        "--entitlement.security.tokens[1].hash=" + other.hash(),
                        "--entitlement.security.tokens[1].roles=publisher"));
    }

    /**
     * An interactive zsh treats no text after a command as a comment, and requires an unquoted pattern to match a file.
     */
    @Test
    void commandsCanBePastedIntoAnyShell() throws IOException {
        assertThat(ManualSteps.all())
                .hasSizeGreaterThan(45)
                .allSatisfy(step -> assertThat(step.command())
                        .doesNotContain(" # ")
                        .doesNotContainPattern("(?m) http://[^' ]*[?*\\[]"));
    }

    private Path typeOnANewService(String shell, String name, List<Path> pages) throws IOException {
        return type(shell, name, pages, "", List.of());
    }

    /** Returns the folder in which the commands were typed. */
    private Path type(String shell, String name, List<Path> pages, String tokens, List<String> settings)
            throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        FileSystemUtils.copyRecursively(Path.of("rules"), place.resolve("rules"));
        List<Step> steps = new ArrayList<>();
        for (Path page : pages) {
            steps.addAll(ManualSteps.of(page));
        }
        try (ConfigurableApplicationContext service = start(place, settings)) {
            awaitTheNextSecond(service);
            new ManualShell(shell, place, service.getEnvironment().getRequiredProperty("local.server.port", int.class))
                    .type(steps, tokens);
        }
        return place;
    }

    private static ConfigurableApplicationContext start(Path place, List<String> settings) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run(Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--entitlement.rules.directory=" + place.resolve("rules"),
                                        "--entitlement.releases.memory=" + place.resolve(".support-entitlements")),
                                settings.stream())
                        .toArray(String[]::new));
    }

    /** Waits for the next second: times in commands are whole seconds, and select the policy in force by then. */
    private static void awaitTheNextSecond(ConfigurableApplicationContext service) {
        Instant since = service.getBean(CurrentPolicy.class).status().inForce().since();
        await().until(() -> Instant.now().isAfter(since.plusSeconds(1)));
    }

    private static boolean isThere(String shell) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
    }
}
