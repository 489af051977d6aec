package support.entitlement.contract.impact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import support.entitlement.contract.ContractGroup;

/** Counts the customers of groups by the effect that a change has on them. Not thread-safe. */
final class CustomerCounter {

    /** The number of customers that are listed. */
    static final int MAX_LISTED = 10;

    private static final Comparator<ContractGroup> BY_FIRST = Comparator.comparing(ContractGroup::firstCustomer);

    private long changed;
    private long better;
    private long worse;
    private long otherwise;
    /** The groups with the first customers. No other group has one of the first customers of all. */
    private final List<ContractGroup> first = new ArrayList<>();

    void addGroup(ContractGroup group, AnswerEffect effect) {
        if (effect.changed()) {
            changed += group.customers();
            better += effect.better() ? group.customers() : 0;
            worse += effect.worse() ? group.customers() : 0;
            otherwise += effect.better() || effect.worse() ? 0 : group.customers();
            first.add(group);
            first.sort(BY_FIRST);
            if (first.size() > MAX_LISTED) {
                first.remove(MAX_LISTED);
            }
        }
    }

    /**
     * Returns the numbers.
     *
     * @param customersOf finds the first customers of a group
     */
    CustomerCount toCount(Function<ContractGroup, List<String>> customersOf) {
        return new CustomerCount(
                changed,
                better,
                worse,
                otherwise,
                first.stream()
                        .flatMap(group -> customersOf.apply(group).stream())
                        .sorted()
                        .limit(MAX_LISTED)
                        .toList());
    }
}
