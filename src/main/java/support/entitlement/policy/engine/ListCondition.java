package support.entitlement.policy.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import support.entitlement.table.Column;
import support.entitlement.table.Input;

/**
 * A condition on a list that is not part of the rules, because the row would become too many of them: it is evaluated
 * when the rest of the row matches. Immutable.
 */
final class ListCondition {

    private final Input input;
    private final Set<Object> values;

    ListCondition(Column.ConditionColumn column, List<?> list) {
        this.input = Input.ofCondition(column);
        this.values = list.stream().map(ListCondition::toComparable).collect(Collectors.toUnmodifiableSet());
    }

    private static Object toComparable(Object value) {
        return value instanceof Number number ? number.doubleValue() : value;
    }

    boolean holdsFor(Object fact) {
        Object value = input.valueIn(fact);
        return value != null && values.contains(toComparable(value));
    }
}
