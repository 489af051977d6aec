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
    public interface LimitedTask<E extends Exception> {

        Object run() throws E;
    }

    /** Returns the result of the task, or a {@link ProblemResponse} if the maximal number of tasks is running. */
    public <E extends Exception> Object runIfFree(LimitedTask<E> task) throws E {
        if (!places.tryAcquire()) {
            return ProblemResponse.of(ProblemCode.BUSY, busy);
        }
        try {
            return task.run();
        } finally {
            places.release();
        }
    }
}
