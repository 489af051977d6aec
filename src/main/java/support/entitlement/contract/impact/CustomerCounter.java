package support.entitlement.contract.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.group.ContractGroup;

/** Counts the customers by the effect that a change has on them, now and later. Not thread-safe. */
final class CustomerCounter {

    private final EffectTally now = new EffectTally();
    private final EffectTally later = new EffectTally();

    private final List<UUID> changed = new ArrayList<>();
    private List<String> firstNow = List.of();
    private final FirstCustomers firstLater = new FirstCustomers();
    private @Nullable Instant laterFrom;

    void addGroup(ContractGroup group, AnswerEffect effect) {
        if (group.customers() > 0 && effect.changed()) {
            now.add(group.customers(), effect);
            changed.add(group.content());
        }
    }

    /** Reads which customers are the first on whom the change has an effect. */
    void readFirst(GroupReader reader) {
        firstNow = changed.isEmpty() ? List.of() : reader.readFirstCustomers(changed);
    }

    /**
     * Adds customers on whom the change has an effect only later.
     *
     * @param from the first instant of it
     * @param names the first of them; none if they are not to be listed
     */
    void addLater(long customers, AnswerEffect effect, Instant from, Collection<String> names) {
        later.add(customers, effect);
        laterFrom = laterFrom == null || from.isBefore(laterFrom) ? from : laterFrom;
        firstLater.addAll(names);
    }

    /** Returns the numbers. */
    CustomerCount toCount() {
        return new CustomerCount(
                now.changed(),
                now.better(),
                now.worse(),
                now.otherwise(),
                firstNow,
                new LaterCustomers(
                        later.changed(),
                        later.better(),
                        later.worse(),
                        later.otherwise(),
                        laterFrom,
                        firstLater.list()));
    }
}
