package support.entitlement.table.check;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import support.entitlement.decision.Query;
import support.entitlement.table.Column;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Counterpart;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.space.MatchingQueries;
import support.entitlement.table.space.MatchingQueries.SoughtRow;
import support.entitlement.table.space.QueryBox;

/**
 * The problems of rows of one table that affect each other: in words, and with a query that the rows match. Not
 * thread-safe.
 */
final class RowOverlapProblems {

    private final Table table;
    private final SoundRows rows;
    private final RowConclusionEncoder encoder;
    private final MatchingQueries queries;
    private final TableProblems findings;
    private final BitSet redundantRows = new BitSet();

    RowOverlapProblems(SoundRows rows, RowConclusionEncoder encoder, MatchingQueries queries) {
        this.table = rows.table();
        this.rows = rows;
        this.encoder = encoder;
        this.queries = queries;
        this.findings = new TableProblems(table);
    }

    /** Returns the problems that were added. */
    List<Problem> all() {
        return findings.all();
    }

    /** Records that not all rows were compared, so that the table cannot be accepted. */
    void markIncomplete(Budget budget) {
        findings.markIncomplete(budget);
    }

    /** Adds a row that no query matches. */
    void addNeverFires(int row) {
        Row it = rows.rows().get(row);
        QueryBox box = rows.boxes().get(row);
        List<Column.ConditionColumn> filled = table.conditions().stream()
                .filter(column -> table.cellValue(it, column) != null)
                .toList();
        List<Column.ConditionColumn> against = filled.stream()
                .filter(column -> !box.isEmpty()
                        || box.classesOf(rows.space().inputs().indexOf(Input.ofCondition(column)))
                                .isEmpty())
                .toList();
        Column.ConditionColumn last = against.get(against.size() - 1);
        String titles = against.stream().map(Column::title).collect(Collectors.joining("” and “", "“", "”"));
        findings.add(Problem.error(
                TableProblemCode.NEVER_FIRES,
                table.cellPlace(it, last),
                table.cellText(it, last),
                "Row " + rows.rowNumber(row) + " can never match: no query meets " + titles + " together.",
                "Change the condition, or delete the row."));
    }

    /** Adds a row that never counts, because rows above it take all that it matches, and say something else. */
    void addHidden(int row, List<Integer> hiding, Optional<QueryBox> common) {
        findings.add(
                Problem.error(
                        TableProblemCode.HIDDEN_ROW,
                        rows.rowPlace(row),
                        rows.rowText(row),
                        "Row " + rows.rowNumber(row) + " can never count: " + describeHiding(hiding) + ".",
                        "Move it above, narrow what hides it, or delete it."),
                () -> common.flatMap(part -> findQuery(row, hiding.get(0), part)));
    }

    /** Adds a row that never counts, because rows above it take all that it matches, and say the same. */
    void addIneffective(int row, List<Integer> hiding, Optional<QueryBox> common) {
        findings.add(
                createWarning(
                        TableProblemCode.REDUNDANT_ROW,
                        row,
                        hiding,
                        "Row " + rows.rowNumber(row) + " changes nothing: " + describeHiding(hiding)
                                + ", and says the same."),
                () -> common.flatMap(part -> findQuery(row, hiding.get(0), part)));
    }

    private String describeHiding(List<Integer> hiding) {
        return rows.nameRows(hiding) + " above it " + (hiding.size() == 1 ? "matches" : "together match")
                + " all that it matches";
    }

    /**
     * Adds a row that disagrees with others.
     *
     * @param common queries that it and the first of the others match
     */
    void addDisagreement(int row, List<Integer> against, QueryBox common) {
        int other = against.get(0);
        String both = describeBoth(row, other, common);
        String more = against.size() == 1
                ? ""
                : " It is the same with " + rows.nameRows(against.subList(1, against.size())) + ".";
        findings.add(
                table.hitPolicy() == HitPolicy.UNIQUE
                        ? createOverlap(row, other, both, more)
                        : createContradiction(row, other, both, more),
                () -> findQuery(row, other, common));
    }

