package support.entitlement.release;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import support.entitlement.background.Heartbeat;
import support.entitlement.background.Heartbeats;

/** Puts releases in force at their instants, independent of the threads that follow the log and the directory. Thread-safe. */
final class ReleaseSchedule {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    private final Clock clock;
    private final Supplier<Instant> next;
    private final Runnable enforce;
    private final Semaphore wakes = new Semaphore(0);
    private @Nullable Heartbeat heartbeat;

    /**
     * Makes a schedule that has not started.
     *
     * @param next the instant at which the next release comes into force
     * @param enforce puts the due release in force
     */
    ReleaseSchedule(Clock clock, Supplier<Instant> next, Runnable enforce) {
        this.clock = clock;
        this.next = next;
        this.enforce = enforce;
    }

    void start(Heartbeats heartbeats) {
        heartbeat = heartbeats.startThread("release-schedule", this::followSchedule);
    }

    /** Wakes the thread after a new release was scheduled. */
    void wakeUp() {
        wakes.release();
    }

    /** Ends the thread after its current release; waits for that at most this long. */
    void close(Duration wait) {
        if (heartbeat != null) {
            heartbeat.close();
            wakeUp();
            heartbeat.awaitEnd(wait);
        }
    }

    private void followSchedule(Heartbeat beat) throws InterruptedException {
        while (!beat.isClosed()) {
            beat.waitFor(nanos -> wakes.tryAcquire(nanos, TimeUnit.NANOSECONDS), untilNext());
            wakes.drainPermits();
            if (!beat.isClosed()) {
                beat.attemptRound("putting a due release in force", enforce);
            }
        }
    }

    private Duration untilNext() {
        Instant now = clock.instant();
        Instant due = next.get();
        if (!due.isBefore(now.plus(LONGEST_WAIT))) {
            return LONGEST_WAIT;
        }
        Duration left = Duration.between(now, due);
        return left.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : left;
    }
}
