package support.entitlement.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.calendar.DueOrder;
import support.entitlement.decision.Milestone;
import support.entitlement.policy.PromisingRows.PromisingRow;
import support.entitlement.table.ActionName;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Counterpart;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.space.ImpossibleQueries;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.QueryBoxIndex;
import support.entitlement.table.space.QuerySpace;
import support.entitlement.table.space.UncoveredSearch;
import support.entitlement.text.NormalForm;

/**
 * Warns of milestones that can fall due before one that comes first. Milestones are expected in the order in which a table
 * names them first, if their clocks start with the same event. Not thread-safe; it checks one set of tables.
 */
final class MilestoneOrderChecks {

    private static final long MAX_STEPS = 10_000_000;

    /** The cost of comparing two milestones, in steps of the budget. */
    private static final int STEPS_A_PAIR = 10 * DueOrder.MAX_SAMPLES;

    private final List<Table> tables;
    private final Calendars calendars;
    private final DueOrder order;
    private final Map<List<Milestone>, Optional<Instant>> starts = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final PromisingRows promises;

    private MilestoneOrderChecks(List<Table> tables, Calendars calendars) {
        this.tables = tables;
        this.calendars = calendars;
        this.order = new DueOrder(calendars);
        this.promises = new PromisingRows(tables, calendars);
    }

    /**
     * Checks tables, which must be all there are and without errors.
     *
     * @param space the space of all their inputs
     */
    static List<Problem> findProblems(List<Table> tables, QuerySpace space, Calendars calendars, Budget budget) {
        List<Table> matched =
                tables.stream().filter(table -> table.fact().isMatched()).toList();
        List<Table> promising = matched.stream()
                .filter(table -> table.hitPolicy() == HitPolicy.COLLECT && table.hasAction(ActionName.WITHIN))
                .toList();
        if (promising.isEmpty()) {
            return List.of();
        }
        MilestoneOrderChecks checks = new MilestoneOrderChecks(matched, calendars);
        for (Table table : promising) {
            checks.checkTable(table, space.restrictToTables(List.of(table)), budget.createPart(MAX_STEPS));
        }
        return checks.problems;
    }

    /** Reports what is found within the budget, and that there may be more if it does not suffice. */
    private void checkTable(Table table, QuerySpace space, Budget budget) {
        List<PromisingRow> rows = promises.readRows(table);
        OvertakenRows overtaken = new OvertakenRows(new TreeMap<>(), new HashMap<>());
        boolean isComplete = true;
        try {
            compareRows(table, rows, space, overtaken, budget);
        } catch (Budget.Exhausted e) {
            isComplete = false;
        }
        overtaken
                .earlier()
                .forEach((late, firsts) -> problems.add(createProblem(
                        table,
                        rows.get(late),
                        firsts.stream().map(rows::get).toList(),
                        space.describeExample(overtaken.common().get(late)))));
        if (!isComplete) {
            problems.add(Problem.info(
                    TableProblemCode.NOT_FULLY_CHECKED,
                    table.sheet(),
                    "",
                    "The table is too complex to find every milestone that falls due before one above it; there may be more"
                            + " than are reported."));
        }
    }

    /**
     * The rows that can fall due too early, by their positions.
     *
     * @param earlier for each of them those before which it can
     * @param common queries for which each of them can
     */
    private record OvertakenRows(Map<Integer, List<Integer>> earlier, Map<Integer, QueryBox> common) {

        void add(int second, int first, QueryBox queries) {
            common.putIfAbsent(second, queries);
            earlier.computeIfAbsent(second, any -> new ArrayList<>()).add(first);
        }
    }

    /** Compares all rows that match together. What is found before the budget is spent stays. */
    private void compareRows(
            Table table, List<PromisingRow> rows, QuerySpace space, OvertakenRows overtaken, Budget budget) {
        List<QueryBox> boxes =
                rows.stream().map(each -> space.boxOfRow(table, each.row())).toList();
        List<QueryBox> impossible = ImpossibleQueries.findBoxes(space, table.fact(), tables, budget);
        QueryBoxIndex index = new QueryBoxIndex(space, boxes);
        for (int i = 0; i < rows.size(); i++) {
            for (int j : index.findOverlapping(boxes.get(i), i, budget)) {
                int first = rows.get(i).position() < rows.get(j).position() ? i : j;
                int second = i + j - first;
                if (isOutOfOrder(rows.get(first), rows.get(second), budget)) {
                    QueryBox both = boxes.get(i).intersectionWith(boxes.get(j));
                    List<QueryBox> possible = UncoveredSearch.findUncovered(both, impossible, 1, budget)
                            .uncovered();
                    if (!possible.isEmpty()) {
                        overtaken.add(second, first, possible.get(0));
                    }
                }
            }
        }
    }

    private boolean isOutOfOrder(PromisingRow first, PromisingRow second, Budget budget) {
        return first.position() != second.position()
                && first.startsWith(second)
                && areComparable(
                        first.milestone().calendar(), second.milestone().calendar())
                && findStart(first.milestone(), second.milestone(), budget).isPresent();
    }

    /** Returns false for two calendars that close at different times: which is due first depends on the holidays of both. */
    private boolean areComparable(@Nullable String one, @Nullable String other) {
        return one != null
                && other != null
                && (NormalForm.areSame(one, other)
                        || calendars.get(one).isAlwaysOpen()
                        || calendars.get(other).isAlwaysOpen());
    }

    private Optional<Instant> findStart(Milestone first, Milestone second, Budget budget) {
        return starts.computeIfAbsent(List.of(first, second), pair -> {
            budget.takeSteps(STEPS_A_PAIR);
            return order.findStart(second, first);
        });
    }

    private Problem createProblem(Table table, PromisingRow late, List<PromisingRow> firsts, String example) {
        PromisingRow first = firsts.get(0);
        Instant start = starts.get(List.of(first.milestone(), late.milestone())).orElseThrow();
        List<Place> places = firsts.stream()
                .map(each -> table.cellPlace(each.row(), each.within()))
                .toList();
        return Problem.warning(
                        TableProblemCode.DUE_OUT_OF_ORDER,
                        table.cellPlace(late.row(), late.within()),
                        table.cellText(late.row(), late.within()),
                        "For “" + example + "”, “" + late.milestone().name() + "” can fall due before “"
                                + first.milestone().name() + "” of row "
                                + first.row().matched().row()
                                + ", which the table names first: if the clock starts at " + start + ", at "
                                + order.dueAt(late.milestone(), start) + " and at "
                                + order.dueAt(first.milestone(), start) + ".",
                        "Correct one of the times, or name first in the table what is to be reached first.")
                .withCounterparts(Counterpart.ofCells(places));
    }
}
