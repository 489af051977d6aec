package support.entitlement.table.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.QuerySpace;

/**
 * Checks that rows do not contradict each other on one allowance: the issue types of a pool share one amount, all limits of an issue
 * type are counted in one unit, and a fee is charged beyond one soft limit of an issue type only, of which nothing is carried over.
 */
final class LimitChecks {

    private static final long MAX_STEPS = 20_000_000;

    /** The parts that are the same for all issue types of a pool. */
    private static final List<ActionName> OF_A_POOL = List.of(
            ActionName.AMOUNT,
            ActionName.UNIT,
            ActionName.PER,
            ActionName.CARRY_OVER,
            ActionName.LIMIT,
            ActionName.FURTHER,
            ActionName.FEE);

    /** The parts that are the same for all limits of an issue type. */
    private static final List<ActionName> OF_ALL_LIMITS = List.of(ActionName.UNIT, ActionName.COUNTS);

    private static final Set<ActionName> OF_SEVERAL_ROWS =
            Set.of(ActionName.POOL, ActionName.LIMIT_NAME, ActionName.FEE);

    private final QuerySpace space;
    private final Budget budget;
    private final List<LimitRow> rows = new ArrayList<>();

    private LimitChecks(QuerySpace space, Budget whole) {
        this.space = space;
        this.budget = whole.createPart(MAX_STEPS);
    }

    /** Checks tables, which must be all tables that match queries. */
    static List<Problem> checkTables(List<Table> tables, QuerySpace space, Budget budget) {
        boolean any = tables.stream().anyMatch(table -> OF_SEVERAL_ROWS.stream().anyMatch(table::hasAction));
        return any ? new LimitChecks(space, budget).checkAll(tables) : List.of();
    }

    private List<Problem> checkAll(List<Table> tables) {
        tables.stream()
                .filter(table -> table.fact() != FactType.CHANNEL)
                .forEach(table -> table.rows().stream()
                        .filter(Row::sound)
                        .filter(row -> describesLimit(table, row))
                        .forEach(row -> rows.add(new LimitRow(table, row, space.boxOfRow(table, row)))));
        List<Problem> problems = new ArrayList<>();
        for (Table table : tables) {
            TableProblems findings = new TableProblems(table);
            try {
                rows.stream().filter(row -> row.table() == table).forEach(row -> checkRow(row, findings));
            } catch (Budget.Exhausted e) {
                findings.markIncomplete();
            }
            problems.addAll(findings.all());
        }
        return problems;
    }

    private static boolean describesLimit(Table table, Row row) {
        return Stream.concat(OF_A_POOL.stream(), OF_SEVERAL_ROWS.stream())
                .anyMatch(action -> AnswerChecks.rowsWithAction(action).test(table, row));
    }

    private void checkRow(LimitRow row, TableProblems findings) {
        checkFee(row).or(() -> checkFeeWithCarryOver(row)).ifPresent(findings::add);
        for (LimitRow other : rows) {
            budget.takeSteps(1);
            if (other == row) {
                return; // Of two rows that contradict each other, the later one has the problem.
            }
            checkPair(row, other).ifPresent(findings::add);
        }
    }

    private Optional<Problem> checkPair(LimitRow row, LimitRow other) {
        if (isOneLimitOfAPool(row, other) && anyIssueType(row.box()).overlaps(anyIssueType(other.box()))) {
            return findDifference(row, other, OF_A_POOL)
                    .map(column -> row.createProblem(
                            column,
                            "Issue types of the pool “" + row.textOf(ActionName.POOL) + "” share one allowance, and "
                                    + describe(other, column) + ".",
                            "Write the same in both rows, or name another pool."));
        }
        boolean bothCount = row.isNamed()
                && other.isNamed()
                && !row.saysTheSameAs(other, ActionName.LIMIT_NAME)
                && row.box().overlaps(other.box());
        return bothCount
                ? findDifference(row, other, OF_ALL_LIMITS)
                        .map(column -> row.createProblem(
                                column,
                                "All limits of an issue type count the same bookings, and " + describe(other, column)
                                        + ".",
                                "Write the same in both rows, or make their conditions exclude each other."))
                        .or(() -> checkSecondFee(row, other))
                : Optional.empty();
    }

