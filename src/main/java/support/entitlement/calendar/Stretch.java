package support.entitlement.calendar;

import java.time.Duration;
import java.time.Instant;

/**
 * An unbroken stretch of time.
 *
 * @param from its first instant
 * @param to the first instant after it
 */
public record Stretch(Instant from, Instant to) {

    /** Rejects a stretch that ends before it begins. */
    public Stretch {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("A stretch from " + from + " cannot end before it, at " + to);
        }
    }

    /** Returns its length, with all hours counted. */
    public Duration length() {
        return Duration.between(from, to);
    }
}
