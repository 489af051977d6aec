package support.entitlement.table.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import support.entitlement.table.Column;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.QueryBoxIndex;
import support.entitlement.table.space.UncoveredSearch;

/** Checks how rows of one table affect each other, by the table's hit policy. */
final class RowOverlapChecks {

    /** Corresponds to about two seconds on a slow machine. */
    private static final long MAX_STEPS = 200_000_000;

    private final Table table;
    private final SoundRows rows;
    private final RowConclusionEncoder encoder;
    private final QueryBoxIndex index;
    private final TableProblems findings;
    private final BitSet reportedRows = new BitSet();
    private final Budget budget;

    private RowOverlapChecks(SoundRows rows, RowConclusionEncoder encoder, Budget budget) {
        this.budget = budget.createPart(MAX_STEPS);
        this.table = rows.table();
        this.rows = rows;
        this.encoder = encoder;
        this.index = new QueryBoxIndex(rows.space(), rows.boxes());
        this.findings = new TableProblems(table);
    }

    static List<Problem> checkTable(SoundRows rows, RowConclusionEncoder encoder, Budget budget) {
        RowOverlapChecks checks = new RowOverlapChecks(rows, encoder, budget);
        checks.checkRows();
        return checks.findings.all();
    }

    private void checkRows() {
        try {
            for (int row = 0; row < rows.rows().size(); row++) {
                if (findPossiblePart(rows.boxes().get(row)).isEmpty()) {
                    neverFires(row);
                } else {
                    int[] above = index.findOverlapping(rows.boxes().get(row), row, budget);
                    if (table.hitPolicy() == HitPolicy.FIRST) {
                        checkHidden(row, above);
                    } else {
                        checkOverlaps(row, above);
                    }
                }
            }
        } catch (Budget.Exhausted e) {
            findings.markIncomplete(budget);
        }
    }

    /** Returns a part of a box that contains possible queries, if there is one. */
    private Optional<QueryBox> findPossiblePart(QueryBox box) {
        if (rows.impossible().isEmpty()) {
            return Optional.of(box).filter(whole -> !whole.isEmpty());
        }
        return UncoveredSearch.findUncovered(box, rows.impossible(), 1, budget).uncovered().stream()
                .findFirst();
    }

