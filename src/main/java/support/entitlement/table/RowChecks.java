package support.entitlement.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What rows of one table mean for each other, by the table's hit policy. */
final class RowChecks {

    /** About two seconds on a slow machine. */
    private static final long MOST_STEPS = 200_000_000;

    private final Table table;
    private final SoundRows rows;
    private final Statements statements;
    private final BoxIndex index;
    private final Findings findings;
    private final BitSet spared = new BitSet();
    private final Budget budget;

    private RowChecks(SoundRows rows, Statements statements, Budget budget) {
        this.budget = budget.part(MOST_STEPS);
        this.table = rows.table();
        this.rows = rows;
        this.statements = statements;
        this.index = new BoxIndex(rows.space(), rows.boxes());
        this.findings = new Findings(table);
    }

    static List<Problem> check(SoundRows rows, Statements statements, Budget budget) {
        RowChecks checks = new RowChecks(rows, statements, budget);
        checks.check();
        return checks.findings.all();
    }

    private void check() {
        try {
            for (int row = 0; row < rows.rows().size(); row++) {
                if (possible(rows.boxes().get(row)).isEmpty()) {
                    neverFires(row);
                } else {
                    int[] above = index.overlapping(rows.boxes().get(row), row, budget);
                    if (table.hitPolicy() == HitPolicy.FIRST) {
                        hidden(row, above);
                    } else {
                        overlaps(row, above);
                    }
                }
            }
        } catch (Budget.Exhausted e) {
            findings.leaveOpen(budget);
        }
    }

    /** A part of a box in which there are queries, if there is one. */
    private Optional<Box> possible(Box box) {
        if (rows.impossible().isEmpty()) {
            return Optional.of(box).filter(whole -> !whole.isEmpty());
        }
        return Cover.of(box, rows.impossible(), 1, budget).uncovered().stream().findFirst();
    }

    private void neverFires(int row) {
        Row it = rows.rows().get(row);
        Box box = rows.boxes().get(row);
        List<Column.Condition> filled = table.conditions().stream()
                .filter(column -> table.value(it, column) != null)
                .toList();
        List<Column.Condition> against = filled.stream()
                .filter(column -> !box.isEmpty()
                        || box.set(rows.space().inputs().indexOf(Input.of(column)))
                                .isEmpty())
                .toList();
        Column.Condition last = against.get(against.size() - 1);
        String titles = against.stream().map(Column::title).collect(Collectors.joining("” and “", "“", "”"));
        findings.add(Problem.error(
                TableProblemCode.NEVER_FIRES,
                table.place(it, last),
                table.text(it, last),
                "Row " + rows.number(row) + " can never match: no query meets " + titles + " together.",
                "Change the condition, or delete the row."));
    }

    private void hidden(int row, int[] above) {
        List<Box> hiders = new ArrayList<>(rows.impossible());
        Arrays.stream(above).mapToObj(rows.boxes()::get).forEach(hiders::add);
        Cover.Result result = Cover.of(rows.boxes().get(row), hiders, 1, budget);
        if (!result.uncovered().isEmpty()) {
            return;
        }
        int first = rows.impossible().size();
        List<Integer> hiding = result.used().stream()
                .filter(hider -> hider >= first)
                .map(hider -> above[hider - first])
                .toList();
        String by = rows.names(hiding) + " above it " + (hiding.size() == 1 ? "matches" : "together match")
                + " all that it matches";
        Statements.Said said = rows.said().get(row);
        if (hiding.stream().allMatch(other -> rows.said().get(other).sameAs(said))) {
            warn(
                    TableProblemCode.REDUNDANT_ROW,
                    row,
                    "Row " + rows.number(row) + " changes nothing: " + by + ", and says the same.");
        } else {
            findings.add(Problem.error(
                    TableProblemCode.HIDDEN_ROW,
                    rows.place(row),
                    rows.text(row),
                    "Row " + rows.number(row) + " can never count: " + by + ".",
                    "Move it above, narrow what hides it, or delete it."));
        }
    }

    private void overlaps(int row, int[] overlapping) {
        int[] above = rows.impossible().isEmpty()
                ? overlapping
                : Arrays.stream(overlapping)
                        .filter(other -> possible(both(row, other)).isPresent())
                        .toArray();
        List<Integer> against = new ArrayList<>();
        for (int other : above) {
            if (disagree(row, other)) {
                against.add(other);
            }
        }
        if (against.isEmpty()) {
            repeats(row, above);
        } else {
            disagreement(row, against);
        }
    }

