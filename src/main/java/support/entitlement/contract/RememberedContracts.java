package support.entitlement.contract;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.contract.lease.ContractMemory;
import support.entitlement.contract.lease.ContractOrigin;
import support.entitlement.contract.lease.MemoryLease;
import support.entitlement.contract.lease.RunningReads;
import support.entitlement.contract.lease.RunningReads.Read;
import support.entitlement.contract.lease.SharedValues;

/**
 * Remembers contracts: all of them, if they fit, which are read page by page while there is a lease, and otherwise those of customers who are
 * asked for most. While there is a lease, they are answered from memory. Otherwise each look-up asks the database for the newest version;
 * its content is sent and read only if that version is not remembered. Either way, no answer is older than what a writer was told on any
 * replica. That a customer has no contract is never remembered. Thread-safe.
 */
final class RememberedContracts implements ContractMemory {

    static final int PAGE_SIZE = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(RememberedContracts.class);

    /** As measured with all that it takes in this memory, without what equal contracts share. */
    private static final int BYTES_OF_A_CONTRACT = 200;

    private static final int BYTES_OF_A_NAME = 150;
    private static final int PART_THAT_IS_SHARED = 4;

    /** A page costs about as much as this part of its contracts, if these are read one by one. */
    private static final int CONTRACTS_PER_LOOKUP = 10;

    private final Map<ContractOrigin, LongAdder> counts = new EnumMap<>(ContractOrigin.class);
    private final RunningReads reads = new RunningReads();

    /** Another one takes its place when all is forgotten, which would take a second for a million contracts one by one. */
    private volatile Cache<String, Contract> remembered;

    private final SharedValues shared;
    private final long maxBytes;
    private final ContractRepository rows;
    private final MemoryLease lease;
    private final int pageSize;
    private PreloadState preload = PreloadState.RUNNING;
    private @Nullable String position;
    private long lookupsBefore;

    /**
     * Creates an empty memory.
     *
     * @param maxBytes about how much memory it may take
     * @param pageSize how many contracts are read ahead at a time
     */
    RememberedContracts(ContractRepository rows, MemoryLease lease, long maxBytes, int pageSize) {
        this.rows = rows;
        this.lease = lease;
        this.pageSize = pageSize;
        this.maxBytes = maxBytes - maxBytes / PART_THAT_IS_SHARED;
        this.shared = new SharedValues(maxBytes / PART_THAT_IS_SHARED);
        this.remembered = createCache();
        for (ContractOrigin source : ContractOrigin.values()) {
            counts.put(source, new LongAdder());
        }
    }

    /** How far contracts are read ahead. */
    private enum PreloadState {
        RUNNING,
        COMPLETE,
        FULL
    }

    private Cache<String, Contract> createCache() {
        return Caffeine.newBuilder()
                // The work after a look-up takes less time than the wake-up of another thread.
                .executor(Runnable::run)
                .maximumWeight(maxBytes)
                .weigher(this::countBytes)
                .build();
    }

    private int countBytes(String customer, Contract contract) {
        List<Term> terms = contract.agreement().terms();
        int ofTerms = terms.isEmpty() || shared.isShared(terms) ? 0 : Term.countBytes(terms);
        return BYTES_OF_A_CONTRACT + 2 * customer.length() + ofTerms;
    }

    /** Returns the newest version of a customer's contract if it is remembered and there is a lease. */
    Optional<Contract> findLeased(String customer) {
        Contract leased = lease.isValid() ? remembered.getIfPresent(customer) : null;
        if (leased == null) {
            return Optional.empty();
        }
        count(ContractOrigin.MEMORY, 1);
        return Optional.of(leased);
    }

    /** Returns the newest versions of these customers' contracts by customer. */
    Map<String, Contract> findNewest(Collection<String> customers) {
        try (Read read = reads.begin()) {
            Map<String, Contract> known = remembered.getAllPresent(customers);
            Map<String, Contract> newest = rows.findNewest(customers, known);
            List<Contract> unknown = newest.values().stream()
                    .filter(contract -> contract != known.get(contract.customer()))
                    .map(this::shareContent)
                    .toList();
            unknown.forEach(contract -> newest.put(contract.customer(), contract));
            synchronized (this) {
                selectCurrent(unknown, read).forEach(contract -> remembered.put(contract.customer(), contract));
            }
            count(ContractOrigin.CONFIRMED, newest.size() - unknown.size());
            count(ContractOrigin.DATABASE, unknown.size());
            return newest;
        }
    }

