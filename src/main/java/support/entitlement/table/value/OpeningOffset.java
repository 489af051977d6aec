package support.entitlement.table.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A date or an instant at a fixed length of time from the opening of a case, before it if the length is negative.
 * Immutable.
 *
 * <p>Offsets are ordered by their length. That is their order for every opening as long as none of them {@link
 * #isNearTo is near} another.
 *
 * @param months the whole months, counted on the calendar: a day that a month does not have is its last one
 * @param days the whole days behind them
 * @param seconds the seconds, of instants
 * @param zone the zone in which the opening has its date; null for instants
 */
public record OpeningOffset(
        int months, int days, long seconds, @Nullable ZoneId zone) implements Comparable<OpeningOffset> {

    /** The number of steps that {@link #isNearTo} takes at most. */
    public static final int STEPS_TO_COMPARE = CalendarCycle.MONTHS * 4;

    private static final long SECONDS_A_DAY = 86_400;
    private static final long SECONDS_AN_HOUR = 3_600;
    private static final long SECONDS_A_MINUTE = 60;
    private static final int MONTHS_A_YEAR = 12;

    /** The mean length of a month of the Gregorian calendar, which repeats every 400 years. */
    private static final long SECONDS_A_MONTH = 2_629_746;

    /** Within this distance, the length of months may decide the order. No month differs so much from the mean. */
    private static final long CLOSE = 10 * SECONDS_A_DAY;

    private static final Comparator<OpeningOffset> BY_LENGTH = Comparator.comparingLong(OpeningOffset::meanSeconds)
            .thenComparingInt(OpeningOffset::months)
            .thenComparingInt(OpeningOffset::days);

    private long meanSeconds() {
        return months * SECONDS_A_MONTH + days * SECONDS_A_DAY + seconds;
    }

    /** Returns the offset of the opening itself. */
    public static OpeningOffset ofOpening(@Nullable ZoneId zone) {
        return new OpeningOffset(0, 0, 0, zone);
    }

    /** Returns the same offset in a zone. */
    OpeningOffset inZone(ZoneId other) {
        return new OpeningOffset(months, days, seconds, other);
    }

    /** Returns the offset that is so much longer. */
    public OpeningOffset plus(OpeningOffset more) {
        return new OpeningOffset(months + more.months, days + more.days, seconds + more.seconds, zone);
    }

    /** Returns the next offset that a date, or a whole second, can have. */
    public OpeningOffset next() {
        return plus(zone == null ? new OpeningOffset(0, 0, 1, null) : new OpeningOffset(0, 1, 0, null));
    }

    /** Returns the offset before this one. */
    public OpeningOffset previous() {
        return plus(zone == null ? new OpeningOffset(0, 0, -1, null) : new OpeningOffset(0, -1, 0, null));
    }

    /** Returns the date, or without a zone the instant, that has this offset from an opening. */
    public Comparable<?> from(Instant opening) {
        return zone == null
                ? opening.plusSeconds(seconds)
                : from(opening.atZone(zone).toLocalDate());
    }

    /** Returns the date that has this offset from the date of an opening. */
    public LocalDate from(LocalDate opening) {
        return opening.plusMonths(months).plusDays(days);
    }

    /**
     * Returns true if their order, or the dates between them, depend on the opening: one is in months, the other in days, and months of
     * these lengths exist.
     */
    public boolean isNearTo(OpeningOffset other) {
        if (zone == null || months == other.months) {
            return false;
        }
        boolean isLonger = compareTo(other) > 0;
        OpeningOffset low = isLonger ? other : this;
        OpeningOffset high = isLonger ? this : other;
        return Math.abs(high.meanSeconds() - low.meanSeconds()) < CLOSE
                && CalendarCycle.leastDaysBetween(low.months, high.months) <= low.days + 1 - high.days;
    }

    @Override
    public int compareTo(OpeningOffset other) {
        return BY_LENGTH.compare(this, other);
    }

    /** Returns the offset as cells write it, {@code 2 years before opening}, or with the day by which it differs from one. */
    @Override
    public String toString() {
        int side = Long.signum(meanSeconds());
        String more = Stream.of(
                        months % MONTHS_A_YEAR == 0
                                ? amount(side * months / MONTHS_A_YEAR, "year")
                                : amount(side * months, "month"),
                        amount(side * days, "day"),
                        amountOfSeconds(side * seconds))
                .filter(amount -> !amount.isEmpty())
                .collect(Collectors.joining(" and "));
        String less = months == 0 ? "" : amount(-side * days, "day");
        return side == 0
                ? "opening"
                : more + (less.isEmpty() ? "" : " less " + less) + (side < 0 ? " before opening" : " after opening");
    }

    private static String amountOfSeconds(long number) {
        long hours = number / SECONDS_AN_HOUR;
        long minutes = number % SECONDS_AN_HOUR / SECONDS_A_MINUTE;
        long rest = number % SECONDS_A_MINUTE;
        if (rest == 0) {
            return minutes == 0 ? amount(hours, "hour") : amount(number / SECONDS_A_MINUTE, "minute");
        }
        return Stream.of(amount(hours, "hour"), amount(minutes, "minute"), amount(rest, "second"))
                .filter(amount -> !amount.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    /** Returns an amount in words; nothing if there is none. */
    private static String amount(long number, String unit) {
        return number <= 0 ? "" : number + " " + unit + (number == 1 ? "" : "s");
    }
}
