package support.entitlement.contract.lease;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reads of contracts that are running. What is forgotten during a read may have been read before it was changed, and must not be
 * remembered afterwards. Beginning a read is thread-safe; the other methods are called by one thread at a time.
 */
public final class RunningReads {

    private final Set<Read> running = ConcurrentHashMap.newKeySet();

    /** A read, from before its query begins until its result is remembered. */
    public final class Read implements AutoCloseable {

        private final Set<String> forgotten = new HashSet<>();
        private boolean allForgotten;

        private Read() {}

        /** Returns true if nothing of a customer has been forgotten since the read began. */
        public boolean isCurrent(String customer) {
            return !allForgotten && !forgotten.contains(customer);
        }

        /** Returns true if everything has been forgotten since the read began. */
        public boolean isAllForgotten() {
            return allForgotten;
        }

        @Override
        public void close() {
            running.remove(this);
        }
    }

    /** Begins a read. */
    public Read begin() {
        Read read = new Read();
        running.add(read);
        return read;
    }

    /** Notes in all reads that the contracts of these customers are forgotten. */
    public void noteForgotten(Collection<String> customers) {
        running.forEach(read -> read.forgotten.addAll(customers));
    }

    /** Notes in all reads that all contracts are forgotten. */
    public void noteAllForgotten() {
        running.forEach(read -> read.allForgotten = true);
    }
}
