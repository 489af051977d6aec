package support.entitlement.table.space;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.Operator;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;

/**
 * The values of a field that some rows admit. Values that rows name are looked up by hashing, so that a check for as
 * many values as there are rows stays quick.
 */
public final class AdmittedValues {

    /** The cost of visiting a row that does not name its values, in steps of the budget. */
    private static final int STEPS_A_ROW = 20;

    private final Set<Object> named = new HashSet<>();
    private final List<FieldConditions> others = new ArrayList<>();
    private boolean all;

    /** The conditions of a row on the field that do not name single values. */
    private record FieldConditions(Table table, Row row, List<Column.ConditionColumn> conditions) {

        boolean admitsValue(Object value) {
            return conditions.stream()
                    .allMatch(column -> column.holdsFor(value, Objects.requireNonNull(table.cellValue(row, column))));
        }
    }

    /** Adds the values that a row admits. */
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
     * Returns true if one of the rows admits a value.
     *
     * @throws Budget.Exhausted if the budget does not suffice
     */
    public boolean containsValue(Object value, Budget budget) {
        if (all || named.contains(value)) {
            return true;
        }
        budget.takeSteps(1 + (long) STEPS_A_ROW * others.size());
        return others.stream().anyMatch(other -> other.admitsValue(value));
    }
}
