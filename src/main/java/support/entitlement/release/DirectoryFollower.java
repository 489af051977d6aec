package support.entitlement.release;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import support.entitlement.background.Heartbeat;
import support.entitlement.background.Heartbeats;

/**
 * Judges what was saved in the rules directory, the newest save first and those before it no more. Its thread is not the one that
 * looks, so that a save is seen however long the one before is judged. Thread-safe.
 *
 * <p>A save that fails for a fault of the service is tried again, after longer and longer times.
 */
final class DirectoryFollower {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);

    private final Consumer<TableFiles> judge;
    private final AtomicReference<@Nullable TableFiles> newest = new AtomicReference<>();
    private final Semaphore wakes = new Semaphore(0);
    private @Nullable Heartbeat heartbeat;

    DirectoryFollower(Consumer<TableFiles> judge) {
        this.judge = judge;
    }

    void start(Heartbeats heartbeats) {
        heartbeat = heartbeats.startThread("rules-judge", this::run);
    }

    /** Has these files judged, in place of any that wait. */
    void saved(TableFiles files) {
        newest.set(files);
        wakes.release();
    }

    /** Ends the thread after the save that it is at; waits a little for that. */
    void close(Duration wait) {
        if (heartbeat != null) {
            heartbeat.close();
            wakes.release();
            heartbeat.awaitEnd(wait);
        }
    }

    private void run(Heartbeat beat) throws InterruptedException {
        Duration retry = FIRST_RETRY;
        while (!beat.isClosed()) {
            TableFiles files = newest.getAndSet(null);
            if (files == null) {
                beat.waitFor(nanos -> wakes.tryAcquire(nanos, TimeUnit.NANOSECONDS), LOOK_AGAIN);
                wakes.drainPermits();
            } else if (beat.attemptRound("judging the rules directory", () -> judge.accept(files))) {
                retry = FIRST_RETRY;
            } else {
                newest.compareAndSet(null, files);
                beat.waitFor(nanos -> wakes.tryAcquire(nanos, TimeUnit.NANOSECONDS), retry);
                retry = retry.compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
            }
        }
    }
}
