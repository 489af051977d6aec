package support.entitlement.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import support.entitlement.contract.ContractGroup.GroupedContracts;
import support.entitlement.database.Database;

/**
 * The stored contracts by what they say, so that those that say the same are evaluated once. A million contracts take seconds.
 * Thread-safe. Limits of time are counted in whole seconds.
 */
public final class ContractGroups {

    private final Database database;
    private final ContractContentIndex contents;
    private final MissingContents missing;

    ContractGroups(Database database, ContractContentIndex contents, MissingContents missing) {
        this.database = database;
        this.contents = contents;
        this.missing = missing;
    }

    /**
     * Groups the contracts in force at an instant by what they say, also those that an older replica has stored.
     *
     * @param most the maximal number of groups
     * @return empty if the database needs longer than the limit
     */
    public Optional<GroupedContracts> findInForce(Instant at, int most, Duration limit) {
        long start = System.nanoTime();
        return readWithin(() -> {
                    missing.addAll(limit);
                    return true;
                })
                .flatMap(any -> database.readAfterCommits(() ->
                        readWithin(() -> contents.findGroups(at, most, limit.minusNanos(System.nanoTime() - start)))));
    }

    /**
     * Groups the versions of contracts that begin after an instant by what they say.
     *
     * @param most the maximal number of groups
     * @return empty if the database needs longer than the limit
     */
    public Optional<GroupedContracts> findUpcoming(Instant at, int most, Duration limit) {
        return database.readAfterCommits(() -> readWithin(() -> contents.findUpcomingGroups(at, most, limit)));
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

    /** Returns a contract of each of some groups, by their content. */
    public Map<UUID, Contract> findExamples(List<ContractGroup> groups) {
        return database.readAfterCommits(() -> database.accessForLong(() -> contents.findExamples(groups)));
    }

    /**
     * Returns the first customers of a group, in the order of the database.
     *
     * @param at the instant at which the group was in force
     * @param most the maximal number of customers
     */
    public List<String> findCustomersOf(ContractGroup group, Instant at, int most) {
        return database.readAfterCommits(
                () -> database.accessForLong(() -> contents.findCustomers(group.content(), at, most)));
    }
}
