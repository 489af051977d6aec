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

    private static final long SECONDS_A_DAY = 86_400;
    private static final long SECONDS_AN_HOUR = 3_600;
    private static final int MONTHS_A_YEAR = 12;

    /** The mean length of a month of the Gregorian calendar, which repeats every 400 years. */
    private static final long SECONDS_A_MONTH = 2_629_746;

    /** Within this distance, the length of months may decide the order. No month differs so much from the mean. */
    private static final long CLOSE = 10 * SECONDS_A_DAY;

    private static final LocalDate CYCLE_START = LocalDate.of(2000, 1, 1);
    private static final LocalDate CYCLE_END = LocalDate.of(2400, 1, 1);
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
                && CYCLE_START
                        .datesUntil(CYCLE_END)
                        .anyMatch(date -> !low.from(date).plusDays(1).isBefore(high.from(date)));
    }

    @Override
    public int compareTo(OpeningOffset other) {
        return BY_LENGTH.compare(this, other);
    }

    /** Returns the offset as cells write it: {@code 2 years before opening}. */
    @Override
    public String toString() {
        if (meanSeconds() == 0) {
            return "opening";
        }
        return Stream.of(
                                months % MONTHS_A_YEAR == 0
                                        ? amount(months / MONTHS_A_YEAR, "year")
                                        : amount(months, "month"),
                                amount(days, "day"),
                                seconds % SECONDS_AN_HOUR == 0
                                        ? amount(seconds / SECONDS_AN_HOUR, "hour")
                                        : amount(seconds / 60, "minute"))
                        .filter(amount -> !amount.isEmpty())
                        .collect(Collectors.joining(" and "))
                + (meanSeconds() < 0 ? " before opening" : " after opening");
    }

    private static String amount(long number, String unit) {
        return number == 0 ? "" : Math.abs(number) + " " + unit + (Math.abs(number) == 1 ? "" : "s");
    }
}
