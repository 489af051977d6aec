package support.entitlement.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether two tables that look at the same fact say the same thing differently for one query. Then the one that is asked last
 * prevails, which no analyst has written down anywhere; it is a warning, since a table of exceptions may be meant so.
 */
final class CrossChecks {

    private static final long MOST_STEPS = 50_000_000;

    private final SoundRows one;
    private final SoundRows other;
    private final Statements statements;
    private final Space space;
    private final List<Box> impossible;
    private final List<Box> boxes = new ArrayList<>();
    private final List<Box> otherBoxes = new ArrayList<>();
    private final Budget budget;

    private CrossChecks(
            SoundRows one, SoundRows other, Statements statements, Space space, List<Box> impossible, Budget budget) {
        this.one = one;
        this.other = other;
        this.statements = statements;
        this.space = space;
        this.impossible = impossible;
        this.budget = budget.part(MOST_STEPS);
        one.rows().forEach(row -> boxes.add(space.of(one.table(), row)));
        other.rows().forEach(row -> otherBoxes.add(space.of(other.table(), row)));
    }

    /** Two rows of different tables, and queries that both decide. */
    private record Pair(int row, int otherRow, Box queries) {}

    static List<Problem> check(
            List<SoundRows> tables, List<Table> all, Statements statements, Space space, Budget budget) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            for (int j = 0; j < i; j++) {
                SoundRows one = tables.get(i);
                SoundRows other = tables.get(j);
                if (one.table().fact() == other.table().fact() && mayDisagree(one.table(), other.table())) {
                    Space both = space.of(List.of(one.table(), other.table()));
                    List<Box> impossible = Impossible.in(both, one.table().fact(), all, budget);
                    problems.addAll(new CrossChecks(one, other, statements, both, impossible, budget).check());
                }
            }
        }
        return problems;
    }

    private static boolean mayDisagree(Table one, Table other) {
        return one.actions().stream().anyMatch(action -> other.says(action.method()));
    }

    private List<Problem> check() {
        try {
            BoxIndex index = new BoxIndex(space, otherBoxes);
            List<Pair> pairs = IntStream.range(0, boxes.size())
                    .mapToObj(row -> disagreement(row, index))
                    .flatMap(Optional::stream)
                    .toList();
            return pairs.isEmpty() ? List.of() : List.of(problem(pairs));
        } catch (Budget.Exhausted e) {
            return List.of(
                    Problem.info(
                            TableProblemCode.NOT_FULLY_CHECKED,
                            one.table().sheet(),
                            "",
                            "“" + one.table().name() + "” and “" + other.table().name()
                                    + "” are too entangled to compare all their rows: some that disagree may have been missed."));
        }
    }

    private Optional<Pair> disagreement(int row, BoxIndex index) {
        for (int otherRow : index.overlapping(boxes.get(row), otherBoxes.size(), budget)) {
            if (one.said().get(row).contradiction(other.said().get(otherRow)) >= 0) {
                List<Box> both = decided(row, otherRow);
                if (!both.isEmpty()) {
                    return Optional.of(new Pair(row, otherRow, both.get(0)));
                }
            }
        }
        return Optional.empty();
    }

    /** The queries for which two rows both count: where only the first row of a table does, no row above may match. */
    private List<Box> decided(int row, int otherRow) {
        List<Box> above = new ArrayList<>(impossible);
        if (one.table().hitPolicy() == HitPolicy.FIRST) {
            above.addAll(boxes.subList(0, row));
        }
        if (other.table().hitPolicy() == HitPolicy.FIRST) {
            above.addAll(otherBoxes.subList(0, otherRow));
        }
        return Cover.of(boxes.get(row).and(otherBoxes.get(otherRow)), above, 1, budget)
                .uncovered();
    }

    private Problem problem(List<Pair> pairs) {
        Pair first = pairs.get(0);
        Row row = one.rows().get(first.row());
        Row otherRow = other.rows().get(first.otherRow());
        int thing = one.said().get(first.row()).contradiction(other.said().get(first.otherRow()));
        Column.Action column = statements
                .column(one.table(), row, other.table(), otherRow, thing)
                .orElseThrow();
        Column.Action otherColumn = statements
                .column(other.table(), otherRow, one.table(), row, thing)
                .orElseThrow();
        return Problem.warning(
                TableProblemCode.TABLES_DISAGREE,
                one.table().place(row, column),
                one.table().text(row, column),
                "For “" + space.example(first.queries()) + "” "
                        + other.table().place(otherRow, otherColumn) + " says “"
                        + other.table().text(otherRow, otherColumn) + "”, and only one of them can prevail."
                        + (pairs.size() == 1 ? "" : " It is the same with " + (pairs.size() - 1) + " more rows."),
                "Say it in one of the tables only, or make their conditions exclude each other.");
    }
}
