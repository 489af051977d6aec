package support.entitlement.web.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Limits how many long tasks run at a time, so that they do not slow queries down. Further requests wait for their turn,
 * but only a few and for a short time, since each blocks a thread; all others are refused as busy. Thread-safe.
 */
public final class ConcurrencyLimit {

    private final int most;
    private final int maxWaiting;
    private final Semaphore places;
    private final Semaphore waiting;
    private final LongAdder refused = new LongAdder();
    private final Duration maxWait;
    private final String busy;

    /**
     * Creates a limit without waiting.
     *
     * @param most the maximal number of tasks at a time
     * @param busy the message for refused requests
     */
    public ConcurrencyLimit(int most, String busy) {
        this(most, 0, Duration.ZERO, busy);
    }

    /**
     * Creates a limit.
     *
     * @param most the maximal number of tasks at a time
     * @param maxWaiting the maximal number of waiting requests
     * @param maxWait the maximal time that each of them waits
     * @param busy the message for refused requests
     */
    public ConcurrencyLimit(int most, int maxWaiting, Duration maxWait, String busy) {
        this.most = most;
        this.maxWaiting = maxWaiting;
        this.places = new Semaphore(most, true);
        this.waiting = new Semaphore(maxWaiting);
        this.maxWait = maxWait;
        this.busy = busy;
    }

    int countRunning() {
        return most - places.availablePermits();
    }

    int countWaiting() {
        return maxWaiting - waiting.availablePermits();
    }

    long countRefused() {
        return refused.sum();
    }

    /** A long task, which may throw an exception of its own type. */
    @FunctionalInterface
    public interface LimitedTask<T, E extends Exception> {

        T run() throws E;
    }

    /**
     * Returns the result of the task, which runs after those that wait already.
     *
     * @throws BusyException if no place is free, even after waiting
     */
    public <T, E extends Exception> T runInTurn(LimitedTask<T, E> task) throws E {
        if (!takePlace()) {
            refused.increment();
            throw new BusyException(busy);
        }
        try {
            return task.run();
        } finally {
            places.release();
        }
    }

    private boolean takePlace() {
        if (!places.hasQueuedThreads() && places.tryAcquire()) {
            return true;
        }
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            return places.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }
}
