package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import support.entitlement.Application;
import support.entitlement.cli.Commands;

/**
 * The page of settings lists every setting and every option in the code, with the environment variable and the default.
 */
class SettingsPageTest {

    private static final Pattern ROW =
            Pattern.compile("\\| `(entitlement\\.[^`]+)` \\| `([^`]+)` \\| (?:`([^`]*)`|none) \\| .+ \\|");
    private static final Pattern READ_IN_CODE =
            Pattern.compile("\"(?:\\$\\{)?((?:spring|server|springdoc|management)\\.[a-z0-9.-]*[a-z0-9])");

    private final String page;

    SettingsPageTest() throws IOException {
        page = Files.readString(Manual.page("settings"));
    }

    @Test
    void everySettingOfThisServiceIsThereWithItsVariableAndItsDefault() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        ClassPathScanningCandidateComponentProvider types = new ClassPathScanningCandidateComponentProvider(false);
        types.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (var found : types.findCandidateComponents(Application.class.getPackageName())) {
            Class<?> type = Class.forName(found.getBeanClassName());
            addSettings(
                    expected, type.getAnnotation(ConfigurationProperties.class).value(), type);
        }
        Map<String, String> rows = new TreeMap<>();
        ROW.matcher(page)
                .results()
                .forEach(
                        row -> rows.put(row.group(1), row.group(2) + " " + (row.group(3) == null ? "" : row.group(3))));

        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(rows).isEqualTo(expected);
    }

    private static void addSettings(Map<String, String> settings, String prefix, Class<?> type) {
        for (Parameter parameter : constructor(type).getParameters()) {
            String name = prefix + "."
                    + parameter.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            Class<?> entry = Arrays.stream(type.getDeclaredClasses())
                    .filter(nested ->
                            parameter.getParameterizedType().getTypeName().contains(nested.getTypeName()))
                    .findFirst()
                    .orElse(null);
            if (entry == null) {
                DefaultValue value = parameter.getAnnotation(DefaultValue.class);
                settings.put(name, variable(name) + " " + (value == null ? "" : String.join(",", value.value())));
            } else {
                addSettings(settings, name + "[0]", entry);
            }
        }
    }

    private static Constructor<?> constructor(Class<?> type) {
        Constructor<?>[] constructors = type.getDeclaredConstructors();
        return Arrays.stream(constructors)
                .filter(each -> each.isAnnotationPresent(ConstructorBinding.class))
                .findFirst()
                .orElse(constructors[0]);
    }

    private static String variable(String name) {
        return name.replace("-", "")
                .replaceAll("\\[(\\d+)]", "_$1")
                .replace('.', '_')
                .toUpperCase(Locale.ROOT);
    }

    @Test
    void everySettingOfOthersThatTheCodeReadsOrSetsIsThere() throws IOException {
        Map<String, String> read = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                READ_IN_CODE
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> read.put(found.group(1), file + ""));
            }
        }
        settingsOfTheJar().stringPropertyNames().stream()
                .filter(name -> !name.startsWith("logging.level."))
                .forEach(name -> read.put(name, "application.yaml"));

        assertThat(read)
                .hasSizeGreaterThan(20)
                .allSatisfy((name, place) ->
                        assertThat(page).as("%s in %s", name, place).contains("`" + name));
    }

    @Test
    void defaultsThatTheServiceSetsForOthersAreShown() {
        assertThat(settingsOfTheJar()).allSatisfy((name, value) -> {
            if (!String.valueOf(name).startsWith("logging.level.")) {
                assertThat(page)
                        .containsPattern(
                                "(?m)^\\| .*`" + Pattern.quote(name + "`") + ".*\\| `" + Pattern.quote(value + "`"));
            }
        });
    }

    private static Properties settingsOfTheJar() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        return yaml.getObject();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "explain", "token"})
    void everyOptionOfACommandIsThere(String command) {
        StringWriter help = new StringWriter();
        PrintWriter out = new PrintWriter(help, true);
        Commands.runCommand(out, out, command, "--help");
        List<String> options = Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z-]+)")
                .matcher(help.toString())
                .results()
                .map(option -> option.group(1))
                .filter(option -> !List.of("--help", "--version").contains(option))
                .toList();

        assertThat(options)
                .hasSizeGreaterThan(1)
                .allSatisfy(option ->
                        assertThat(page).containsPattern("(?m)^\\| `" + command + "` \\| .*`" + option + "`.* \\|"));
    }
}
