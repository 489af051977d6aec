package support.entitlement.contract;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import support.entitlement.contract.group.ContractCounts;
import support.entitlement.contract.group.ContractGroup.GroupedContracts;
import support.entitlement.database.Database;

/**
 * The stored contracts by what they say, so that those that say the same are evaluated once. PostgreSQL keeps their
 * number; H2 counts a million in seconds. Thread-safe. Limits of time are counted in whole seconds.
 */
public final class ContractGroups {

    /** The divisor of the heap that gives the memory for examples. */
    private static final int PART_OF_HEAP = 100;

    /** A contract takes about so much, and each of its terms as much again. */
    private static final int KILOBYTES = 2;

    private final Cache<UUID, Contract> examples = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP >> 10)
            .<UUID, Contract>weigher((content, example) ->
                    KILOBYTES + KILOBYTES * example.agreement().terms().size())
            .build();
    private final Database database;
    private final ContractCounts counts;
    private final ContractContentIndex contents;
    private final MissingContents missing;

    ContractGroups(Database database, ContractCounts counts, ContractContentIndex contents, MissingContents missing) {
        this.database = database;
        this.counts = counts;
        this.contents = contents;
        this.missing = missing;
    }

    /**
     * Groups the contracts at an instant by what they say, also those that an older replica has stored.
     *
     * @param most the maximal number of groups
     * @return empty if the database needs longer than the limit
     */
    public Optional<GroupedContracts> findGroups(Instant at, int most, Duration limit) {
        long start = System.nanoTime();
        return readWithin(() -> prepareCounts(limit))
                .flatMap(any -> database.readAfterCommits(() ->
                        readWithin(() -> countGroups(at, most, limit.minusNanos(System.nanoTime() - start)))));
    }

    private boolean prepareCounts(Duration limit) {
        if (!database.isPostgres()) {
            missing.addAll(limit);
            return true;
        }
        counts.mergeManyChanges();
        if (counts.countMissing() != 0) {
            missing.addAll(limit);
        }
        return true;
    }

    private GroupedContracts countGroups(Instant at, int most, Duration limit) {
        Optional<GroupedContracts> kept = database.isPostgres() ? counts.findGroups(at, most, limit) : Optional.empty();
        return kept.orElseGet(() -> contents.findGroups(at, most, limit));
    }

    /**
     * Reads the periods, from an instant on, of each customer who has a version with one of some contents.
     *
     * @param beginning contents of versions that begin after the instant; others with these contents do not count
     * @param changing contents of versions that begin at any time
     * @param reader receives the customers in the order of the database; what it throws ends the reading
     * @return false if the database needs longer than the limit
     */
    public boolean readTimelines(
            Instant at,
            Collection<UUID> beginning,
            Collection<UUID> changing,
            Duration limit,
            Consumer<ContractTimeline> reader) {
        return readWithin(() -> database.inSnapshot(() -> {
                    contents.readTimelines(at, beginning, changing, limit, reader);
                    return true;
                }))
                .isPresent();
    }

    private <T> Optional<T> readWithin(Supplier<T> query) {
        return database.accessForLong(() -> {
            try {
                return Optional.of(query.get());
            } catch (QueryTimeoutException e) {
                return Optional.empty();
            }
        });
    }

    /** Returns a contract with each of some contents. What a content says never changes, so that the last ones are kept. */
    public Map<UUID, Contract> findExamples(Collection<UUID> contentIds) {
        Map<UUID, Contract> found = new HashMap<>(examples.getAllPresent(contentIds));
        List<UUID> others =
                contentIds.stream().filter(id -> !found.containsKey(id)).toList();
        if (!others.isEmpty()) {
            Map<UUID, Contract> read =
                    database.readAfterCommits(() -> database.accessForLong(() -> contents.findExamples(others)));
            examples.putAll(read);
            found.putAll(read);
        }
        return found;
    }

    /**
     * Returns the first customer, in the order of the database, whose contract in force at an instant has a content, for each of some
     * contents that has one.
     *
     * @return empty if the database needs longer than the limit
     */
    public Optional<Map<UUID, String>> findFirstCustomers(Collection<UUID> contentIds, Instant at, Duration limit) {
        return database.readAfterCommits(() -> readWithin(() -> contents.findFirstCustomers(contentIds, at, limit)));
    }

    /**
     * Returns the first customers with a content, in the order of the database.
     *
     * @param at the instant at which their contracts are in force
     * @param most the maximal number of customers
     * @return empty if the database needs longer than the limit
     */
    public Optional<List<String>> findCustomersOf(UUID content, Instant at, int most, Duration limit) {
        return database.readAfterCommits(() -> readWithin(() -> contents.findCustomers(content, at, most, limit)));
    }
}
