package support.entitlement.allowance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.CarryOver;
import support.entitlement.decision.Per;

/**
 * A stretch of days for which an allowance is granted once. Periods of one sort follow each other without a gap, for ever in both
 * directions, but for that of a whole term, which is alone.
 *
 * @param per its sort
 * @param anchor the first day of the contract: contract years begin on that day, a term once
 * @param from its first day
 * @param until the day after its last; null for a term without an end
 */
public record AllowancePeriod(
        Per per, LocalDate anchor, LocalDate from, @Nullable LocalDate until) {

    /**
     * The period of a sort that a day is in. A contract year that began on 29 February begins on the 28th where there is none.
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

    /** Counted from the anchor each time, so that 29 February comes back whenever there is one. */
    private static AllowancePeriod contractYear(LocalDate day, LocalDate anchor) {
        long number = day.getYear() - (long) anchor.getYear();
        if (anchor.plusYears(number).isAfter(day)) {
            number--;
        }
        return new AllowancePeriod(Per.CONTRACT_YEAR, anchor, anchor.plusYears(number), anchor.plusYears(number + 1));
    }

    /** The one before; null for a term. */
    public @Nullable AllowancePeriod previous() {
        return per == Per.TERM ? null : containing(from.minusDays(1), per, anchor, null);
    }

    /** The one after; null for a term. */
    public @Nullable AllowancePeriod next() {
        return per == Per.TERM || until == null ? null : containing(until, per, anchor, null);
    }

    /** The same, but for what lies beyond a day. */
    AllowancePeriod cutAt(LocalDate day) {
        return new AllowancePeriod(per, anchor, from, day);
    }

    /** Where it begins in a zone, which is the first instant of its first day. */
    public Instant startIn(ZoneId zone) {
        return from.atStartOfDay(zone).toInstant();
    }

    /** The first instant after it in a zone; {@link Instant#MAX} if there is none. */
    public Instant endIn(ZoneId zone) {
        return until == null ? Instant.MAX : until.atStartOfDay(zone).toInstant();
    }

    /** The first instant in a zone at which what was left of the period before is lost, at the latest where this one ends. */
    public Instant carryOverEndIn(CarryOver carryOver, ZoneId zone) {
        if (per == Per.TERM) {
            return startIn(zone);
        }
        LocalDate last = from.plusMonths(carryOver.months()).plus(carryOver.days(), ChronoUnit.DAYS);
        Instant lost = last.atStartOfDay(zone).toInstant();
        return lost.isBefore(endIn(zone)) ? lost : endIn(zone);
    }
}
