package support.entitlement.contract;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * Remembers the contracts of customers who were asked for lately. Each look-up asks the database for the newest version, so that no
 * answer is older than what a writer was told on any replica; its content is sent and read only if that version is not remembered. A
 * remembered version is the same object each time, so that what follows from it can be remembered by its identity. Thread-safe.
 */
final class RememberedContracts {

    private static final Duration MAX_UNUSED = Duration.ofMinutes(2);

    private static final int PART_OF_HEAP = 20;

    private final Cache<String, Contract> remembered = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP >> 10)
            .weigher((String customer, Contract contract) -> contract.kilobytes())
            .expireAfterAccess(MAX_UNUSED)
            .build();

    private final ContractRepository rows;

    RememberedContracts(ContractRepository rows) {
        this.rows = rows;
    }

    /** Returns the newest versions of these customers' contracts by customer. */
    Map<String, Contract> findNewest(Collection<String> customers) {
        Map<String, Contract> known = remembered.getAllPresent(customers);
        Map<String, Contract> newest = rows.findNewest(customers, known);
        newest.forEach((customer, contract) -> {
            if (contract != known.get(customer)) {
                remembered.put(customer, contract);
            }
        });
        return newest;
    }
}
