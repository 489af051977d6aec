package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.decision.Query;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.ParsedTables;
import support.entitlement.table.Table;
import support.entitlement.table.check.TableChecks;
import support.entitlement.table.problem.Problem;

/** The queries of problems that say that a row is lacking: no row of the table matches them. */
class GapQueryTest {

    @Test
    void noRowOfTheShippedMatrixMatchesTheQueriesThatItDoesNotCover(@TempDir Path directory) {
        EditedTables.in(directory);

        assertThatNoRowMatches(directory, "not-covered", "support-matrix.csv");
    }

    @Test
    void noRowGivesALevelToThePlanOfAGap(@TempDir Path directory) {
        EditedTables.in(directory)
                .addTable(
                        "notices.csv",
                        "Query",
                        "plan == \"$param\"",
                        "entitlement.notice(\"$param\")",
                        List.of(List.of("Gold", "Hello")));

        assertThatNoRowMatches(directory, "gap", "plans.csv");
    }

    private static void assertThatNoRowMatches(Path directory, String code, String file) {
        ParsedTables parsed = TableChecks.checkSheets(new RulesDirectory(directory).readSheets());
        Policy policy = PolicyCompiler.compileChecked(parsed.tables());
        Table table = parsed.tables().stream()
                .filter(each -> each.fileName().equals(file))
                .findFirst()
                .orElseThrow();
        List<Query> queries = parsed.problems().stream()
                .filter(problem -> problem.code().equals(code))
                .map(Problem::query)
                .toList();

        assertThat(queries).isNotEmpty().doesNotContainNull();
        for (Query query : queries) {
            RowTrial trial = RowTrial.of(policy, query, table);
            assertThat(table.rows().stream().flatMap(row -> trial.tryRow(row).stream()))
                    .as("%s", query)
                    .noneMatch(RowTrial.TriedRow::matches);
        }
    }
}
