package support.entitlement.allowance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import support.entitlement.allowance.GrantTimeline.GrantStretch;

/**
 * A period of a limit, and one of the grants in it.
 *
 * @param stretch the grant, and where it is in force
 * @param period the period of the calendar
 * @param start its first instant
 * @param end the first instant after it; earlier than that of the calendar if another contract begins
 */
record GrantPeriod(GrantStretch stretch, AllowancePeriod period, Instant start, Instant end) {

    ZoneId zone() {
        return stretch.terms().zone();
    }

    Grant grant() {
        return stretch.grant();
    }

    /** Returns whether another contract begins before the period ends. */
    private boolean isCut() {
        return end.isBefore(period.endIn(zone()));
    }

    /** Returns whether it begins where another ends, also if their zones differ. */
    boolean directlyFollows(GrantPeriod other) {
        return other.end.equals(start) || !other.isCut() && period.from().equals(other.period.until());
    }

    /** Returns whether another grant counts the same unit in the same periods. */
    boolean hasSameUnitAndPeriodAs(Grant other) {
        return grant().hasSameUnitAs(other) && grant().per() == other.per();
    }

    /** Returns the period of the calendar; if another contract cuts it short, it ends where that contract begins. */
    AllowancePeriod actualPeriod() {
        if (!isCut()) {
            return period;
        }
        LocalDate last = end.minusNanos(1).atZone(zone()).toLocalDate();
        return period.cutAt(last.plusDays(1));
    }
}