    private boolean disagree(int row, int other) {
        Statements.Said said = rows.said().get(row);
        Statements.Said otherSaid = rows.said().get(other);
        return table.hitPolicy() == HitPolicy.UNIQUE ? !said.sameAs(otherSaid) : said.contradiction(otherSaid) >= 0;
    }

    private void disagreement(int row, List<Integer> against) {
        int other = against.get(0);
        Row it = rows.rows().get(row);
        Row otherRow = rows.rows().get(other);
        String both = "Row " + rows.number(row) + " and row " + rows.number(other) + " both match “"
                + example(row, other) + "”, ";
        String more = against.size() == 1
                ? ""
                : " It is the same with " + rows.names(against.subList(1, against.size())) + ".";
        if (table.hitPolicy() == HitPolicy.UNIQUE) {
            Column.Action column = table.actions().stream()
                    .filter(action -> !Objects.equals(table.value(it, action), table.value(otherRow, action)))
                    .findFirst()
                    .orElseThrow();
            findings.add(Problem.error(
                    TableProblemCode.OVERLAP,
                    rows.place(row),
                    rows.text(row),
                    both + "and differ in “" + column.title() + "”: " + quoted(it, column) + " against "
                            + quoted(otherRow, column) + "." + more,
                    "At most one row may match. Make their conditions exclude each other, delete one, or write the hit"
                            + " policy “first” above the table if the upper row is to count."));
        } else {
            int thing = rows.said().get(row).contradiction(rows.said().get(other));
            Column.Action column =
                    statements.column(table, it, table, otherRow, thing).orElseThrow();
            Column.Action otherColumn =
                    statements.column(table, otherRow, table, it, thing).orElseThrow();
            findings.add(Problem.error(
                    TableProblemCode.CONTRADICTION,
                    table.place(it, column),
                    table.text(it, column),
                    both + "but row " + rows.number(other) + " says " + quoted(otherRow, otherColumn) + "." + more,
                    "All rows that match count. Say the same in both, or make their conditions exclude each other."));
        }
    }

    private String quoted(Row row, Column.Action column) {
        String text = table.text(row, column);
        return text.isEmpty() ? "nothing" : "“" + text + "”";
    }

    /** Reports which of a row and those above it, which overlap it and do not disagree with it, can be spared. */
    private void repeats(int row, int[] above) {
        Optional<Integer> sparing =
                Arrays.stream(above).boxed().filter(other -> spares(other, row)).findFirst();
        if (sparing.isPresent()) {
            spared(row, sparing.get());
            return;
        }
        Arrays.stream(above).filter(other -> spares(row, other)).forEach(other -> spared(other, row));
        if (table.hitPolicy() == HitPolicy.UNIQUE) {
            Arrays.stream(above)
                    .filter(other -> !spares(row, other))
                    .limit(1)
                    .forEach(other -> warn(
                            TableProblemCode.REDUNDANT_OVERLAP,
                            row,
                            "Row " + rows.number(row) + " and row " + rows.number(other) + " both match “"
                                    + example(row, other) + "”, and say the same."));
        }
    }

    private void spared(int row, int by) {
        if (!spared.get(row)) {
            spared.set(row);
            boolean same = rows.boxes().get(row).equals(rows.boxes().get(by))
                    && rows.said().get(row).sameAs(rows.said().get(by));
            String start = "Row " + rows.number(row);
            String other = "row " + rows.number(by);
            warn(
                    same ? TableProblemCode.DUPLICATE_ROW : TableProblemCode.REDUNDANT_ROW,
                    row,
                    same
                            ? start + " repeats " + other + "."
                            : start + " adds nothing: " + other + " matches all that it matches, and says the same.");
        }
    }

    private String example(int row, int other) {
        return rows.space().example(possible(both(row, other)).orElseThrow());
    }

    private Box both(int row, int other) {
        return rows.boxes().get(row).and(rows.boxes().get(other));
    }

    /** Whether a row matches all that another matches, and says all that it says. */
    private boolean spares(int row, int other) {
        return !rows.said().get(other).nothing()
                && rows.said().get(other).isSaidBy(rows.said().get(row))
                && rows.boxes().get(row).contains(rows.boxes().get(other));
    }

    private void warn(TableProblemCode code, int row, String message) {
        String remedy = Set.of(TableProblemCode.DUPLICATE_ROW, TableProblemCode.REDUNDANT_ROW)
                        .contains(code)
                ? "Delete it, or change what was meant to differ."
                : "Make their conditions exclude each other.";
        findings.add(Problem.warning(code, rows.place(row), rows.text(row), message, remedy));
    }
}
