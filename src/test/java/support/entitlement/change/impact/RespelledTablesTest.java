package support.entitlement.change.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.util.FileSystemUtils;
import support.entitlement.Waiting;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.scenario.ScenarioRun;

/** Tables that are only spelled differently change no answer and fail no scenario. */
class RespelledTablesTest {

    private static final Map<String, Path> TABLES =
            Map.of("shipped", Path.of("rules"), "hours", Path.of("src/test/resources/business-hours"));

    private static final Map<Path, Policy> COMPILED = new HashMap<>();

    @ParameterizedTest
    @CsvFileSource(
            resources = "/impact/respelled.csv",
            delimiter = '|',
            quoteCharacter = '`',
            numLinesToSkip = 2,
            maxCharsPerColumn = 1000)
    void onlyOtherAnswersAreImpact(
            String tables, String file, String find, String replace, String changes, @TempDir Path directory)
            throws IOException {
        Path original = TABLES.get(tables);
        FileSystemUtils.copyRecursively(original, directory);
        Path edited = directory.resolve(file);
        String text = Files.readString(edited);
        assertThat(text).contains(lines(find));
        Files.writeString(edited, text.replace(lines(find), lines(replace)));
        Compilation after = new RulesDirectory(directory).compileTables();
        assertThat(after.compiled()).as("%s", after.problems()).isPresent();

        PolicyImpact impact = PolicyImpact.between(compiled(original), after.requirePolicy(), Waiting.MAX_WAIT);

        assertThat(impact.complete()).isTrue();
        assertThat(impact.names()).isEmpty();
        assertThat(impact.lines().stream()
                        .flatMap(line -> line.changes().stream())
                        .map(PartChange::describeChange)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(changes == null ? List.of() : List.of(changes.split(";")));
        if (changes == null) {
            ScenarioRun run = new RulesDirectory(directory)
                    .readFiles()
                    .readScenarios()
                    .runAgainst(after.requirePolicy(), scenario -> true);
            assertThat(run.failed()).isEmpty();
        }
    }

    /** Compiles the tables of a directory that no test changes, once for all cases. */
    private static Policy compiled(Path original) {
        return COMPILED.computeIfAbsent(
                original, tables -> new RulesDirectory(tables).compileTables().requirePolicy());
    }

    private static String lines(String text) {
        return String.join("\n", Stream.of(text.split("~")).toList());
    }
}
