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

    /** A contract takes some KiB; this much heap is there for each. */
    private static final long HEAP_FOR_A_CONTRACT = 64 << 10;

    private final Cache<String, Contract> remembered = Caffeine.newBuilder()
            .maximumSize(Runtime.getRuntime().maxMemory() / HEAP_FOR_A_CONTRACT)
            .expireAfterAccess(MAX_UNUSED)
            .build();

    private final ContractRepository rows;

    RememberedContracts(ContractRepository rows) {
        this.rows = rows;
    }

    /** Returns the newest versions of these customers' contracts by customer. */
    Map<String, Contract> findNewest(Collection<String> customers) {
        Map<String, Contract> newest = rows.findNewest(customers, remembered.getAllPresent(customers));
        remembered.putAll(newest);
        return newest;
    }
}
