package support.entitlement.release;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseTimeline;

/** Lets callers wait for a release that another service has just published. Thread-safe. */
final class ReleaseAwaiter {

    private static final int MAX_WAITING = 32;
    private static final long STEP_MILLIS = 10;

    /** A release that is further ahead of those known here will not be known soon, if it exists. */
    private static final int MAX_AHEAD = 100;

    /** Callers do not make this service look at the log more often. */
    private static final long MIN_NANOS_BETWEEN_LOOKS = Duration.ofMillis(200).toNanos();

    private final ReleaseState state;
    private final Runnable lookAtLog;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final AtomicLong lastLook = new AtomicLong(System.nanoTime() - MIN_NANOS_BETWEEN_LOOKS);

    /**
     * Makes an awaiter.
     *
     * @param lookAtLog lets this service look at the log soon
     */
    ReleaseAwaiter(ReleaseState state, Runnable lookAtLog) {
        this.state = state;
        this.lookAtLog = lookAtLog;
    }

    /** Waits for a release as {@link Releases#awaitRelease} says. */
    boolean awaitRelease(long id, Duration limit) {
        if (hasReached(id)) {
            return true;
        }
        if (id - MAX_AHEAD > state.timeline().lastId() || !waiting.tryAcquire()) {
            return false;
        }
        try {
            boolean looked = false;
            long end = System.nanoTime() + limit.toNanos();
            while (!hasReached(id) && System.nanoTime() < end) {
                looked = looked || tryLook();
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            }
            return hasReached(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }

    private boolean hasReached(long id) {
        ReleaseTimeline known = state.timeline();
        return known.lastId() >= id
                && (state.dueRelease().isEmpty()
                        || known.findById(id).filter(this::hasComeIntoForce).isPresent());
    }

    /** Returns true if a release is in force, or was before the one that is. */
    private boolean hasComeIntoForce(Release release) {
        return state.inForce()
                .filter(inForce -> Release.IN_FORCE.compare(release, inForce) <= 0)
                .isPresent();
    }

    private boolean tryLook() {
        long now = System.nanoTime();
        long last = lastLook.get();
        boolean isTurn = now - last >= MIN_NANOS_BETWEEN_LOOKS && lastLook.compareAndSet(last, now);
        if (isTurn) {
            lookAtLog.run();
        }
        return isTurn;
    }
}
