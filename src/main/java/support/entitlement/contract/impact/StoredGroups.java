package support.entitlement.contract.impact;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import support.entitlement.contract.Contract;
import support.entitlement.contract.ContractGroup;
import support.entitlement.contract.ContractGroup.GroupedContracts;
import support.entitlement.contract.ContractGroups;
import support.entitlement.contract.ContractTimeline;

/** Reads contracts from the store within one limit of time; the first customers of a group only once. Not thread-safe. */
final class StoredGroups implements GroupReader {

    /** More could not be evaluated within the limits of time, and would fill the memory. */
    private static final int MAX_GROUPS = 100_000;

    private final ContractGroups contracts;
    private final Instant at;
    private final boolean named;
    private final Duration limit;
    private final long start = System.nanoTime();
    private final Map<UUID, List<String>> known = new HashMap<>();

    StoredGroups(ContractGroups contracts, Instant at, boolean named, Duration limit) {
        this.contracts = contracts;
        this.at = at;
        this.named = named;
        this.limit = limit;
    }

    @Override
    public GroupedContracts readGroups() {
        return withinLimit(contracts.findInForce(at, MAX_GROUPS, limit));
    }

    @Override
    public GroupedContracts readUpcoming() {
        return withinLimit(contracts.findUpcoming(at, MAX_GROUPS, remainingTime()));
    }

    @Override
    public Map<UUID, Contract> readExamples(List<ContractGroup> groups) {
        return contracts.findExamples(groups);
    }

    @Override
    public void readTimelines(Set<UUID> beginning, Set<UUID> changing, Consumer<ContractTimeline> customer) {
        if (!contracts.readTimelines(at, beginning, changing, remainingTime(), customer)) {
            throw tooSlow();
        }
    }

    private GroupedContracts withinLimit(Optional<GroupedContracts> read) {
        return read.orElseThrow(this::tooSlow);
    }

    private TooSlowException tooSlow() {
        return new TooSlowException("The contracts were not read within " + limit.toMillis() + " ms.");
    }

    private Duration remainingTime() {
        return limit.minusNanos(System.nanoTime() - start);
    }

    @Override
    public boolean listsCustomers() {
        return named;
    }

    @Override
    public List<String> readCustomers(ContractGroup group) {
        return named
                ? known.computeIfAbsent(
                        group.content(), any -> contracts.findCustomersOf(group, at, FirstCustomers.MAX_LISTED))
                : List.of();
    }
}
