package support.entitlement.background;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that works for as long as the service runs, with a time stamp of its last activity. A thread that
 * dies is started again; see {@link Heartbeats}. Thread-safe. The thread is never interrupted: an interrupt would close
 * the files of a database that it is reading.
 */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final long WELL = Long.MIN_VALUE;

    private final String name;
    private final Loop loop;
    private final LongSupplier nanoTime;
    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile long lastBeat;
    private volatile @Nullable String doing;
    private volatile @Nullable String failure;
    private volatile @Nullable String loggedFailure;
    private volatile long failingSince = WELL;
    private volatile int startedAgain;
    private volatile @Nullable Thread thread;

    /** The work of the thread. It returns only after the heartbeat is closed. */
    @FunctionalInterface
    public interface Loop {

        void run(Heartbeat heartbeat) throws InterruptedException;
    }

    /** An event that a thread waits for. */
    @FunctionalInterface
    public interface AwaitedEvent {

        /** Waits for at most this many nanoseconds, and returns true if the event occurred. */
        boolean await(long nanos) throws InterruptedException;
    }

    Heartbeat(String name, Loop loop, LongSupplier nanoTime) {
        this.name = name;
        this.loop = loop;
        this.nanoTime = nanoTime;
    }

    synchronized void startThread() {
        recordBeat();
        Thread started = new Thread(this::runLoop, name);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    synchronized void startAgainIfDead() {
        Thread known = thread;
        if (known != null && !known.isAlive() && !isClosed()) {
            startedAgain++;
            startThread();
        }
    }

    private void runLoop() {
        try {
            loop.run(this);
        } catch (InterruptedException e) {
            LOG.warn("The thread {} was interrupted", name);
        } catch (RuntimeException | Error e) {
            if (!isClosed()) {
                LOG.error("The thread {} has died and is started again", name, e);
            }
        }
    }

    /** Records that the thread is active now. */
    public void recordBeat() {
        lastBeat = nanoTime.getAsLong();
    }

    /**
     * Waits for an event, and records activity every second meanwhile.
     *
     * @return true if the event occurred before the time was over and before the heartbeat was closed
     */
    public boolean waitFor(AwaitedEvent event, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        boolean came = false;
        while (!came && left > 0 && !isClosed()) {
            recordBeat();
            came = event.await(Math.min(left, STEP.toNanos()));
            left = end - System.nanoTime();
        }
        recordBeat();
        return came;
    }

    /** Waits until the time is over or the heartbeat is closed. */
    public void pauseFor(Duration time) throws InterruptedException {
        waitFor(nanos -> closed.await(nanos, TimeUnit.NANOSECONDS), time);
    }

    /**
     * Does one round of work. A failure ends the round but not the thread: it is logged when it differs from the
     * previous failure, and the status shows that there is one until a round succeeds. The status does not quote it,
     * since its text may name paths and addresses.
     *
     * @param work the description of the work for log and status, as in “judging tables”
     * @return true if the round succeeded
     */
    public boolean attemptRound(String work, Runnable round) {
        doing = work;
        recordBeat();
        try {
            round.run();
            failure = null;
            loggedFailure = null;
            return true;
        } catch (RuntimeException | Error e) {
            recordFailure(work, e);
            return false;
        } finally {
            doing = null;
            recordBeat();
        }
    }

    private void recordFailure(String work, Throwable e) {
        String now = work + ": " + e;
        if (!now.equals(loggedFailure) && !isClosed()) {
            LOG.error("The thread {} failed while {}, and continues", name, work, e);
        }
        loggedFailure = now;
        failure = "It failed while " + work + ". The log of the service has the cause.";
    }

    /** Returns true once the thread must end. */
    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Makes the thread end after its current round, and does not wait for it. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** Waits for at most this time until the thread has ended. */
    public void awaitEnd(Duration time) {
        Thread known = thread;
        if (known != null && known != Thread.currentThread()) {
            try {
                known.join(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Records that what the thread depends on could be reached, or that it could not, which is shown once it has lasted for {@link
     * Heartbeats#STALLED_AFTER}.
     */
    public void recordReach(boolean reached) {
        if (reached) {
            failingSince = WELL;
        } else if (failingSince == WELL) {
            failingSince = nanoTime.getAsLong();
        }
    }

    private @Nullable String lastingFailure() {
        long since = failingSince;
        long lasts = since == WELL ? 0 : nanoTime.getAsLong() - since;
        return lasts > Heartbeats.STALLED_AFTER.toNanos()
                ? "It has not succeeded for " + Duration.ofNanos(lasts).toSeconds() + " seconds."
                : null;
    }

    HeartbeatStatus currentStatus() {
        long silent = nanoTime.getAsLong() - lastBeat;
        String failed = failure == null ? lastingFailure() : failure;
        String state = silent > Heartbeats.STALLED_AFTER.toNanos()
                ? HeartbeatStatus.STALLED
                : failed == null ? HeartbeatStatus.RUNNING : HeartbeatStatus.FAILING;
        return new HeartbeatStatus(
                name, state, Duration.ofNanos(Math.max(0, silent)).toSeconds(), doing, failed, startedAgain);
    }
}
