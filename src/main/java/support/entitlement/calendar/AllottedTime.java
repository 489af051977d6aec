package support.entitlement.calendar;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that a promise allows, measured from its start.
 *
 * @param calendar the calendar whose open time counts
 * @param time the amount of open time
 */
public record AllottedTime(Calendar calendar, Duration time) {

    /** Returns the instant at which the time is used up if nothing pauses it. */
    Instant dueAfter(Instant start) {
        return calendar.dueAt(start, time);
    }

    /** Returns this fraction of the time, rounded down to a nanosecond. */
    public AllottedTime takeFraction(int numerator, int denominator) {
        return new AllottedTime(calendar, time.multipliedBy(numerator).dividedBy(denominator));
    }
}
