package support.entitlement.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.calendar.DueOrder;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Verdict;
import support.entitlement.decision.Within;
import support.entitlement.policy.calendar.CalendarTableReader;
import support.entitlement.policy.calendar.TimeBandChecks;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
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
    private final Budget budget;
    private final Map<List<Milestone>, Optional<Instant>> starts = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final boolean commonStarts;

    private MilestoneOrderChecks(List<Table> tables, Calendars calendars, Budget budget) {
        this.tables = tables;
        this.calendars = calendars;
        this.order = new DueOrder(calendars);
        this.budget = budget;
        this.commonStarts = tables.stream().anyMatch(MilestoneOrderChecks::hasCommonStart);
    }

    /** A row that promises a milestone once, and the position of its name among those of the table. */
    private record PromisingRow(Row row, Milestone milestone, int position) {

        boolean startsWith(PromisingRow other) {
            return NormalForm.areSame(milestone.startsAt(), other.milestone.startsAt())
                    && String.valueOf(milestone.startsDuring()).equals(String.valueOf(other.milestone.startsDuring()));
        }
    }

    /** Checks tables, which must be all there are and without errors. */
    static List<Problem> findProblems(List<Table> tables, CalendarTableReader.ParsedCalendars parsed, Budget budget) {
        List<Table> matched =
                tables.stream().filter(table -> table.fact().isMatched()).toList();
        List<Table> promising = matched.stream()
                .filter(table -> table.hitPolicy() == HitPolicy.COLLECT && table.hasAction(ActionName.WITHIN))
                .toList();
        if (promising.isEmpty()) {
            return List.of();
        }
        Budget part = budget.createPart(MAX_STEPS);
        MilestoneOrderChecks checks = new MilestoneOrderChecks(matched, parsed.calendars(), part);
        QuerySpace space = QuerySpace.of(
                matched,
                Set.of(),
                Vocabulary.of(tables).defaults().keySet(),
                TimeBandChecks.findOpenings(tables, parsed));
        for (Table table : promising) {
            try {
                checks.checkTable(table, space.restrictToTables(List.of(table)));
            } catch (Budget.Exhausted e) {
                checks.problems.add(Problem.info(
                        TableProblemCode.NOT_FULLY_CHECKED,
                        table.sheet(),
                        "",
                        "The table is too complex to find every milestone that falls due before one above it."));
            }
        }
        return checks.problems;
    }

    private void checkTable(Table table, QuerySpace space) {
        List<PromisingRow> rows = promisingRows(table);
        List<QueryBox> boxes =
                rows.stream().map(each -> space.boxOfRow(table, each.row())).toList();
        List<QueryBox> impossible = ImpossibleQueries.findBoxes(space, table.fact(), tables, budget);
        QueryBoxIndex index = new QueryBoxIndex(space, boxes);
        Map<Integer, List<Integer>> earlier = new TreeMap<>();
        Map<Integer, QueryBox> common = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            for (int j : index.findOverlapping(boxes.get(i), i, budget)) {
                int first = rows.get(i).position() < rows.get(j).position() ? i : j;
                int second = i + j - first;
                if (isOutOfOrder(rows.get(first), rows.get(second))) {
                    QueryBox both = boxes.get(i).intersectionWith(boxes.get(j));
                    List<QueryBox> possible = UncoveredSearch.findUncovered(both, impossible, 1, budget)
                            .uncovered();
                    if (!possible.isEmpty()) {
                        common.putIfAbsent(second, possible.get(0));
                        earlier.computeIfAbsent(second, any -> new ArrayList<>())
                                .add(first);
                    }
                }
            }
        }
        earlier.forEach((late, firsts) -> problems.add(createProblem(
                table,
                rows.get(late),
                firsts.stream().map(rows::get).toList(),
                space.describeExample(common.get(late)))));
    }

    private boolean isOutOfOrder(PromisingRow first, PromisingRow second) {
        return first.position() != second.position()
                && first.startsWith(second)
                && areComparable(
                        first.milestone().calendar(), second.milestone().calendar())
                && findStart(first.milestone(), second.milestone()).isPresent();
    }

    /** Returns false for two calendars that close at different times: which is due first depends on the holidays of both. */
    private boolean areComparable(@Nullable String one, @Nullable String other) {
        return one != null
                && other != null
                && (NormalForm.areSame(one, other)
                        || calendars.get(one).isAlwaysOpen()
                        || calendars.get(other).isAlwaysOpen());
    }

    private Optional<Instant> findStart(Milestone first, Milestone second) {
        return starts.computeIfAbsent(List.of(first, second), pair -> {
            budget.takeSteps(STEPS_A_PAIR);
            return order.findStart(second, first);
        });
    }

    private List<PromisingRow> promisingRows(Table table) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        List<PromisingRow> rows = new ArrayList<>();
        for (Row row : table.rows()) {
            String name = textOf(table, row, ActionName.MILESTONE);
            if (name != null) {
                int position = positions.computeIfAbsent(NormalForm.key(name), any -> positions.size());
                Milestone milestone = promiseOf(table, row, name);
                if (milestone != null && row.sound()) {
                    rows.add(new PromisingRow(row, milestone, position));
                }
            }
        }
        return rows;
    }

    /** Returns true if a row without a milestone says in which hours the clocks of others start. */
    private static boolean hasCommonStart(Table table) {
        return table.rows().stream()
                .anyMatch(row -> textOf(table, row, ActionName.STARTS_DURING) != null
                        && textOf(table, row, ActionName.MILESTONE) == null);
    }

    /**
     * Returns the promise of a row; null if it has no time of its own in a calendar that is known without a query, or if
     * another row may say when its clock starts.
     */
    private @Nullable Milestone promiseOf(Table table, Row row, String name) {
        String calendar = textOf(table, row, ActionName.CALENDAR);
        String startsDuring = textOf(table, row, ActionName.STARTS_DURING);
        String startsAt = textOf(table, row, ActionName.STARTS_AT);
        return valueOf(table, row, ActionName.WITHIN) instanceof Within within
                        && valueOf(table, row, ActionName.EVERY) == null
                        && isKnown(calendar)
                        && (startsDuring == null ? !commonStarts : isKnown(startsDuring))
                ? new Milestone(
                        name,
                        within,
                        calendar,
                        Basis.PUBLISHED,
                        startsAt == null ? Milestone.OPENED : startsAt,
                        null,
                        null,
                        Strength.GUARANTEED,
                        startsDuring,
                        null)
                : null;
    }

    private boolean isKnown(@Nullable String calendar) {
        return calendar != null
                && !Verdict.isNotStated(calendar)
                && calendars.hasCalendar(calendar)
                && calendars.zoneAttributeOf(calendar).isEmpty();
    }

    private Problem createProblem(Table table, PromisingRow late, List<PromisingRow> firsts, String example) {
        PromisingRow first = firsts.get(0);
        Instant start = findStart(first.milestone(), late.milestone()).orElseThrow();
        Column column = columnOf(table, late.row(), ActionName.WITHIN).orElseThrow();
        List<Place> places = firsts.stream()
                .map(each -> table.cellPlace(
                        each.row(),
                        columnOf(table, each.row(), ActionName.WITHIN).orElseThrow()))
                .toList();
        return Problem.warning(
                        TableProblemCode.DUE_OUT_OF_ORDER,
                        table.cellPlace(late.row(), column),
                        table.cellText(late.row(), column),
                        "For “" + example + "”, “" + late.milestone().name() + "” can fall due before “"
                                + first.milestone().name() + "” of row "
                                + first.row().matched().row()
                                + ", which the table names first: if the clock starts at " + start + ", at "
                                + order.dueAt(late.milestone(), start) + " and at "
                                + order.dueAt(first.milestone(), start) + ".",
                        "Correct one of the times, or name first in the table what is to be reached first.")
                .withCounterparts(Counterpart.ofCells(places));
    }

    private static @Nullable String textOf(Table table, Row row, ActionName action) {
        return valueOf(table, row, action) instanceof String text ? text : null;
    }

    private static @Nullable Object valueOf(Table table, Row row, ActionName action) {
        return columnOf(table, row, action)
                .map(column -> table.cellValue(row, column))
                .orElse(null);
    }

    /** Returns the column that sets a part of the row's milestone, which is the last one with a value. */
    private static Optional<Column.ActionColumn> columnOf(Table table, Row row, ActionName action) {
        return table.actions().stream()
                .filter(column -> column.action() == action && table.cellValue(row, column) != null)
                .reduce((one, last) -> last);
    }
}
