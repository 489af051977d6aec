package support.entitlement.policy.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import support.entitlement.table.Column;
import support.entitlement.table.Input;
import support.entitlement.table.Operator;

/**
 * A condition on a list that is not part of the rules: the row would become too many of them, or the values of the list
 * are those that are excluded. Immutable.
 */
final class ListCondition implements LeftOutCondition {

    private final Input input;
    private final Set<Object> values;
    private final boolean excludes;

    ListCondition(Column.ConditionColumn column, List<?> list) {
        this.input = Input.ofCondition(column);
        this.values = list.stream().map(ListCondition::toComparable).collect(Collectors.toUnmodifiableSet());
        this.excludes = column.operator() == Operator.NOT_IN;
    }

    private static Object toComparable(Object value) {
        return value instanceof Number number ? number.doubleValue() : value;
    }

    @Override
    public boolean holdsFor(Object fact) {
        Object value = input.valueIn(fact);
        boolean contained = value != null && values.contains(toComparable(value));
        return contained != excludes;
    }
}
