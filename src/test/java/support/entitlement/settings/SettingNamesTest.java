package support.entitlement.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import support.entitlement.Application;
import support.entitlement.EnvironmentVariables;
import support.entitlement.ExpectedErrors;
import support.entitlement.web.Manual;

/** Settings that nothing reads stop the start, wherever they are set. */
@ExpectedErrors({"APPLICATION FAILED TO START", "Application run failed"})
class SettingNamesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(entitlement\\.[^`]+)` \\| `([A-Z0-9_]+)` \\|");

    /** An application with all settings, whose values nothing reads. */
    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan(basePackageClasses = Application.class)
    @ComponentScan(basePackageClasses = SettingNames.class)
    static class Settings {}

    private static SpringApplicationBuilder settings() {
        return new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .lazyInitialization(true);
    }

    private static SpringApplicationBuilder settingsWith(Map<String, Object> variables) {
        return EnvironmentVariables.replaceIn(settings(), variables);
    }

    private static String refusal(SpringApplicationBuilder application, String... arguments) {
        Throwable refused = catchThrowable(() -> application.run(arguments).close());
        assertThat(refused).isInstanceOf(RefusedSettingsException.class);
        return refused.getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules.directry | The nearest is entitlement.rules.directory.",
                "rule.directory | The nearest is entitlement.rules.directory.",
                "authzen.plan-type | The nearest is entitlement.authzen.plan-types.",
                "releases.poll.interval | The nearest is entitlement.releases.poll-interval.",
                "impact.limit | Known are entitlement.impact.release-limit, entitlement.impact.check-limit.",
                "rules | Known are entitlement.rules.directory, entitlement.rules.watch-interval",
                "colour | Known are the groups entitlement.authzen, entitlement.contracts, entitlement.database"
            })
    void anArgumentThatNothingReadsIsRefusedWithTheNearestName(String name, String advice) {
        assertThat(refusal(settings(), "--entitlement." + name + "=secret"))
                .startsWith("entitlement." + name + " (\"entitlement." + name + "\" from property source")
                .contains("is no setting. " + advice)
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENTITLEMENT_RULES_DIRECTRY", "ENTITLEMENT_RULESDIRECTORY", "ENTITLEMENT_SHUTDOWN_DRAINS"})
    void aVariableThatNothingReadsIsRefused(String name) {
        assertThat(refusal(settingsWith(Map.of(name, "secret"))))
                .contains(name, "is no setting")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENTITLEMENT_RULES_WATCHINTERVAL",
                "ENTITLEMENT_RULES_WATCH_INTERVAL",
                "ENTITLEMENT_RULES_LINKEDDIRECTORIES_0",
                "entitlement.rules.watch-interval",
                "ENTITLEMENT_SERVICE_HOST",
                "ENTITLEMENT_SERVICE_PORT_HTTP",
                "ENTITLEMENT_PORT",
                "ENTITLEMENT_PORT_8080_TCP_ADDR"
            })
    void variablesInBothSpellingsAndThoseOfKubernetesAreAccepted(String name) {
        assertThatCode(() -> settingsWith(Map.of(name, "1")).run().close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application.properties | entitlement.impact.chek-limit=5s | 1:31",
                "application.yaml | 'entitlement: {impact: {chek-limit: 5s}}' | 1:36"
            })
    void aLineOfAFileThatNothingReadsIsRefusedWithItsPlace(String name, String text, String place, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);

        assertThat(refusal(settings(), "--spring.config.location=" + file))
                .contains("entitlement.impact.chek-limit", name, place)
                .contains("The nearest is entitlement.impact.check-limit.");
    }

    @Test
    void aSystemPropertyThatNothingReadsIsRefused() {
        System.setProperty("entitlement.workbench.file", "here");
        try {
            assertThat(refusal(settings())).contains("systemProperties", "The nearest is entitlement.workbench.files.");
        } finally {
            System.clearProperty("entitlement.workbench.file");
        }
    }

    @Test
    void aGroupWithoutSettingsInAFileIsAccepted(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("application.yaml"), "entitlement:\n  rules:\n  security:\n");

        assertThatCode(() -> settings().run("--spring.config.location=" + file).close())
                .doesNotThrowAnyException();
    }

    @Test
    void everySettingOfTheManualIsAcceptedAsAnArgumentAndAsAVariable() throws IOException {
        Map<String, Object> rows = new LinkedHashMap<>();
        ROW.matcher(Files.readString(Manual.page("settings")))
                .results()
                .forEach(row -> rows.put(row.group(1), row.group(2)));
        Map<String, Object> variables = new LinkedHashMap<>();
        rows.values().forEach(variable -> variables.put(variable.toString(), "1"));

        assertThat(rows).hasSizeGreaterThan(20);
        assertThatCode(() -> settingsWith(variables)
                        .run(rows.keySet().stream()
                                .map(name -> "--" + name + "=1")
                                .toArray(String[]::new))
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void theServiceDoesNotStartWithASettingThatNothingReads() {
        String[] arguments = Stream.of(
                        "server.port=0", "entitlement.release.poll-interval=5s", "entitlement.foureyes=1")
                .map(setting -> "--" + setting)
                .toArray(String[]::new);

        assertThat(refusal(new SpringApplicationBuilder(Application.class), arguments)
                        .lines())
                .hasSize(2)
                .anyMatch(line -> line.endsWith("The nearest is entitlement.releases.poll-interval."))
                .anyMatch(line -> line.startsWith("entitlement.foureyes "));
    }
}