    private Problem createOverlap(int row, int other, String both, String more) {
        Row it = rows.rows().get(row);
        Row otherRow = rows.rows().get(other);
        Column.ActionColumn column = table.actions().stream()
                .filter(action -> !Objects.equals(table.cellValue(it, action), table.cellValue(otherRow, action)))
                .findFirst()
                .orElseThrow();
        return Problem.error(
                TableProblemCode.OVERLAP,
                rows.rowPlace(row),
                rows.rowText(row),
                both + ", and differ in “" + column.title() + "”: " + quoteCell(it, column) + " against "
                        + quoteCell(otherRow, column) + "." + more,
                "At most one row may match. Make their conditions exclude each other, delete one, or write the hit"
                        + " policy “first” above the table if the upper row is to count.");
    }

    private Problem createContradiction(int row, int other, String both, String more) {
        Row it = rows.rows().get(row);
        Row otherRow = rows.rows().get(other);
        int thing = rows.said().get(row).findContradiction(rows.said().get(other));
        Column.ActionColumn column =
                encoder.findDifferingColumn(table, it, table, otherRow, thing).orElseThrow();
        Column.ActionColumn otherColumn =
                encoder.findDifferingColumn(table, otherRow, table, it, thing).orElseThrow();
        return Problem.error(
                TableProblemCode.CONTRADICTION,
                table.cellPlace(it, column),
                table.cellText(it, column),
                both + ", but row " + rows.rowNumber(other) + " says " + quoteCell(otherRow, otherColumn) + "." + more,
                "All rows that match count. Say the same in both, or make their conditions exclude each other.");
    }

    private String quoteCell(Row row, Column.ActionColumn column) {
        String text = table.cellText(row, column);
        return text.isEmpty() ? "nothing" : "“" + text + "”";
    }

    /** Adds a row that overlaps another and says the same, while neither matches all that the other matches. */
    void addRedundantOverlap(int row, int other, QueryBox common) {
        findings.add(
                createWarning(
                        TableProblemCode.REDUNDANT_OVERLAP,
                        row,
                        List.of(other),
                        describeBoth(row, other, common) + ", and say the same."),
                () -> findQuery(row, other, common));
    }

    /** Adds a row that another one makes redundant, unless it was added before. */
    void addRedundant(int row, int by, QueryBox common) {
        if (redundantRows.get(row)) {
            return;
        }
        redundantRows.set(row);
        boolean same = rows.boxes().get(row).equals(rows.boxes().get(by))
                && rows.said().get(row).sameAs(rows.said().get(by));
        String start = "Row " + rows.rowNumber(row);
        String other = "row " + rows.rowNumber(by);
        findings.add(
                createWarning(
                        same ? TableProblemCode.DUPLICATE_ROW : TableProblemCode.REDUNDANT_ROW,
                        row,
                        List.of(by),
                        same
                                ? start + " repeats " + other + "."
                                : start + " adds nothing: " + other
                                        + " matches all that it matches, and says the same."),
                () -> findQuery(row, by, common));
    }

    private String describeBoth(int row, int other, QueryBox common) {
        return "Row " + rows.rowNumber(row) + " and row " + rows.rowNumber(other) + " both match “"
                + rows.space().describeExample(common) + "”";
    }

    private Optional<Query> findQuery(int row, int other, QueryBox common) {
        return queries.findQuery(
                rows.space(),
                common,
                List.of(
                        new SoughtRow(table, rows.rows().get(row)),
                        new SoughtRow(table, rows.rows().get(other))));
    }

    private Problem createWarning(TableProblemCode code, int row, List<Integer> others, String message) {
        String remedy = Set.of(TableProblemCode.DUPLICATE_ROW, TableProblemCode.REDUNDANT_ROW)
                        .contains(code)
                ? "Delete it, or change what was meant to differ."
                : "Make their conditions exclude each other.";
        return Problem.warning(code, rows.rowPlace(row), rows.rowText(row), message, remedy)
                .withCounterparts(
                        Counterpart.ofCells(others.stream().map(rows::rowPlace).toList()));
    }
}
