package support.entitlement.background;

import java.util.concurrent.atomic.AtomicLong;

/** Makes threads whose time a test moves. */
public final class MovableHeartbeats {

    private MovableHeartbeats() {}

    /** Returns an empty set of threads, which are silent for as long as this number of nanoseconds says. */
    public static Heartbeats startedAt(AtomicLong nanoTime) {
        return new Heartbeats(nanoTime::get);
    }
}
