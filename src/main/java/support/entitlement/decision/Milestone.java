package support.entitlement.decision;

import org.jspecify.annotations.Nullable;

/**
 * A promised moment.
 *
 * @param name what is promised, in the table's words
 * @param within how soon; null if nobody says, and then it never falls due
 * @param calendar the name of the calendar that {@code within} and {@code every} are counted in
 * @param basis who promised it
 * @param startsAt the event that starts its clock; after {@code last} each such event starts it anew
 * @param endsAt the event that reaches it; null for the event that its name suggests
 * @param every how soon after each time it must be reached again, until the case is resolved; null if once is enough
 * @param strength how firmly it is promised
 */
public record Milestone(
        String name,
        @Nullable Within within,
        String calendar,
        Basis basis,
        String startsAt,
        @Nullable String endsAt,
        @Nullable Within every,
        Strength strength) {

    /** The event that starts a clock if a table names no other. */
    public static final String OPENED = "opened";

    /** A milestone that is guaranteed once, counted from the opening of the case. */
    public Milestone(String name, @Nullable Within within, String calendar, Basis basis) {
        this(name, within, calendar, basis, OPENED, null, null, Strength.GUARANTEED);
    }

    /** How soon it must be reached for the first time: if nobody says, as soon as every time after; null without a time. */
    public @Nullable Within firstWithin() {
        return within == null ? every : within;
    }
}
