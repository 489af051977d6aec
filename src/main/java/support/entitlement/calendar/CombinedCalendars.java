package support.entitlement.calendar;

import java.time.ZoneId;
import java.util.List;
import java.util.function.BinaryOperator;

/** Combines calendars to others. */
public final class CombinedCalendars {

    private CombinedCalendars() {}

    /**
     * Returns the calendar that is open when any of these is. Its business days are dates in the zone of the first,
     * from midnight to midnight.
     *
     * @param calendars at least one
     */
    public static Calendar anyOf(List<Calendar> calendars) {
        return combineAll(calendars, OpenTimeline::or);
    }

    /**
     * Returns the calendar that is open when all of these are. Its business days are dates in the zone of the first,
     * from midnight to midnight.
     *
     * @param calendars at least one
     * @throws IllegalArgumentException if they are never open together
     */
    public static Calendar allOf(List<Calendar> calendars) {
        return combineAll(calendars, OpenTimeline::and);
    }

    /**
     * Returns the calendar that is open when none of these is. Its business days are dates in the zone of the first,
     * from midnight to midnight.
     *
     * @param calendars at least one
     * @throws IllegalArgumentException if one of them is open at any time
     */
    public static Calendar noneOf(List<Calendar> calendars) {
        return createCombined(
                joinTimelines(calendars, OpenTimeline::or).closedOnly(),
                calendars.get(0).zone());
    }

    private static Calendar combineAll(List<Calendar> calendars, BinaryOperator<OpenTimeline> operator) {
        return createCombined(
                joinTimelines(calendars, operator), calendars.get(0).zone());
    }

    private static OpenTimeline joinTimelines(List<Calendar> calendars, BinaryOperator<OpenTimeline> operator) {
        return calendars.stream()
                .map(Calendar::timeline)
                .reduce(operator)
                .orElseThrow(() -> new IllegalArgumentException("A calendar is combined of at least one other"));
    }

    private static Calendar createCombined(OpenTimeline timeline, ZoneId zone) {
        if (timeline.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no year of which the holidays of all these calendars are known");
        }
        if (!timeline.goesOnOpening()) {
            throw new IllegalArgumentException("The calendar never opens");
        }
        return new Calendar(timeline, zone);
    }
}
