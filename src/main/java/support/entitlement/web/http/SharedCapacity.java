package support.entitlement.web.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Distributes a limited resource, such as memory. Requests for which too little is left wait for a short time, but only
 * a few of them, since each blocks a thread; all others are refused as busy. Thread-safe.
 */
public final class SharedCapacity {

    private final int capacity;
    private final Semaphore free;
    private final Semaphore waiting;
    private final Duration maxWait;
    private final String busy;

    /**
     * Creates a capacity of which everything is free.
     *
     * @param capacity the whole capacity
     * @param maxWaiting the maximal number of waiting requests
     * @param maxWait the maximal time that each of them waits
     * @param busy the message for refused requests
     */
    public SharedCapacity(int capacity, int maxWaiting, Duration maxWait, String busy) {
        this.capacity = capacity;
        this.free = new Semaphore(capacity);
        this.waiting = new Semaphore(maxWaiting);
        this.maxWait = maxWait;
        this.busy = busy;
    }

    /** A share that is taken until it is closed, once. */
    public interface Share extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Takes a share, or the whole capacity if the share is larger than that.
     *
     * @throws BusyException if too little is free, even after waiting
     */
    public Share takeShare(long share) {
        int taken = (int) Math.max(1, Math.min(capacity, share));
        if (!free.tryAcquire(taken) && !awaitShare(taken)) {
            throw new BusyException(busy);
        }
        return () -> free.release(taken);
    }

    private boolean awaitShare(int share) {
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            return free.tryAcquire(share, maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }
}
