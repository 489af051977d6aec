package support.entitlement.table.space;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.FactField;
import support.entitlement.table.Column;
import support.entitlement.table.Operator;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;

/**
 * The values of a field that some rows leave room for. Rows that name values are looked up, so that as many values as there are
 * rows can be asked for.
 */
public final class AdmittedValues {

    /** What it costs to look at a row that does not name its values. */
    private static final int STEPS_A_ROW = 20;

    private final Set<Object> named = new HashSet<>();
    private final List<FieldConditions> others = new ArrayList<>();
    private boolean all;

    /** The conditions of a row on the field that do not name a value each. */
    private record FieldConditions(Table table, Row row, List<Column.ConditionColumn> conditions) {

        boolean admitsValue(Object value) {
            return conditions.stream()
                    .allMatch(column -> column.holdsFor(value, Objects.requireNonNull(table.cellValue(row, column))));
        }
    }

    /** Adds the values that a row leaves room for. */
    public void addRow(Table table, Row row, FactField field) {
        List<Column.ConditionColumn> conditions = table.conditions().stream()
                .filter(column -> column.isField(field) && table.cellValue(row, column) != null)
                .toList();
        Operator only = conditions.size() == 1 ? conditions.get(0).operator() : null;
        @Nullable Object value = only == null ? null : table.cellValue(row, conditions.get(0));
        if (conditions.isEmpty()) {
            all = true;
        } else if (only == Operator.EQUAL && value instanceof String) {
            named.add(value);
        } else if (only == Operator.IN && value instanceof List<?> list) {
            named.addAll(list);
        } else {
            others.add(new FieldConditions(table, row, conditions));
        }
    }

    /**
     * Returns whether one of the rows leaves room for a value.
     *
     * @throws Budget.Exhausted if that would be too much work to find out
     */
    public boolean containsValue(Object value, Budget budget) {
        if (all || named.contains(value)) {
            return true;
        }
        budget.takeSteps(1 + (long) STEPS_A_ROW * others.size());
        return others.stream().anyMatch(rule -> rule.admitsValue(value));
    }
}
