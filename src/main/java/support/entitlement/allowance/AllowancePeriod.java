package support.entitlement.allowance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Per;

/**
 * The days for which an allowance is granted once. Periods of one kind follow each other without a gap and without an end in both
 * directions; the period of a whole term is the only one of its kind.
 *
 * @param per its kind
 * @param anchor the first day of the contract: contract years begin on that day, a term once
 * @param from its first day
 * @param until the day after its last; null for a term without an end
 */
public record AllowancePeriod(
        Per per, LocalDate anchor, LocalDate from, @Nullable LocalDate until) {

    /**
     * Returns the period of a kind that contains a day. A contract year that began on 29 February begins on the 28th where there is none.
     *
     * @param validFrom the first day of the contract
     * @param validUntil its last day, null if it has no end
     */
    public static AllowancePeriod containing(
            LocalDate day, Per per, LocalDate validFrom, @Nullable LocalDate validUntil) {
        return switch (per) {
            case CALENDAR_MONTH -> ofMonths(day.withDayOfMonth(1), 1, per, validFrom);
            case QUARTER ->
                ofMonths(day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3), 3, per, validFrom);
            case YEAR -> ofMonths(day.withDayOfYear(1), 12, per, validFrom);
            case CONTRACT_YEAR -> contractYear(day, validFrom);
            case TERM ->
                new AllowancePeriod(per, validFrom, validFrom, validUntil == null ? null : validUntil.plusDays(1));
        };
    }

    private static AllowancePeriod ofMonths(LocalDate from, int length, Per per, LocalDate anchor) {
        return new AllowancePeriod(per, anchor, from, from.plusMonths(length));
    }

    /** Counts from the anchor each time, so that an anchor on 29 February applies in every leap year. */
    private static AllowancePeriod contractYear(LocalDate day, LocalDate anchor) {
        long number = day.getYear() - (long) anchor.getYear();
        if (anchor.plusYears(number).isAfter(day)) {
            number--;
        }
        return new AllowancePeriod(Per.CONTRACT_YEAR, anchor, anchor.plusYears(number), anchor.plusYears(number + 1));
    }

    /** Returns the period before; null for a term. */
    public @Nullable AllowancePeriod previous() {
        return per == Per.TERM ? null : containing(from.minusDays(1), per, anchor, null);
    }

    /** Returns the period after; null for a term. */
    public @Nullable AllowancePeriod next() {
        return per == Per.TERM || until == null ? null : containing(until, per, anchor, null);
    }

    /** Returns this period with another end. */
    AllowancePeriod cutAt(LocalDate day) {
        return new AllowancePeriod(per, anchor, from, day);
    }

    /** Returns the first instant of its first day in a zone. */
    public Instant startIn(ZoneId zone) {
        return from.atStartOfDay(zone).toInstant();
    }

    /** Returns the first instant after it in a zone; {@link Instant#MAX} if it has no end. */
    public Instant endIn(ZoneId zone) {
        return until == null ? Instant.MAX : until.atStartOfDay(zone).toInstant();
    }

    /** Returns the first instant in a zone at which the carry-over of the period before is lost, at the latest the end of this one. */
    public Instant carryOverEndIn(CarryOver carryOver, ZoneId zone) {
        if (per == Per.TERM) {
            return startIn(zone);
        }
        LocalDate last = from.plus(carryOver.time());
        Instant lost = last.atStartOfDay(zone).toInstant();
        return lost.isBefore(endIn(zone)) ? lost : endIn(zone);
    }
}
