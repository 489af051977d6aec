package support.entitlement.policy.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Channel;
import support.entitlement.decision.Coverage;
import support.entitlement.decision.Query;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
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
        Object value = valueIn(fact);
        return value != null && values.contains(toComparable(value));
    }

    private @Nullable Object valueIn(Object fact) {
        if (fact instanceof Channel channel) {
            return channel.name();
        }
        if (fact instanceof Coverage coverage) {
            return input.isField(FactField.SUPPORT_LEVEL)
                    ? coverage.supportLevel()
                    : input.isField(FactField.SLA_CATEGORY) ? coverage.slaCategory() : input.valueIn(coverage.query());
        }
        return input.valueIn((Query) fact);
    }
}
