package support.entitlement.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** The dates on which a calendar opens. A business day may end after midnight. */
interface BusinessDays {

    /** The business day that an instant belongs to; the date on the wall if the calendar is closed. */
    LocalDate dayOf(Instant instant);

    /** The first business day after a date, or the second, and so on. */
    LocalDate businessDayAfter(LocalDate date, long number);

    /**
     * Whether they are the same days as others of a calendar that is open at the same instants, in a zone with the same clocks: open
     * time that ends by midnight belongs to the date on the wall, so only that of a night may belong to one date or the next.
     */
    boolean areTheDaysOf(BusinessDays other);

    /** Whether the open time of a day may end after midnight. */
    boolean passMidnight();

    /** An instant by which all open time of a business day is over, and none of a later one has begun. */
    Instant endOf(LocalDate day);

    /** The instant from which the clock on the wall never again reads a second or an earlier one. */
    static Instant instantAfter(LocalDateTime second, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(second);
        return change != null && change.isGap()
                ? change.getInstant()
                : second.atZone(zone).withLaterOffsetAtOverlap().toInstant().plusSeconds(1);
    }
}
