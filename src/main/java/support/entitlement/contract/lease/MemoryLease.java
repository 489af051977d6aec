package support.entitlement.contract.lease;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The right of a replica to answer from memory. While it is valid, no writer is answered before this replica has forgotten the contract
 * that was changed. A reader asks {@link #isValid} first and reads the memory afterwards: at the moment of the question, the memory held
 * all that was acknowledged, so that the answer is right even if the lease ends before it is sent. Thread-safe.
 */
public final class MemoryLease {

    /** The time after the beginning of a look at the changes during which nothing older than them can be answered. */
    static final Duration LENGTH = Duration.ofSeconds(3);

    private static final long NONE = Long.MIN_VALUE;

    private final LongSupplier nanoTime;
    private volatile long end = NONE;

    /** Creates a lease that has not begun. */
    public MemoryLease() {
        this(System::nanoTime);
    }

    MemoryLease(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns true if the memory is up to date now. */
    public boolean isValid() {
        long until = end;
        return until != NONE && nanoTime.getAsLong() - until < 0;
    }

    long currentNanos() {
        return nanoTime.getAsLong();
    }

    /**
     * Extends the lease.
     *
     * @param looked an instant of {@link #currentNanos} before the changes were read that the memory has forgotten
     */
    void extendFrom(long looked) {
        end = looked + LENGTH.toNanos();
    }

    void end() {
        end = NONE;
    }
}
