package support.entitlement.table.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import support.entitlement.table.Column;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Counterpart;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.space.ImpossibleQueries;
import support.entitlement.table.space.MatchingQueries;
import support.entitlement.table.space.MatchingQueries.SoughtRow;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.QueryBoxIndex;
import support.entitlement.table.space.QuerySpace;
import support.entitlement.table.space.UncoveredSearch;

/**
 * Checks whether two tables with the same fact make different statements for one query. Then the table that is
 * evaluated last prevails, an order that no analyst has written down; it is a warning, since a table of exceptions may
 * be intended.
 */
final class CrossTableChecks {

    private static final long MAX_STEPS = 50_000_000;

    private final SoundRows one;
    private final SoundRows other;
    private final RowConclusionEncoder encoder;
    private final QuerySpace space;
    private final List<QueryBox> impossible;
    private final MatchingQueries queries;
    private final List<QueryBox> boxes = new ArrayList<>();
    private final List<QueryBox> otherBoxes = new ArrayList<>();
    private final BitSet contradicted = new BitSet();
    private final Budget budget;

    private CrossTableChecks(
            SoundRows one,
            SoundRows other,
            RowConclusionEncoder encoder,
            QuerySpace space,
            List<QueryBox> impossible,
            MatchingQueries queries,
            Budget budget) {
        this.one = one;
        this.other = other;
        this.encoder = encoder;
        this.space = space;
        this.impossible = impossible;
        this.queries = queries;
        this.budget = budget.createPart(MAX_STEPS);
        one.rows().forEach(row -> boxes.add(space.boxOfRow(one.table(), row)));
        other.rows().forEach(row -> otherBoxes.add(space.boxOfRow(other.table(), row)));
    }

    /** Two rows of different tables, and queries that both of them match. */
    private record DisagreeingRows(int row, int otherRow, QueryBox queries) {}

    static List<Problem> checkTables(
            List<SoundRows> tables,
            List<Table> all,
            RowConclusionEncoder encoder,
            QuerySpace space,
            MatchingQueries queries,
            Budget budget) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            for (int j = 0; j < i; j++) {
                SoundRows one = tables.get(i);
                SoundRows other = tables.get(j);
                if (one.table().fact() == other.table().fact() && mayDisagree(one.table(), other.table())) {
                    QuerySpace both = space.restrictToTables(List.of(one.table(), other.table()));
                    List<QueryBox> impossible =
                            ImpossibleQueries.findBoxes(both, one.table().fact(), all, budget);
                    problems.addAll(new CrossTableChecks(one, other, encoder, both, impossible, queries, budget)
                            .compareTables());
                }
            }
        }
        return problems;
    }

    private static boolean mayDisagree(Table one, Table other) {
        return one.actions().stream().anyMatch(action -> other.hasAction(action.action()));
    }

    private List<Problem> compareTables() {
        try {
            QueryBoxIndex index = new QueryBoxIndex(space, otherBoxes);
            List<DisagreeingRows> pairs = IntStream.range(0, boxes.size())
                    .mapToObj(row -> findDisagreement(row, index))
                    .flatMap(Optional::stream)
                    .toList();
            return pairs.isEmpty() ? List.of() : List.of(createProblem(pairs));
        } catch (Budget.Exhausted e) {
            return List.of(Problem.info(
                    TableProblemCode.NOT_FULLY_CHECKED,
                    one.table().sheet(),
                    "",
                    "“" + one.table().name() + "” and “" + other.table().name()
                            + "” are too complex to compare all their rows: some that disagree may have been missed."));
        }
    }

    private Optional<DisagreeingRows> findDisagreement(int row, QueryBoxIndex index) {
        int[] contradicting = IntStream.of(index.findOverlapping(boxes.get(row), otherBoxes.size(), budget))
                .filter(otherRow ->
                        one.said().get(row).findContradiction(other.said().get(otherRow)) >= 0)
                .toArray();
        for (int otherRow : contradicting) {
            List<QueryBox> both = decidedByBoth(row, otherRow);
            if (!both.isEmpty()) {
                IntStream.of(contradicting).forEach(contradicted::set);
                return Optional.of(new DisagreeingRows(row, otherRow, both.get(0)));
            }
        }
        return Optional.empty();
    }

    /** Returns all rows of both tables that take part, so that another one makes another problem. */
    private List<Counterpart> findCounterparts(List<DisagreeingRows> pairs) {
        return Counterpart.ofCells(Stream.concat(
                        pairs.stream().map(pair -> one.rowPlace(pair.row())),
                        contradicted.stream().mapToObj(other::rowPlace))
                .toList());
    }

    /**
     * Returns the queries for which two rows both count: in a table where only the first matching row counts, no row
     * above may match.
     */
    private List<QueryBox> decidedByBoth(int row, int otherRow) {
        List<QueryBox> above = new ArrayList<>(impossible);
        if (one.table().hitPolicy() == HitPolicy.FIRST) {
            above.addAll(boxes.subList(0, row));
        }
        if (other.table().hitPolicy() == HitPolicy.FIRST) {
            above.addAll(otherBoxes.subList(0, otherRow));
        }
        return UncoveredSearch.findUncovered(
                        boxes.get(row).intersectionWith(otherBoxes.get(otherRow)), above, 1, budget)
                .uncovered();
    }

    private Problem createProblem(List<DisagreeingRows> pairs) {
        DisagreeingRows first = pairs.get(0);
        Row row = one.rows().get(first.row());
        Row otherRow = other.rows().get(first.otherRow());
        int thing = one.said().get(first.row()).findContradiction(other.said().get(first.otherRow()));
        Column.ActionColumn column = encoder.findDifferingColumn(one.table(), row, other.table(), otherRow, thing)
                .orElseThrow();
        Column.ActionColumn otherColumn = encoder.findDifferingColumn(other.table(), otherRow, one.table(), row, thing)
                .orElseThrow();
        Problem problem = Problem.warning(
                        TableProblemCode.TABLES_DISAGREE,
                        one.table().cellPlace(row, column),
                        one.table().cellText(row, column),
                        "For “" + space.describeExample(first.queries()) + "” "
                                + other.table().cellPlace(otherRow, otherColumn) + " says “"
                                + other.table().cellText(otherRow, otherColumn) + "”, and only one of them can prevail."
                                + (pairs.size() == 1
                                        ? ""
                                        : " It is the same with " + (pairs.size() - 1) + " more rows."),
                        "Say it in one of the tables only, or make their conditions exclude each other.")
                .withCounterparts(findCounterparts(pairs));
        return queries.findQuery(
                        space,
                        first.queries(),
                        List.of(new SoughtRow(one.table(), row), new SoughtRow(other.table(), otherRow)))
                .map(problem::withQuery)
                .orElse(problem);
    }
}
