package support.entitlement.security.issuer;

import java.time.Duration;

/** Permits one request in each interval. Thread-safe. */
final class RequestLimit {

    private final Duration interval;
    private long next = System.nanoTime();

    RequestLimit(Duration interval) {
        this.interval = interval;
    }

    /** Returns true if a request may be sent now, and counts it; false until the interval of the last one is over. */
    synchronized boolean tryRequest() {
        long now = System.nanoTime();
        if (now - next < 0) {
            return false;
        }
        next = now + interval.toNanos();
        return true;
    }
}
