package support.entitlement.table.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.CellType;
import support.entitlement.table.Column.ConditionColumn;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.value.OpeningOffset;
import support.entitlement.table.value.OpeningRange;

/**
 * Checks that each attribute is compared with times that have one order for all queries: fixed dates, fixed instants, dates in one
 * zone relative to the opening, or instants relative to it.
 */
final class DateChecks {

    private final ProblemList problems = new ProblemList();
    private final Budget budget;

    private DateChecks(Budget budget) {
        this.budget = budget;
    }

    /** A column that compares an attribute. */
    private record TimeColumn(Table table, ConditionColumn column) {

        Place firstCell() {
            Row first = table.rows().stream()
                    .filter(row -> table.cellValue(row, column) != null)
                    .findFirst()
                    .orElseGet(() -> table.rows().get(0));
            return table.cellPlace(first, column);
        }

        /** Returns the things that its cells hold, in words. */
        String contentInWords() {
            return switch (column.type()) {
                case DATE -> "dates";
                case INSTANT -> "instants";
                case DATE_FROM_OPENING -> "days from the opening";
                default -> "hours from the opening";
            };
        }
    }

    /** The first cell with an offset from the opening. */
    private record OffsetCell(Table table, ConditionColumn column, Row row) {

        Place place() {
            return table.cellPlace(row, column);
        }
    }

    /** Checks tables, which must be all that queries match, within a budget. */
    static List<Problem> checkTables(List<Table> tables, Budget budget) {
        Map<String, List<TimeColumn>> columns = new LinkedHashMap<>();
        for (Table table : tables) {
            table.conditions().stream()
                    .filter(column -> column.attribute() && column.type().isDateOrInstant())
                    .filter(column -> !table.rows().isEmpty())
                    .forEach(column -> columns.computeIfAbsent(
                                    Input.ofCondition(column).name(), attribute -> new ArrayList<>())
                            .add(new TimeColumn(table, column)));
        }
        DateChecks checks = new DateChecks(budget);
        columns.forEach(checks::checkAttribute);
        return checks.problems.all();
    }

    private void checkAttribute(String attribute, List<TimeColumn> columns) {
        TimeColumn first = columns.get(0);
        for (TimeColumn other : columns) {
            CellType type = other.column().type();
            if (type != first.column().type()) {
                problems.add(Problem.error(
                        TableProblemCode.MIXED_DATES,
                        other.firstCell(),
                        attribute,
                        "“" + attribute + "” is compared with " + other.contentInWords() + " here, and with "
                                + first.contentInWords() + " in " + first.firstCell() + ".",
                        remedyFor(first.column().type(), type)));
            } else if (!Objects.equals(first.column().zone(), other.column().zone())) {
                problems.add(Problem.error(
                        TableProblemCode.TWO_ZONES,
                        other.firstCell(),
                        String.valueOf(other.column().zone()),
                        "“" + attribute + "” is compared with the date of the opening in "
                                + other.column().zone() + " here, and in "
                                + first.column().zone() + " for " + first.firstCell() + ".",
                        "Write the same zone in each header."));
            }
        }
        if (columns.stream().allMatch(column -> column.column().type() == CellType.DATE_FROM_OPENING)) {
            try {
                checkOrder(columns);
            } catch (Budget.Exhausted e) {
                problems.add(budget.openQuestionProblem(
                        first.table().sheet(),
                        "“" + attribute + "” is compared with too many days from the opening to determine their order.",
                        "Compare it with fewer of them, or count all in months or all in days."));
            }
        }
    }

    private static String remedyFor(CellType first, CellType other) {
        return first.isFromOpening() && other.isFromOpening()
                ? "Count hours everywhere, such as 72 hours for 3 days, or days everywhere."
                : first.isFromOpening() || other.isFromOpening()
                        ? "Compare it with fixed times only, or with times from the opening only; let callers send it under"
                                + " a second name for the other."
                        : "Compare it with dates only, or with instants only; give the other fact a name of its own.";
    }

    /** Refuses offsets in months and in days whose order, or distance of a day, depends on the opening. */
    private void checkOrder(List<TimeColumn> columns) {
        TreeMap<OpeningOffset, OffsetCell> cells = new TreeMap<>();
        for (TimeColumn each : columns) {
            Table table = each.table();
            for (Row row : table.rows()) {
                rangesIn(table.cellValue(row, each.column()))
                        .flatMap(OpeningRange::bounds)
                        .forEach(offset -> cells.putIfAbsent(offset, new OffsetCell(table, each.column(), row)));
            }
        }
        for (OpeningOffset offset : cells.keySet()) {
            OpeningOffset next = cells.higherKey(offset);
            budget.takeSteps(OpeningOffset.STEPS_TO_COMPARE);
            if (next != null && offset.isNearTo(next)) {
                OffsetCell one = Objects.requireNonNull(cells.get(offset));
                OffsetCell other = Objects.requireNonNull(cells.get(next));
                problems.add(Problem.error(
                        TableProblemCode.MIXED_DATES,
                        other.place(),
                        other.table().cellText(other.row(), other.column()),
                        "“" + offset + "” in " + one.place() + " and “" + next
                                + "” follow each other, coincide or change places, depending on the length of the months.",
                        "Count both in months, or both in days."));
            }
        }
    }

    private static Stream<OpeningRange> rangesIn(@Nullable Object cell) {
        Stream<?> values = cell instanceof List<?> list ? list.stream() : Stream.ofNullable(cell);
        return values.filter(OpeningRange.class::isInstance).map(OpeningRange.class::cast);
    }
}
