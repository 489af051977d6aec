package support.entitlement.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** The dates on which a calendar opens. A business day may end after midnight. */
interface BusinessDays {

    /** Returns the business day that an instant belongs to; the local date if the calendar is closed. */
    LocalDate dayOf(Instant instant);

    /** Returns the first business day after a date for 1, the second for 2, and so on. */
    LocalDate businessDayAfter(LocalDate date, long number);

    /**
     * Returns true if the business days equal those of another calendar that is open at the same instants, in a zone
     * with the same clocks. Open time that ends by midnight always belongs to the local date; only the open time of a
     * night may belong to either of two dates.
     */
    boolean areTheDaysOf(BusinessDays other);

    /** Returns true if the open time of a day may end after midnight. */
    boolean passMidnight();

    /** Returns an instant by which all open time of a business day is over, and none of a later one has begun. */
    Instant endOf(LocalDate day);

    /** Returns the instant from which the local clock never again shows this second or an earlier one. */
    static Instant instantAfter(LocalDateTime second, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(second);
        return change != null && change.isGap()
                ? change.getInstant()
                : second.atZone(zone).withLaterOffsetAtOverlap().toInstant().plusSeconds(1);
    }
}
