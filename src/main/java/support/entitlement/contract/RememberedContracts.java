package support.entitlement.contract;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import support.entitlement.contract.lease.ContractMemory;
import support.entitlement.contract.lease.ContractOrigin;
import support.entitlement.contract.lease.MemoryLease;

/**
 * Remembers the contracts of customers who were asked for lately. While there is a lease, they are answered from memory. Otherwise each
 * look-up asks the database for the newest version; its content is sent and read only if that version is not remembered. Either way, no
 * answer is older than what a writer was told on any replica. A remembered version is the same object each time, so that what follows from
 * it can be remembered by its identity. Thread-safe.
 */
final class RememberedContracts implements ContractMemory {

    private static final Duration MAX_UNUSED = Duration.ofMinutes(2);

    private static final int PART_OF_HEAP = 20;

    private final Cache<String, Contract> remembered = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP >> 10)
            .weigher((String customer, Contract contract) -> contract.kilobytes())
            .expireAfterAccess(MAX_UNUSED)
            .build();

    private final Map<ContractOrigin, LongAdder> counts = new EnumMap<>(ContractOrigin.class);
    private final ContractRepository rows;
    private final MemoryLease lease;

    /** Counts what was forgotten: a contract that was read before may be older, and is not remembered. */
    private volatile long forgotten;

    RememberedContracts(ContractRepository rows, MemoryLease lease) {
        this.rows = rows;
        this.lease = lease;
        for (ContractOrigin source : ContractOrigin.values()) {
            counts.put(source, new LongAdder());
        }
    }

    /** Returns the newest version of a customer's contract if it is remembered and there is a lease. */
    Optional<Contract> findLeased(String customer) {
        Optional<Contract> leased =
                lease.isValid() ? Optional.ofNullable(remembered.getIfPresent(customer)) : Optional.empty();
        leased.ifPresent(contract -> count(ContractOrigin.MEMORY, 1));
        return leased;
    }

    /** Returns the newest versions of these customers' contracts by customer. */
    Map<String, Contract> findNewest(Collection<String> customers) {
        long begin = forgotten;
        Map<String, Contract> known = remembered.getAllPresent(customers);
        Map<String, Contract> newest = rows.findNewest(customers, known);
        rememberUnlessForgotten(newest, known, begin);
        long confirmed = newest.entrySet().stream()
                .filter(found -> found.getValue() == known.get(found.getKey()))
                .count();
        count(ContractOrigin.CONFIRMED, confirmed);
        count(ContractOrigin.DATABASE, newest.size() - confirmed);
        return newest;
    }

    private void count(ContractOrigin source, long number) {
        counts.get(source).add(number);
    }

    private synchronized void rememberUnlessForgotten(
            Map<String, Contract> newest, Map<String, Contract> known, long begin) {
        if (forgotten == begin) {
            newest.forEach((customer, contract) -> {
                if (contract != known.get(customer)) {
                    remembered.put(customer, contract);
                }
            });
        }
    }

    /** Returns how many look-ups were answered in this way. */
    long count(ContractOrigin source) {
        return counts.get(source).sum();
    }

    @Override
    public synchronized void forgetContracts(Collection<String> customers) {
        forgotten++;
        remembered.invalidateAll(customers);
    }

    @Override
    public synchronized void forgetAll() {
        forgotten++;
        remembered.invalidateAll();
    }
}