    private static Optional<Problem> checkSecondFee(LimitRow row, LimitRow other) {
        return other.findColumn(ActionName.FEE)
                .flatMap(any -> row.findColumn(ActionName.FEE))
                .map(column -> row.createProblem(
                        column,
                        "Use is charged beyond one limit of an issue type, and " + describe(other, column) + ".",
                        "Clear one of the two cells, or make the conditions of the rows exclude each other."));
    }

    private static boolean isOneLimitOfAPool(LimitRow row, LimitRow other) {
        return row.value(ActionName.POOL) != null
                && row.saysTheSameAs(other, ActionName.POOL)
                && row.saysTheSameAs(other, ActionName.LIMIT_NAME);
    }

    /** Returns the column of the first part in which two rows differ; of rows without a name only parts that both state. */
    private static Optional<Column.ActionColumn> findDifference(LimitRow row, LimitRow other, List<ActionName> parts) {
        return parts.stream()
                .filter(action -> !row.saysTheSameAs(other, action))
                .filter(action -> row.isNamed() || row.value(action) != null && other.value(action) != null)
                .findFirst()
                .flatMap(action -> row.findColumn(action)
                        .or(() -> row.findColumn(ActionName.POOL))
                        .or(() -> row.findColumn(ActionName.LIMIT_NAME)));
    }

    private static String describe(LimitRow other, Column.ActionColumn column) {
        return other.findColumn(column.action())
                .map(its -> other.table().cellPlace(other.row(), its) + " says “"
                        + other.table().cellText(other.row(), its) + "”")
                .orElseGet(() -> "row " + other.row().matched().row() + " of “"
                        + other.table().name() + "” says nothing of it");
    }

    private QueryBox anyIssueType(QueryBox box) {
        int issueType = space.indexOf(FactField.ISSUE_TYPE);
        return issueType < 0
                ? box
                : box.withClasses(issueType, space.domainOf(issueType).allClasses());
    }

    private Optional<Problem> checkFee(LimitRow row) {
        Object limit = row.value(ActionName.LIMIT);
        boolean soft = limit == Limit.SOFT || limit == null && !row.isNamed() && isSoftElsewhere(row);
        return soft
                ? Optional.empty()
                : row.findColumn(ActionName.FEE)
                        .map(column -> row.createProblem(
                                column,
                                "A fee is charged for use beyond the limit, and this limit is hard: such use is refused.",
                                "Write soft as its limit, or clear the cell."));
    }

    private Optional<Problem> checkFeeWithCarryOver(LimitRow row) {
        return findCarryOver(row)
                .flatMap(carried -> row.findColumn(ActionName.FEE)
                        .map(column -> row.createProblem(
                                column,
                                "Use beyond a limit is charged by the period, and what is left of this one is carried over"
                                        + " into others: " + carried + ".",
                                "Write none as its carry-over, or clear the cell.")));
    }

    /** Returns what is carried over of a limit that has a row, in words; of one without a name, other rows may say so. */
    private Optional<String> findCarryOver(LimitRow row) {
        boolean says = row.value(ActionName.CARRY_OVER) != null || row.isNamed();
        return (says
                        ? Stream.of(row)
                        : rows.stream()
                                .filter(other -> !other.isNamed() && other.box().overlaps(row.box())))
                .map(each -> each.value(ActionName.CARRY_OVER))
                .filter(CarryOver.class::isInstance)
                .map(CarryOver.class::cast)
                .filter(carryOver -> !carryOver.isNone())
                .map(CarryOver::toString)
                .findFirst();
    }

    private boolean isSoftElsewhere(LimitRow row) {
        return rows.stream()
                .anyMatch(other -> other.value(ActionName.LIMIT) == Limit.SOFT
                        && other.box().overlaps(row.box()));
    }
}
