package support.entitlement.web.http;

import java.util.concurrent.Semaphore;

/** Does what takes long for so many at a time, so that queries do not notice; others are told to come again. Thread-safe. */
public final class ConcurrencyLimit {

    private final Semaphore places;
    private final String busy;

    /**
     * Work for a few.
     *
     * @param busy what others are told
     */
    public ConcurrencyLimit(int most, String busy) {
        this.places = new Semaphore(most);
        this.busy = busy;
    }

    /** Something that takes long, and may fail in its own way. */
    @FunctionalInterface
    public interface LimitedTask<E extends Exception> {

        Object run() throws E;
    }

    /** What the task answers, or a {@link ProblemResponse} if as many are being done already. */
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
