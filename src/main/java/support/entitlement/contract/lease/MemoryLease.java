package support.entitlement.contract.lease;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The right of a replica to answer from memory. While it is valid, no writer is answered before this replica has forgotten the contract
 * that was changed. A reader asks {@link #isValid} first and reads the memory afterwards: at the moment of the question, the memory held
 * all that was acknowledged, so that the answer is right even if the lease ends before it is sent. Thread-safe.
 *
 * <p>Two clocks measure a lease, and it is over once either says so: the one that does not jump may stand still while the machine is
 * suspended, and the one of the day may be set back.
 */
public final class MemoryLease {

    /** The time after the beginning of a look at the changes during which nothing older than them can be answered. */
    static final Duration LENGTH = Duration.ofSeconds(3);

    private final LongSupplier nanoTime;
    private final LongSupplier millisOfDay;
    private volatile @Nullable LookTime lastLook;

    /** Creates a lease that has not begun. */
    public MemoryLease() {
        this(System::nanoTime, System::currentTimeMillis);
    }

    MemoryLease(LongSupplier nanoTime, LongSupplier millisOfDay) {
        this.nanoTime = nanoTime;
        this.millisOfDay = millisOfDay;
    }

    /** A time before the changes were read that the memory has forgotten, by both clocks. */
    record LookTime(long nanos, long millis) {}

    /** Returns true if the memory is up to date now. */
    public boolean isValid() {
        LookTime look = lastLook;
        if (look == null) {
            return false;
        }
        long millis = millisOfDay.getAsLong() - look.millis();
        return nanoTime.getAsLong() - look.nanos() < LENGTH.toNanos() && millis >= 0 && millis < LENGTH.toMillis();
    }

    LookTime currentTime() {
        return new LookTime(nanoTime.getAsLong(), millisOfDay.getAsLong());
    }

    /** Extends the lease from a look on. */
    void extendFrom(LookTime look) {
        lastLook = look;
    }

    void end() {
        lastLook = null;
    }
}
