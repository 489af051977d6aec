package support.entitlement.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The years of which all special dates of a calendar are known.
 *
 * @param first the first of them
 * @param last the last of them
 */
public record KnownYears(int first, int last) {

    /** Calendars without days that recur are known in all years. */
    public static final KnownYears ALL = new KnownYears(Integer.MIN_VALUE, Integer.MAX_VALUE);

    /** A holiday at the turn of the year may be observed some days off, and zones differ by a day. */
    private static final int MARGIN_DAYS = 4;

    /** Returns the years that both know. */
    KnownYears and(KnownYears other) {
        return new KnownYears(Math.max(first, other.first), Math.min(last, other.last));
    }

    /** Returns true if there is no such year. */
    boolean isEmpty() {
        return first > last;
    }

    /** Returns the first second at which a calendar of any zone is known. */
    long firstSecond() {
        return first == Integer.MIN_VALUE
                ? Instant.MIN.getEpochSecond()
                : startOf(LocalDate.of(first, 1, 1).plusDays(MARGIN_DAYS));
    }

    /** Returns the first second at which a calendar of some zone is no longer known. */
    long endSecond() {
        return last == Integer.MAX_VALUE
                ? Instant.MAX.getEpochSecond()
                : startOf(LocalDate.of(last, 12, 31).minusDays(MARGIN_DAYS));
    }

    private static long startOf(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }
}