    private void neverFires(int row) {
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

    private void checkHidden(int row, int[] above) {
        List<QueryBox> hiders = new ArrayList<>(rows.impossible());
        Arrays.stream(above).mapToObj(rows.boxes()::get).forEach(hiders::add);
        UncoveredSearch.CoverResult result =
                UncoveredSearch.findUncovered(rows.boxes().get(row), hiders, 1, budget);
        if (!result.uncovered().isEmpty()) {
            return;
        }
        int first = rows.impossible().size();
        List<Integer> hiding = result.used().stream()
                .filter(hider -> hider >= first)
                .map(hider -> above[hider - first])
                .toList();
        String by = rows.nameRows(hiding) + " above it " + (hiding.size() == 1 ? "matches" : "together match")
                + " all that it matches";
        RowConclusionEncoder.RowConclusions conclusions = rows.said().get(row);
        if (hiding.stream().allMatch(other -> rows.said().get(other).sameAs(conclusions))) {
            addWarning(
                    TableProblemCode.REDUNDANT_ROW,
                    row,
                    "Row " + rows.rowNumber(row) + " changes nothing: " + by + ", and says the same.");
        } else {
            findings.add(Problem.error(
                    TableProblemCode.HIDDEN_ROW,
                    rows.rowPlace(row),
                    rows.rowText(row),
                    "Row " + rows.rowNumber(row) + " can never count: " + by + ".",
                    "Move it above, narrow what hides it, or delete it."));
        }
    }

    private void checkOverlaps(int row, int[] overlapping) {
        int[] above = rows.impossible().isEmpty()
                ? overlapping
                : Arrays.stream(overlapping)
                        .filter(other ->
                                findPossiblePart(intersectionOf(row, other)).isPresent())
                        .toArray();
        List<Integer> against = new ArrayList<>();
        for (int other : above) {
            if (rowsDisagree(row, other)) {
                against.add(other);
            }
        }
        if (against.isEmpty()) {
            reportRedundantRows(row, above);
        } else {
            reportDisagreement(row, against);
        }
    }

    private boolean rowsDisagree(int row, int other) {
        RowConclusionEncoder.RowConclusions conclusions = rows.said().get(row);
        RowConclusionEncoder.RowConclusions otherConclusions = rows.said().get(other);
        return table.hitPolicy() == HitPolicy.UNIQUE
                ? !conclusions.sameAs(otherConclusions)
                : conclusions.findContradiction(otherConclusions) >= 0;
    }

    private void reportDisagreement(int row, List<Integer> against) {
        int other = against.get(0);
        Row it = rows.rows().get(row);
        Row otherRow = rows.rows().get(other);
        String both = "Row " + rows.rowNumber(row) + " and row " + rows.rowNumber(other) + " both match “"
                + describeExample(row, other) + "”, ";
        String more = against.size() == 1
                ? ""
                : " It is the same with " + rows.nameRows(against.subList(1, against.size())) + ".";
        if (table.hitPolicy() == HitPolicy.UNIQUE) {
            Column.ActionColumn column = table.actions().stream()
                    .filter(action -> !Objects.equals(table.cellValue(it, action), table.cellValue(otherRow, action)))
                    .findFirst()
                    .orElseThrow();
            findings.add(Problem.error(
                    TableProblemCode.OVERLAP,
                    rows.rowPlace(row),
                    rows.rowText(row),
                    both + "and differ in “" + column.title() + "”: " + quoteCell(it, column) + " against "
                            + quoteCell(otherRow, column) + "." + more,
                    "At most one row may match. Make their conditions exclude each other, delete one, or write the hit"
                            + " policy “first” above the table if the upper row is to count."));
        } else {
            int thing = rows.said().get(row).findContradiction(rows.said().get(other));
            Column.ActionColumn column = encoder.findDifferingColumn(table, it, table, otherRow, thing)
                    .orElseThrow();
            Column.ActionColumn otherColumn = encoder.findDifferingColumn(table, otherRow, table, it, thing)
                    .orElseThrow();
            findings.add(Problem.error(
                    TableProblemCode.CONTRADICTION,
                    table.cellPlace(it, column),
                    table.cellText(it, column),
                    both + "but row " + rows.rowNumber(other) + " says " + quoteCell(otherRow, otherColumn) + "."
                            + more,
                    "All rows that match count. Say the same in both, or make their conditions exclude each other."));
        }
    }

    private String quoteCell(Row row, Column.ActionColumn column) {
        String text = table.cellText(row, column);
        return text.isEmpty() ? "nothing" : "“" + text + "”";
    }

    /** Reports the redundant ones among a row and the rows above it that overlap it without disagreement. */
    private void reportRedundantRows(int row, int[] above) {
        Optional<Integer> coveringRow = Arrays.stream(above)
                .boxed()
                .filter(other -> makesRedundant(other, row))
                .findFirst();
        if (coveringRow.isPresent()) {
            reportRedundantRow(row, coveringRow.get());
            return;
        }
        Arrays.stream(above)
                .filter(other -> makesRedundant(row, other))
                .forEach(other -> reportRedundantRow(other, row));
        if (table.hitPolicy() == HitPolicy.UNIQUE) {
            Arrays.stream(above)
                    .filter(other -> !makesRedundant(row, other))
                    .limit(1)
                    .forEach(other -> addWarning(
                            TableProblemCode.REDUNDANT_OVERLAP,
                            row,
                            "Row " + rows.rowNumber(row) + " and row " + rows.rowNumber(other) + " both match “"
                                    + describeExample(row, other) + "”, and say the same."));
        }
    }

    private void reportRedundantRow(int row, int by) {
        if (!reportedRows.get(row)) {
            reportedRows.set(row);
            boolean same = rows.boxes().get(row).equals(rows.boxes().get(by))
                    && rows.said().get(row).sameAs(rows.said().get(by));
            String start = "Row " + rows.rowNumber(row);
            String other = "row " + rows.rowNumber(by);
            addWarning(
                    same ? TableProblemCode.DUPLICATE_ROW : TableProblemCode.REDUNDANT_ROW,
                    row,
                    same
                            ? start + " repeats " + other + "."
                            : start + " adds nothing: " + other + " matches all that it matches, and says the same.");
        }
    }

    private String describeExample(int row, int other) {
        return rows.space()
                .describeExample(findPossiblePart(intersectionOf(row, other)).orElseThrow());
    }

    private QueryBox intersectionOf(int row, int other) {
        return rows.boxes().get(row).intersectionWith(rows.boxes().get(other));
    }

    /** Returns true if a row matches all that another matches, and makes all its statements. */
    private boolean makesRedundant(int row, int other) {
        return !rows.said().get(other).isEmpty()
                && rows.said().get(other).isSaidBy(rows.said().get(row))
                && rows.boxes().get(row).contains(rows.boxes().get(other));
    }

    private void addWarning(TableProblemCode code, int row, String message) {
        String remedy = Set.of(TableProblemCode.DUPLICATE_ROW, TableProblemCode.REDUNDANT_ROW)
                        .contains(code)
                ? "Delete it, or change what was meant to differ."
                : "Make their conditions exclude each other.";
        findings.add(Problem.warning(code, rows.rowPlace(row), rows.rowText(row), message, remedy));
    }
}
