package support.entitlement.web.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Shares out something of which there is only so much, such as memory. Requests for which there is none left wait for a short while,
 * but only a few of them, since each that waits occupies a thread; all others are told to come again. Thread-safe.
 */
public final class SharedCapacity {

    private final int all;
    private final Semaphore left;
    private final Semaphore waiting;
    private final Duration longest;
    private final String busy;

    /**
     * All of it is left.
     *
     * @param all how much there is
     * @param waiting how many requests may wait at a time
     * @param longest how long each of them waits
     * @param busy the sentence for those that get nothing
     */
    public SharedCapacity(int all, int waiting, Duration longest, String busy) {
        this.all = all;
        this.left = new Semaphore(all);
        this.waiting = new Semaphore(waiting);
        this.longest = longest;
        this.busy = busy;
    }

    /** A share that has been taken, and is given back once. */
    public interface Share extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Takes a share, or everything if the share is larger than that.
     *
     * @throws BusyException if there is not so much left, even after a while
     */
    public Share takeShare(long share) {
        int taken = (int) Math.max(1, Math.min(all, share));
        if (!left.tryAcquire(taken) && !awaitShare(taken)) {
            throw new BusyException(busy);
        }
        return () -> left.release(taken);
    }

    private boolean awaitShare(int share) {
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            return left.tryAcquire(share, longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }
}
