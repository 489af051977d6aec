package support.entitlement.contract.impact;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import support.entitlement.contract.Contract;
import support.entitlement.contract.ContractGroups;
import support.entitlement.contract.ContractTimeline;
import support.entitlement.contract.group.ContractGroup.GroupedContracts;

/** Reads contracts from the store within one limit of time; the first customers of a group only once. Not thread-safe. */
final class StoredGroups implements GroupReader {

    /** More could not be evaluated within the limits of time, and would fill the memory. */
    private static final int MAX_GROUPS = 100_000;

    private final ContractGroups contracts;
    private final Instant at;
    private final boolean named;
    private final Duration limit;
    private final long start = System.nanoTime();
    private final Map<UUID, String> first = new HashMap<>();
    private final Map<UUID, List<String>> known = new HashMap<>();

    StoredGroups(ContractGroups contracts, Instant at, boolean named, Duration limit) {
        this.contracts = contracts;
        this.at = at;
        this.named = named;
        this.limit = limit;
    }

    @Override
    public GroupedContracts readGroups() {
        return withinLimit(contracts.findGroups(at, MAX_GROUPS, limit));
    }

    @Override
    public Map<UUID, Contract> readExamples(Collection<UUID> contents) {
        return contracts.findExamples(contents);
    }

    @Override
    public void readTimelines(Set<UUID> beginning, Set<UUID> changing, Consumer<ContractTimeline> customer) {
        if (!contracts.readTimelines(at, beginning, changing, remainingTime(), customer)) {
            throw tooSlow();
        }
    }

    private <T> T withinLimit(Optional<T> read) {
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
    public List<String> readFirstCustomers(Collection<UUID> contents) {
        if (!named) {
            return List.of();
        }
        Set<UUID> unknown = new HashSet<>(contents);
        unknown.removeAll(first.keySet());
        if (!unknown.isEmpty()) {
            first.putAll(withinLimit(contracts.findFirstCustomers(unknown, at, remainingTime())));
        }
        return contents.stream()
                .filter(first::containsKey)
                .sorted(Comparator.comparing(first::get))
                .limit(FirstCustomers.MAX_LISTED) // No other content has one of the first customers.
                .flatMap(content -> readCustomers(content).stream())
                .sorted()
                .limit(FirstCustomers.MAX_LISTED)
                .toList();
    }

    private List<String> readCustomers(UUID content) {
        return known.computeIfAbsent(
                content,
                any -> withinLimit(contracts.findCustomersOf(content, at, FirstCustomers.MAX_LISTED, remainingTime())));
    }
}
