package support.entitlement.decision;

/**
 * The fact of the tables of calendars and holidays ({@code $calendar : BusinessHours} in their object row): each method
 * is a condition or an action on a calendar. These tables are read once, when a policy is compiled; no query reaches
 * them.
 */
public interface BusinessHours {

    /** The name by which milestones refer to the calendar. */
    String name();

    /** Sets the time zone of the opening hours, by region and city. */
    @ActionMethod
    void zone(String zone);

    /** Sets the days of the week on which it opens: names, short or long, and ranges of them. */
    @ActionMethod
    void day(String... days);

    /** Sets the date on which its opening hours differ from those of the weekday. */
    @ActionMethod
    void on(String date);

    /** Sets the time of day at which it opens. */
    @ActionMethod
    void opens(String time);

    /** Sets the time of day at which it closes; a time beyond 24:00 is on the next day. */
    @ActionMethod
    void closes(String time);

    /** Adds a date on which it is closed. */
    @ActionMethod
    void closedOn(String date);

    /** Makes it open whenever at least one of these calendars is open. */
    @ActionMethod
    void openWhenAnyOf(String... calendars);

    /** Makes it open only while all of these calendars are open. */
    @ActionMethod
    void openWhenAllOf(String... calendars);

    /** Makes it open only while none of these calendars is open. */
    @ActionMethod
    void openWhenNoneOf(String... calendars);
}
