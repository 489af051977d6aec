package support.entitlement.contract.impact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.background.BackgroundTasks;
import support.entitlement.background.TaskResult;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.change.impact.SearchBudget;
import support.entitlement.contract.Contracts;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Policy;

/**
 * Counts the customers under contract whose answers a change of the tables changes. The count takes seconds for a million contracts, runs on
 * a thread of its own, and ends at a time limit. Thread-safe.
 */
@Component
public class CustomerImpacts {

    private static final String TASK = "customers";

    /** A count ends at its own limit; this is the further time for one that does not. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Contracts contracts;
    private final BackgroundTasks tasks;
    private final Clock clock;

    CustomerImpacts(Contracts contracts, BackgroundTasks tasks, Clock clock) {
        this.contracts = contracts;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * A change whose customers are counted.
     *
     * @param impact the answers without a contract that change
     * @param from the instant from which the change would be in force; null, or an instant that has passed, for now
     * @param until the instant from which a scheduled release decides instead; null if there is none
     */
    public record CountedChange(
            Policy before,
            Policy after,
            PolicyImpact impact,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /**
     * Counts the customers of contracts that are in force when the change comes into force, and those of whom it changes an answer later.
     *
     * @param named whether the first customers are listed
     * @param limit the time after which the count ends, and says so
     * @param hasLeft returns true once no caller waits for it; asked now and then, by the thread that waits
     */
    public TaskResult<CustomerImpact> countCustomers(
            CountedChange change, boolean named, Duration limit, BooleanSupplier hasLeft) {
        AtomicBoolean left = new AtomicBoolean();
        SearchBudget budget = new SearchBudget(Long.MAX_VALUE, Integer.MAX_VALUE, limit, left::get);
        TaskResult<TaskResult<CustomerImpact>> counting = tasks.runTask(
                TASK,
                limit.plus(GRACE),
                () -> countCustomers(change, named, limit, budget),
                () -> left.set(hasLeft.getAsBoolean()));
        TaskResult<CustomerImpact> counted = counting.value();
        return counted == null ? new TaskResult<>(null, counting.failure()) : counted;
    }

    private TaskResult<CustomerImpact> countCustomers(
            CountedChange change, boolean named, Duration limit, SearchBudget budget) {
        Instant at = startOf(change);
        StoredGroups groups = new StoredGroups(contracts.groups(), at, named, limit);
        try {
            return new TaskResult<>(new CustomerImpactSearch(change, at, budget, groups).countCustomers(), null);
        } catch (DatabaseUnavailableException e) {
            return new TaskResult<>(null, e.getMessage());
        }
    }

    private Instant startOf(CountedChange change) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return change.from() == null || change.from().isBefore(now) ? now : change.from();
    }
}
