package support.entitlement.release.directory;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import support.entitlement.background.Heartbeat;
import support.entitlement.background.Heartbeats;
import support.entitlement.release.tables.TableFiles;

/**
 * Hands each save of the rules directory to its follower on a thread of its own, so that the directory is watched
 * while a save is judged. Only the newest save is kept. A save that fails because of a fault of the service is tried again, at
 * growing intervals. Thread-safe.
 */
public final class SaveQueue {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);

    private final Consumer<TableFiles> follower;
    private final AtomicReference<@Nullable TableFiles> newest = new AtomicReference<>();
    private final Semaphore wakes = new Semaphore(0);
    private @Nullable Heartbeat heartbeat;

    public SaveQueue(Consumer<TableFiles> follower) {
        this.follower = follower;
    }

    public void start(Heartbeats heartbeats) {
        heartbeat = heartbeats.startThread("rules-judge", this::followSaves);
    }

    /** Replaces any save that waits. */
    public void offerSave(TableFiles files) {
        newest.set(files);
        wakes.release();
    }

    /** Ends the thread after its current save; waits for that at most this long. */
    public void close(Duration wait) {
        if (heartbeat != null) {
            heartbeat.close();
            wakes.release();
            heartbeat.awaitEnd(wait);
        }
    }

    private void followSaves(Heartbeat beat) throws InterruptedException {
        Duration retry = FIRST_RETRY;
        while (!beat.isClosed()) {
            TableFiles files = newest.getAndSet(null);
            if (files == null) {
                beat.waitFor(nanos -> wakes.tryAcquire(nanos, TimeUnit.NANOSECONDS), LOOK_AGAIN);
                wakes.drainPermits();
            } else if (beat.attemptRound("judging the rules directory", () -> follower.accept(files))) {
                retry = FIRST_RETRY;
            } else {
                newest.compareAndSet(null, files);
                beat.waitFor(nanos -> wakes.tryAcquire(nanos, TimeUnit.NANOSECONDS), retry);
                retry = retry.compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
            }
        }
    }
}
