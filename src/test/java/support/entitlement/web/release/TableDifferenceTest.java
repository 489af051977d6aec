package support.entitlement.web.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.change.diff.TableDiff;
import support.entitlement.policy.Policy;
import support.entitlement.web.release.TableDifference.CellDifference;
import support.entitlement.web.release.TableDifference.RowDifference;

class TableDifferenceTest {

    private static final List<String> OUTAGE_AT_ONCE = List.of("Enterprise Premium", "API outage", "1");

    @TempDir
    Path folder;

    @Test
    void aChangedCellHasItsColumnItsPlaceAndBothTexts() throws Exception {
        TableDifference table = onlyDifference(
                tables -> tables.replaceInRow("support-matrix.csv", OUTAGE_AT_ONCE, "Support channels", "Landline"));

        assertThat(table.table()).isEqualTo("Support matrix");
        assertThat(table.file()).isEqualTo("support-matrix.csv");
        assertThat(table.state()).isEqualTo("changed");
        RowDifference row = table.rows().get(0);
        assertThat(row.state()).isEqualTo("changed");
        assertThat(row.row()).isEqualTo(row.rowBefore());
        assertThat(row.moved()).isFalse();
        assertThat(row.cells()).containsEntry("Issue type", "API outage");
        assertThat(row.changes())
                .containsExactly(new CellDifference(
                        "Support channels", "F" + row.row(), "Landline, Support Portal", "Landline", false));
    }

    @Test
    void aCellThatIsWrittenOtherwiseMeansTheSame() throws Exception {
        TableDifference table = onlyDifference(tables -> tables.replaceEverywhere(
                "sla-agreements.csv", "Initial response,4 hours", "Initial response,240 minutes"));

        assertThat(table.rows().get(0).changes())
                .singleElement()
                .satisfies(cell -> assertThat(cell.sameMeaning()).isTrue());
    }

    @Test
    void aNewRowHasNoNumberBeforeAndARemovedOneNoneNow() throws Exception {
        Policy before = compile("before", tables -> {});
        Policy after = compile(
                "after", tables -> tables.addRow("plans.csv", Map.of("Plan", "Nano", "Support level", "Basic")));

        RowDifference added = difference(before, after).rows().get(0);
        RowDifference removed = difference(after, before).rows().get(0);

        assertThat(added.state()).isEqualTo("added");
        assertThat(added.row()).isNotNull();
        assertThat(added.rowBefore()).isNull();
        assertThat(removed.state()).isEqualTo("removed");
        assertThat(removed.row()).isNull();
        assertThat(removed.rowBefore()).isEqualTo(added.row());
        assertThat(removed.cells()).isEqualTo(added.cells()).containsEntry("Plan", "Nano");
    }

    @Test
    void aMovedRowHasBothNumbers() throws Exception {
        TableDifference table =
                onlyDifference(tables -> tables.moveToEnd("channels.csv", List.of("Support Forum", "forum")));

        assertThat(table.rows()).singleElement().satisfies(row -> {
            assertThat(row.moved()).isTrue();
            assertThat(row.changes()).isEmpty();
            assertThat(row.row()).isGreaterThan(row.rowBefore());
        });
    }

    @Test
    void anotherHitPolicyAndANewColumnAreNamed() throws Exception {
        TableDifference table = onlyDifference(tables -> tables.hitPolicy("plans.csv", "first")
                .addColumn("plans.csv", "ACTION", "entitlement.term(\"Owner\", \"$param\")", "Owner"));

        assertThat(table.hitPolicy()).isEqualTo(new TableDifference.HitPolicyDifference("unique", "first"));
        assertThat(table.columns()).containsExactly(new TableDifference.ColumnDifference("Owner", "added"));
    }

    @Test
    void aNewTableIsAdded() throws Exception {
        TableDifference table = onlyDifference(tables -> tables.addTable(
                "more.csv",
                "Query",
                "plan == \"$param\"",
                "entitlement.term(\"Owner\", \"$param\")",
                List.of(List.of("Free", "Ada"))));

        assertThat(table.state()).isEqualTo("added");
        assertThat(table.file()).isEqualTo("more.csv");
        assertThat(table.rows()).isEmpty();
    }

    private TableDifference onlyDifference(Consumer<EditedTables> edit) throws Exception {
        return difference(compile("before", tables -> {}), compile("after", edit));
    }

    private static TableDifference difference(Policy before, Policy after) {
        List<TableDiff> diffs = TableDiff.between(before.tables(), after.tables());
        assertThat(diffs).hasSize(1);
        return TableDifference.of(diffs.get(0));
    }

    private Policy compile(String name, Consumer<EditedTables> edit) throws Exception {
        EditedTables tables = EditedTables.in(Files.createDirectory(folder.resolve(name)));
        edit.accept(tables);
        return tables.compile();
    }
}
