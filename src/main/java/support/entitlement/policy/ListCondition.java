package support.entitlement.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Channel;
import support.entitlement.decision.Coverage;
import support.entitlement.decision.Query;
import support.entitlement.table.Column;
import support.entitlement.table.Input;

/**
 * A condition on a list that is not written into rules, because the row would be too many of them: whether it holds is looked up
 * when the rest of the row matches. Immutable.
 */
final class ListCondition {

    private final Input input;
    private final Set<Object> values;

    ListCondition(Column.Condition column, List<?> list) {
        this.input = Input.of(column);
        this.values = list.stream().map(ListCondition::comparable).collect(Collectors.toUnmodifiableSet());
    }

    private static Object comparable(Object value) {
        return value instanceof Number number ? number.doubleValue() : value;
    }

    boolean holds(Object fact) {
        Object value = valueIn(fact);
        return value != null && values.contains(comparable(value));
    }

    private @Nullable Object valueIn(Object fact) {
        if (fact instanceof Channel channel) {
            return channel.name();
        }
        if (fact instanceof Coverage coverage) {
            return input.isField("supportLevel")
                    ? coverage.supportLevel()
                    : input.isField("slaCategory") ? coverage.slaCategory() : input.in(coverage.query());
        }
        return input.in((Query) fact);
    }
}
