package support.entitlement.contract.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.ContractGroup;

/** Counts the customers by the effect that a change has on them, now and later. Not thread-safe. */
final class CustomerCounter {

    private static final Comparator<ContractGroup> BY_FIRST = Comparator.comparing(ContractGroup::firstCustomer);

    private final EffectTally now = new EffectTally();
    private final EffectTally later = new EffectTally();

    /** The groups with the first customers. No other group has one of the first customers of all. */
    private final List<ContractGroup> first = new ArrayList<>();

    private final FirstCustomers firstLater = new FirstCustomers();
    private @Nullable Instant laterFrom;

    void addGroup(ContractGroup group, AnswerEffect effect) {
        now.add(group.customers(), effect);
        if (effect.changed()) {
            first.add(group);
            first.sort(BY_FIRST);
            if (first.size() > FirstCustomers.MAX_LISTED) {
                first.remove(FirstCustomers.MAX_LISTED);
            }
        }
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

    /**
     * Returns the numbers.
     *
     * @param customersOf finds the first customers of a group
     */
    CustomerCount toCount(Function<ContractGroup, List<String>> customersOf) {
        return new CustomerCount(
                now.changed(),
                now.better(),
                now.worse(),
                now.otherwise(),
                first.stream()
                        .flatMap(group -> customersOf.apply(group).stream())
                        .sorted()
                        .limit(FirstCustomers.MAX_LISTED)
                        .toList(),
                new LaterCustomers(
                        later.changed(),
                        later.better(),
                        later.worse(),
                        later.otherwise(),
                        laterFrom,
                        firstLater.list()));
    }
}
