package support.entitlement.release;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The two locks that order all changes of releases. A thread that needs both takes the publishing lock first.
 *
 * <ul>
 *   <li>The <b>publishing lock</b> is held while a release is added to the log, while the rules directory is compared with the log,
 *       and while an interrupted write to the directory is completed. Its holder may wait for the database.
 *   <li>The <b>state lock</b> is held for every change of {@link ReleaseState}, of the release in force once the service has started,
 *       and of the rules directory. Its holder never waits for the database: {@link #requireNoStateLock} is called before each access
 *       to the log.
 * </ul>
 *
 * <p>While a publish waits for a database that hangs, scheduled releases and releases of other services therefore still come into
 * force. Evaluations take neither lock.
 */
final class ReleaseLocks {

    private final ReentrantLock publishingLock = new ReentrantLock(true);
    private final ReentrantLock stateLock = new ReentrantLock(true);

    /** A change that may fail with an exception of its own. */
    interface Change<T, E extends Exception> {

        T apply() throws E;
    }

    /** Runs a step with the publishing lock. */
    <T> T callInPublishingTurn(Supplier<T> step) {
        publishingLock.lock();
        try {
            return step.get();
        } finally {
            publishingLock.unlock();
        }
    }

    /** Runs a step with the publishing lock. */
    void runInPublishingTurn(Runnable step) {
        callInPublishingTurn(() -> {
            step.run();
            return true;
        });
    }

    /** Runs a step with the publishing lock, or skips it if another thread holds the lock. */
    void tryInPublishingTurn(Runnable step) {
        if (publishingLock.tryLock()) {
            try {
                step.run();
            } finally {
                publishingLock.unlock();
            }
        }
    }

    /** Returns true if a thread holds the publishing lock, and may be waiting for the database. */
    boolean isPublishing() {
        return publishingLock.isLocked();
    }

    /** Makes a change with the state lock, and returns its result. */
    <T, E extends Exception> T computeChange(Change<T, E> change) throws E {
        stateLock.lock();
        try {
            return change.apply();
        } finally {
            stateLock.unlock();
        }
    }

    /** Makes a change with the state lock. */
    void makeChange(Runnable change) {
        computeChange(() -> {
            change.run();
            return true;
        });
    }

    /**
     * To be called before the log is accessed.
     *
     * @throws IllegalStateException if the caller holds the state lock, and would make others wait for the database
     */
    void requireNoStateLock() {
        if (stateLock.isHeldByCurrentThread()) {
            throw new IllegalStateException("The log must not be accessed by a holder of the state lock.");
        }
    }
}
