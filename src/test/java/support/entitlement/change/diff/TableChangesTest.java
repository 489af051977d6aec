package support.entitlement.change.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.policy.Policy;
import support.entitlement.table.problem.Problem;

class TableChangesTest {

    private EditedTables tables;
    private Policy before;

    @BeforeEach
    void copyTheShippedTables(@TempDir Path directory) {
        tables = EditedTables.in(directory);
        before = tables.compileUnchecked();
    }

    @Test
    void tablesThatSayTheSameHaveNoChanges() {
        tables.addBlankRowAbove("support-matrix.csv", List.of("Basic", "Issue reports"));

        assertThat(changes()).isEmpty();
    }

    @Test
    void aChangedCellIsToldWithWhatItWas() {
        tables.replaceEverywhere("sla-agreements.csv", "8 hours", "9 hours");

        assertThat(changes())
                .containsExactly("info cell-changed sla-agreements.csv!E12 “9 hours”: This was “8 hours”.");
    }

    @Test
    void aConditionThatIsGoneIsWarnedOf() {
        tables.replaceInRow("allowances.csv", List.of("Enablement sessions"), "Issue type", "");

        assertThat(changes())
                .containsExactly("warning condition-removed allowances.csv!B8: This was “Enablement sessions”; "
                        + "now the row counts for any Issue type. Put it back, unless this is meant.");
    }

    @Test
    void aRowAndANameThatAreGoneAreWarnedOf() {
        tables.replaceEverywhere("plans.csv", "Free, Starter,", "Free,");

        assertThat(changes())
                .containsExactly(
                        "info cell-changed plans.csv!A8 “Free, Small, Medium, Platinum”: "
                                + "This was “Free, Starter, Small, Medium, Platinum”.",
                        "warning name-gone rules “Starter”: No table knows this plan any more. "
                                + "Whoever sends it will be refused. Put it back, unless this is meant.");
    }

    @Test
    void aMovedRowIsToldOnce() {
        tables.moveToEnd("sla-categories.csv", List.of("not possible", "no"));

        assertThat(changes())
                .containsExactly("info row-moved sla-categories.csv!A11 “not possible | no | 1”: "
                        + "This row was moved; it stood in row 8.");
    }

    @Test
    void aRowIsFoundByItsConditionsWhateverElseChanged() {
        tables.moveToEnd("sla-categories.csv", List.of("not possible", "no"));
        tables.replaceInRow("sla-categories.csv", List.of("not possible", "no"), "Notes", "mended");

        assertThat(changes())
                .anyMatch(change -> change.startsWith("info cell-changed sla-categories.csv!D11 “mended”"))
                .anyMatch(change -> change.startsWith("info row-moved"))
                .hasSize(2);
    }

    @Test
    void newRowsAndTablesAreTold() {
        tables.addRow("plans.csv", Map.of("Plan", "Gold", "Support level", "Basic"));
        tables.addTable("extra.csv", "Query", "plan == \"$param\"", "entitlement.term(\"x\", \"$param\")", List.of());

        assertThat(changes())
                .containsExactly(
                        "info row-added plans.csv!A11 “Gold | Basic”: This row is new, or so changed that it is another.",
                        "info table-added extra.csv “extra.csv”: The table is new.");
    }

    @Test
    void whatStandsAboveTheRowsIsComparedToo() {
        tables.hitPolicy("plans.csv", "first")
                .replaceEverywhere("sla-categories.csv", "workaround == $param", "workaround != $param")
                .addColumn("channels.csv", "ACTION", "entitlement.term(\"x\", \"$param\")", "Further");

        assertThat(changes())
                .contains(
                        "warning hit-policy-changed plans.csv “first”: The hit policy was “unique”. Put it back, unless this is meant.",
                        "info column-added channels.csv “Further”: The column is new.")
                .anyMatch(change -> change.startsWith("warning column-changed sla-categories.csv “Workaround”"));
    }

    private List<String> changes() {
        return TableChanges.between(before.tables(), tables.compileUnchecked().tables()).stream()
                .map(TableChangesTest::words)
                .sorted()
                .toList();
    }

    private static String words(Problem problem) {
        return problem.severity() + " " + problem.code() + " " + problem;
    }
}
