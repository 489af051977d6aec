package support.entitlement.table.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import support.entitlement.EditedTables;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;

/** Tests that if tables disagree on a name, the problem names the one cell that differs from the others. */
class NameDisagreementsTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/names/disagreements.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 2)
    void theOddCellIsNamed(String description, String edits, String errors, @TempDir Path directory) {
        List<Problem> problems = check(directory, edits);

        assertThat(problems.stream()
                        .filter(problem -> problem.severity() == Severity.ERROR)
                        .map(problem -> problem.place() + " " + problem.value())
                        .sorted()
                        .collect(Collectors.joining(", ")))
                .as("%s: %s", description, problems)
                .isEqualTo(errors);
    }

    @Test
    void whoMendsItIsToldTheNameThatTheOthersHave(@TempDir Path directory) {
        Problem problem = check(
                        directory,
                        "plans.csv;Enterprise Advanced,Enterprise Advanced;Enterprise Advanced,Enterprise Advancd")
                .get(0);

        assertThat(problem.code()).isEqualTo("unknown-name");
        assertThat(problem.message()).isEqualTo("No other table knows this support level.");
        assertThat(problem.remedy())
                .isEqualTo(
                        "“Enterprise Advanced” stands in allowances.csv!A8 and in 4 more cells, and no table says what"
                                + " that is. If both mean the same, write that here too.");
    }

    private static List<Problem> check(Path directory, String edits) {
        EditedTables tables = EditedTables.in(directory);
        for (String edit : edits.split("~")) {
            String[] parts = edit.split(";", 3);
            tables.replaceEverywhere(parts[0], parts[1], parts[2].replace("\\n", "\n"));
        }
        return new RulesDirectory(directory).compileTables().problems();
    }
}
