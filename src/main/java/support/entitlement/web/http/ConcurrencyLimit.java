package support.entitlement.web.http;

import java.util.concurrent.Semaphore;

/**
 * Limits how many long tasks run at a time, so that they do not slow queries down. Further requests are refused as
 * busy. Thread-safe.
 */
public final class ConcurrencyLimit {

    private final Semaphore places;
    private final String busy;

    /**
     * Creates a limit.
     *
     * @param most the maximal number of tasks at a time
     * @param busy the message for refused requests
     */
    public ConcurrencyLimit(int most, String busy) {
        this.places = new Semaphore(most);
        this.busy = busy;
    }

    /** A long task, which may throw an exception of its own type. */
    @FunctionalInterface
    public interface LimitedTask<T, E extends Exception> {

        T run() throws E;
    }

    /**
     * Returns the result of the task.
     *
     * @throws BusyException if the maximal number of tasks is running
     */
    public <T, E extends Exception> T runIfFree(LimitedTask<T, E> task) throws E {
        if (!places.tryAcquire()) {
            throw new BusyException(busy);
        }
        try {
            return task.run();
        } finally {
            places.release();
        }
    }
}
