package support.entitlement.policy.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.policy.engine.RowRule.Condition;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.Input;
import support.entitlement.table.Operator;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.value.SentCell;

/** The rules of a row: one for each combination of the values of its lists, as long as they are not too many. */
final class RowCombinations {

    /** More rules for one row cost more memory than they save time. */
    private static final int MAX_OF_A_ROW = 100;

    private final Table table;
    private final List<Column.ConditionColumn> conditions;
    private final Row row;
    private final Set<Column.ConditionColumn> leftOut;
    private final int count;

    /**
     * Selects the lists that are written into rules, short ones first.
     *
     * @param extraRules how many rules the row may have beyond the first
     */
    RowCombinations(Table table, List<Column.ConditionColumn> conditions, Row row, int extraRules) {
        this.table = table;
        this.conditions = conditions;
        this.row = row;
        List<Column.ConditionColumn> written = new ArrayList<>();
        int rules = 1;
        for (Column.ConditionColumn column : listColumns()) {
            long more = (long) rules * listValues(column).size();
            if (more <= MAX_OF_A_ROW && more - 1 <= extraRules) {
                rules = (int) more;
                written.add(column);
            }
        }
        this.count = rules;
        this.leftOut = conditions.stream()
                .filter(column -> isEvaluated(column) && !written.contains(column))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns true for cells that no comparison of a rule expresses. Rules know no dates. Several calendars may be open at an opening, so that a
     * rule for each element of a list would count twice.
     */
    private boolean isEvaluated(Column.ConditionColumn column) {
        Object cell = table.cellValue(row, column);
        return cell instanceof List<?> || cell instanceof SentCell || cell != null && isNeverWritten(column);
    }

    private static boolean isNeverWritten(Column.ConditionColumn column) {
        return comparesOpening(column) || column.type().isDateOrInstant();
    }

    private static boolean comparesOpening(Column.ConditionColumn column) {
        return column.isField(FactField.OPENED_DURING);
    }

    private List<Column.ConditionColumn> listColumns() {
        return conditions.stream()
                .filter(column -> column.operator() == Operator.IN && !isNeverWritten(column))
                .filter(column -> table.cellValue(row, column) instanceof List<?>)
                .sorted(Comparator.comparingInt(column -> listValues(column).size()))
                .toList();
    }

    private List<?> listValues(Column.ConditionColumn column) {
        return table.cellValue(row, column) instanceof List<?> list ? list : List.of();
    }

    /** Returns the number of rules. */
    int countRules() {
        return count;
    }

    /** Returns the conditions that are not part of the row's rules. */
    List<LeftOutCondition> leftOut() {
        return leftOut.stream().map(this::createCondition).toList();
    }

    private LeftOutCondition createCondition(Column.ConditionColumn column) {
        Object cell = Objects.requireNonNull(table.cellValue(row, column));
        if (cell instanceof List<?> list
                && !comparesOpening(column)
                && !column.type().isFromOpening()) {
            return new ListCondition(column, list);
        }
        Input input = Input.ofCondition(column);
        return fact -> column.holdsFor(input.valueIn(fact), cell);
    }

    /** Returns the conditions of each rule. */
    List<List<Condition>> conditionsByRule() {
        List<List<Condition>> combinations = List.of(List.of());
        for (Column.ConditionColumn column : conditions) {
            Object cell = table.cellValue(row, column);
            if (cell != null && !leftOut.contains(column)) {
                List<Condition> choices = choicesOf(column, cell);
                combinations = combinations.stream()
                        .flatMap(left -> choices.stream()
                                .map(choice -> Stream.concat(left.stream(), Stream.of(choice))
                                        .toList()))
                        .toList();
            }
        }
        return combinations;
    }

    private static List<Condition> choicesOf(Column.ConditionColumn column, Object cell) {
        List<?> values = cell instanceof List<?> list ? list : List.of(cell);
        return values.stream().map(value -> Condition.of(column, value)).toList();
    }
}
