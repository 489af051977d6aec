package support.entitlement.table.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.check.TableChecks;

class BudgetTest {

    /** They allow 0.8 s more than the 10 s that each check may compute. */
    private static final int ROWS = 2_000;

    @TempDir
    private Path directory;

    @Test
    void aCheckMayComputeLongerTheMoreRowsThereAre() {
        EditedTables tables = EditedTables.in(directory);
        assertThat(check(Duration.ofMillis(9_900))).doesNotContain(TableProblemCode.NOT_FULLY_CHECKED);
        assertThat(check(Duration.ofMillis(10_700))).contains(TableProblemCode.NOT_FULLY_CHECKED);

        tables.addTable(
                "seats.csv",
                "Query",
                "attribute[\"seats\"] == $param",
                "entitlement.term(\"size\", \"$param\")",
                IntStream.range(0, ROWS)
                        .mapToObj(row -> List.of(String.valueOf(row), "term " + row))
                        .toList());

        assertThat(check(Duration.ofMillis(10_700))).doesNotContain(TableProblemCode.NOT_FULLY_CHECKED);
        assertThat(check(Duration.ofMillis(11_500))).contains(TableProblemCode.NOT_FULLY_CHECKED);
    }

    @Test
    void rowsNeverShortenTheTimeThatWasAllowed() {
        Budget ofSteps = Budget.ofSteps(1);
        ofSteps.allowRows(1);
        Budget ofCheck = Budget.ofCheck();
        ofCheck.allowRows(50_000);
        ofCheck.allowRows(1);

        assertThat(ofSteps.timeLimit()).isEqualTo(Duration.ofDays(1));
        assertThat(ofCheck.timeLimit()).isEqualTo(Duration.ofSeconds(30));
    }

    /** Returns the codes of the problems that a check finds which has computed for so long when it begins. */
    private List<TableProblemCode> check(Duration computed) {
        AtomicLong nanos = new AtomicLong();
        Budget budget = Budget.ofCheckBy(nanos::get);
        nanos.set(computed.toNanos());
        return TableChecks.checkSheets(new RulesDirectory(directory).readSheets(), budget).problems().stream()
                .map(Problem::type)
                .toList();
    }
}
