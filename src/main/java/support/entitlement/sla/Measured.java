package support.entitlement.sla;

import java.time.Duration;
import java.time.Instant;

/**
 * A promise measured from its start.
 *
 * @param calendar whose open time counts
 * @param time how much of it there is
 */
record Measured(Calendar calendar, Duration time) {

    /** When the time is used up if nothing pauses it. */
    Instant dueFrom(Instant start) {
        return calendar.dueAt(start, time);
    }

    /** Such a part of it, rounded down to a nanosecond. */
    Measured part(int numerator, int denominator) {
        return new Measured(calendar, time.multipliedBy(numerator).dividedBy(denominator));
    }
}
