package support.entitlement.change.diff;

import java.util.ArrayList;
import java.util.List;
import support.entitlement.change.diff.TableDiff.CellDiff;
import support.entitlement.change.diff.TableDiff.ColumnDiff;
import support.entitlement.change.diff.TableDiff.RowDiff;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/**
 * Describes the differences of tables from an earlier version, in sentences. No change is wrong in itself; but an
 * accidental removal looks like any other policy, and only its author can recognise it.
 */
public final class TableChanges {

    static final String UNLESS_MEANT = "Put it back, unless this is meant.";

    private final List<Problem> problems = new ArrayList<>();

    private TableChanges() {}

    /** Compares tables with those before: warnings about removed parts, information about the rest. */
    public static List<Problem> between(List<Table> before, List<Table> after) {
        TableChanges changes = new TableChanges();
        TableDiff.between(before, after).forEach(changes::reportTable);
        changes.reportGoneNames(Vocabulary.of(before), Vocabulary.of(after));
        return List.copyOf(changes.problems);
    }

    private void reportTable(TableDiff diff) {
        Table before = diff.before();
        Table after = diff.after();
        if (before == null) {
            problems.add(Problem.info(
                    TableProblemCode.TABLE_ADDED,
                    diff.newestTable().sheet(),
                    diff.newestTable().name(),
                    "The table is new."));
        } else if (after == null) {
            problems.add(Problem.warning(
                    TableProblemCode.TABLE_REMOVED,
                    before.sheet(),
                    before.name(),
                    "The table was removed.",
                    UNLESS_MEANT));
        } else {
            if (diff.hitPolicyChanged()) {
                problems.add(Problem.warning(
                        TableProblemCode.HIT_POLICY_CHANGED,
                        after.sheet(),
                        after.hitPolicy().toString(),
                        "The hit policy was “" + before.hitPolicy() + "”.",
                        UNLESS_MEANT));
            }
            diff.columns().forEach(column -> reportColumn(column, before, after));
            diff.rows().forEach(row -> reportRow(row, before, after));
        }
    }

    private void reportColumn(ColumnDiff diff, Table before, Table after) {
        if (diff.was() == null) {
            problems.add(Problem.info(
                    TableProblemCode.COLUMN_ADDED, after.sheet(), diff.columnTitle(), "The column is new."));
        } else if (diff.is() == null) {
            problems.add(Problem.warning(
                    TableProblemCode.COLUMN_REMOVED,
                    before.sheet(),
                    diff.columnTitle(),
                    "The column was removed.",
                    UNLESS_MEANT));
        } else {
            problems.add(Problem.warning(
                    TableProblemCode.COLUMN_CHANGED,
                    after.sheet(),
                    diff.columnTitle(),
                    "The header of this column has changed, so its cells have a different meaning.",
                    UNLESS_MEANT));
        }
    }

    private void reportRow(RowDiff diff, Table before, Table after) {
        Row was = diff.was();
        Row is = diff.is();
        if (is == null && was != null) {
            problems.add(Problem.warning(
                    TableProblemCode.ROW_REMOVED, after.sheet(), rowText(was), "This row was removed.", UNLESS_MEANT));
        } else if (was == null && is != null) {
            problems.add(Problem.info(
                    TableProblemCode.ROW_ADDED,
                    after.cellPlace(is, after.columns().get(0)),
                    rowText(is),
                    "This row is new, or so changed that it is another."));
        } else if (was != null && is != null) {
            if (diff.moved()) {
                problems.add(Problem.info(
                        TableProblemCode.ROW_MOVED,
                        after.cellPlace(is, after.columns().get(0)),
                        rowText(is),
                        "This row was moved; it stood in row " + was.matched().row() + "."));
            }
            diff.cells().stream()
                    .filter(cell -> after.columns().contains(cell.column()))
                    .forEach(this::reportCell);
        }
    }

    private static String rowText(Row row) {
        return String.join(" | ", row.matched().cells().values());
    }

    private void reportCell(CellDiff cell) {
        if (cell.column() instanceof Column.ConditionColumn column
                && cell.after().isEmpty()) {
            problems.add(Problem.warning(
                    TableProblemCode.CONDITION_REMOVED,
                    cell.place(),
                    "",
                    "This was “" + cell.before() + "”; now the row counts for any " + column.title() + ".",
                    UNLESS_MEANT));
        } else {
            problems.add(Problem.info(
                    TableProblemCode.CELL_CHANGED,
                    cell.place(),
                    cell.after(),
                    cell.before().isEmpty()
                            ? "This was blank."
                            : "This was “" + cell.before() + "”"
                                    + (cell.sameMeaning() ? ", which means the same." : ".")));
        }
    }

    private void reportGoneNames(Vocabulary before, Vocabulary after) {
        NameChange.between(before, after).stream()
                .filter(change -> !change.added())
                .forEach(change -> problems.add(Problem.warning(
                        TableProblemCode.NAME_GONE,
                        Place.ofFile("rules"),
                        change.name(),
                        "No table knows this " + change.kind() + " any more"
                                + change.nearestKnownName()
                                        .map(nearest -> "; the nearest is “" + nearest + "”.")
                                        .orElse("."),
                        "Whoever sends it will be refused. " + UNLESS_MEANT)));
    }
}
