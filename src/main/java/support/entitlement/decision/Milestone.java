package support.entitlement.decision;

import org.jspecify.annotations.Nullable;

/**
 * A promised moment.
 *
 * @param name the name in the table's words
 * @param within the time until it falls due; null if none is stated, and then it never falls due
 * @param calendar the name of the calendar that {@code within} and {@code every} are counted in; null if the policy does
 *     not state one, and then nothing is counted
 * @param basis the origin of the promise
 * @param startsAt the event that starts its clock; after {@code last} each such event restarts it
 * @param endsAt the event that reaches it; null for the event that its name suggests
 * @param every the interval after which it must be reached again, until the case is resolved; null if once is enough
 * @param strength how firmly it is promised
 */
public record Milestone(
        String name,
        @Nullable Within within,
        @Nullable String calendar,
        Basis basis,
        String startsAt,
        @Nullable String endsAt,
        @Nullable Within every,
        Strength strength) {

    /** The event that starts a clock if a table names no other. */
    public static final String OPENED = "opened";

    /** Creates a milestone that is guaranteed once, counted from the opening of the case. */
    public Milestone(String name, @Nullable Within within, String calendar, Basis basis) {
        this(name, within, calendar, basis, OPENED, null, null, Strength.GUARANTEED);
    }

    /** Returns true if the policy states in which calendar its time is counted. */
    public boolean isCounted() {
        return calendar != null;
    }

    /** Returns the same promise in another calendar. */
    public Milestone withCalendar(String name) {
        return new Milestone(this.name, within, name, basis, startsAt, endsAt, every, strength);
    }

    /**
     * Returns the time within which it must be reached for the first time; without one of its own this is the repeat
     * interval, and null if there is neither.
     */
    public @Nullable Within firstWithin() {
        return within == null ? every : within;
    }
}