    private void count(ContractOrigin source, long number) {
        counts.get(source).add(number);
    }

    @Override
    public long countFound(ContractOrigin source) {
        return counts.get(source).sum();
    }

    private static Stream<Contract> selectCurrent(List<Contract> found, Read read) {
        return found.stream().filter(contract -> read.isCurrent(contract.customer()));
    }

    private Contract shareContent(Contract contract) {
        Agreement agreement = contract.agreement();
        return new Contract(
                contract.customer(),
                contract.version(),
                contract.stored(),
                shareName(contract.author()),
                contract.ended(),
                new Agreement(
                        shareName(agreement.plan()),
                        shareName(agreement.zone()),
                        shareName(agreement.validFrom()),
                        agreement.validUntil() == null ? null : shareName(agreement.validUntil()),
                        shareTerms(agreement.terms())));
    }

    private List<Term> shareTerms(List<Term> terms) {
        List<Term> equal = shared.share(terms, BYTES_OF_A_NAME + Term.countBytes(terms));
        return Term.areAnsweredAlike(equal, terms) ? equal : terms;
    }

    private <T> T shareName(T name) {
        return shared.share(name, BYTES_OF_A_NAME);
    }

    /**
     * Reads the next contracts ahead. Once all are read, it begins anew when so many others had to be looked up, as after an import, that
     * this costs as much.
     *
     * @return false if there are no others for now
     */
    boolean readAhead() {
        if (!hasMore()) {
            return false;
        }
        try (Read read = reads.begin()) {
            List<Contract> page = new ArrayList<>();
            String last = rows.readNewest(
                    startOf(read),
                    pageSize,
                    customer -> !remembered.asMap().containsKey(customer),
                    contract -> page.add(shareContent(contract)));
            rememberPage(page, last, read);
            return true;
        }
    }

    private synchronized boolean hasMore() {
        if (preload == PreloadState.COMPLETE
                && countFound(ContractOrigin.DATABASE) - lookupsBefore
                        > Math.max(pageSize, remembered.estimatedSize() / CONTRACTS_PER_LOOKUP)) {
            preload = PreloadState.RUNNING;
        }
        if (preload == PreloadState.RUNNING && bytesOfContracts() + (long) pageSize * BYTES_OF_A_CONTRACT > maxBytes) {
            preload = PreloadState.FULL;
            if (maxBytes > 0) {
                LOG.warn(
                        "{} contracts fill the memory that entitlement.contracts.heap-percent allows. Others are read from the database.",
                        remembered.estimatedSize());
            }
        }
        return preload == PreloadState.RUNNING;
    }

    private synchronized @Nullable String startOf(Read read) {
        return read.isAllForgotten() ? null : position;
    }

    private synchronized void rememberPage(List<Contract> page, @Nullable String last, Read read) {
        selectCurrent(page, read).forEach(contract -> remembered.asMap().putIfAbsent(contract.customer(), contract));
        if (!read.isAllForgotten()) {
            position = last;
            preload = last == null ? PreloadState.COMPLETE : PreloadState.RUNNING;
            lookupsBefore = countFound(ContractOrigin.DATABASE);
        }
    }

    private long bytesOfContracts() {
        return remembered.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    @Override
    public long size() {
        return remembered.estimatedSize();
    }

    @Override
    public long bytes() {
        return bytesOfContracts() + shared.bytes();
    }

    @Override
    public boolean isPreloaded() {
        return lease.isValid() && preloadState() == PreloadState.COMPLETE;
    }

    private synchronized PreloadState preloadState() {
        return preload;
    }

    @Override
    public synchronized void forgetContracts(Collection<String> customers) {
        reads.noteForgotten(customers);
        remembered.invalidateAll(customers);
    }

    @Override
    public synchronized void forgetAll() {
        reads.noteAllForgotten();
        remembered = createCache();
        shared.clear();
        preload = PreloadState.RUNNING;
        position = null;
    }
}
