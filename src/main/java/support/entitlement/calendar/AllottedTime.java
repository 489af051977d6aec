package support.entitlement.calendar;

import java.time.Duration;
import java.time.Instant;

/**
 * A promise measured from its start.
 *
 * @param calendar whose open time counts
 * @param time how much of it there is
 */
public record AllottedTime(Calendar calendar, Duration time) {

    /** When the time is used up if nothing pauses it. */
    Instant dueFrom(Instant start) {
        return calendar.dueAt(start, time);
    }

    /** Such a part of it, rounded down to a nanosecond. */
    public AllottedTime takeFraction(int numerator, int denominator) {
        return new AllottedTime(calendar, time.multipliedBy(numerator).dividedBy(denominator));
    }
}
