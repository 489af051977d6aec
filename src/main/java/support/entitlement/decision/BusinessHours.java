package support.entitlement.decision;

/**
 * What a table may say of a calendar: the fact that the tables of calendars and of holidays look at ({@code $calendar :
 * BusinessHours} in their object row). These tables are read once, when a policy is made; no query ever meets them.
 */
public interface BusinessHours {

    /** The name by which milestones name the calendar. */
    String name();

    /** The time zone of its hours, by region and city. */
    @ActionMethod
    void zone(String zone);

    /** The days of the week on which it opens: names, short or long, and ranges of them. */
    @ActionMethod
    void day(String... days);

    /** The date on which it opens otherwise than on that day of the week. */
    @ActionMethod
    void on(String date);

    /** The time of day at which it opens. */
    @ActionMethod
    void opens(String time);

    /** The time of day at which it closes; beyond 24:00 it is one of the next day. */
    @ActionMethod
    void closes(String time);

    /** A date on which it stays closed. */
    @ActionMethod
    void closedOn(String date);

    /** The calendars of which one at least must be open for this one to be. */
    @ActionMethod
    void openWhenAnyOf(String... calendars);

    /** The calendars that must all be open for this one to be. */
    @ActionMethod
    void openWhenAllOf(String... calendars);
}
