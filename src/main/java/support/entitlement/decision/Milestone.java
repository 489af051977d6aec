package support.entitlement.decision;

import java.util.List;
import java.util.function.UnaryOperator;
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
 * @param every the interval after which it must be reached again; null if once is enough
 * @param strength how firmly it is promised
 * @param startsDuring the calendar within which its clock starts: if it is closed at the event, at its next opening; null
 *     if the clock starts with the event
 * @param pauses the events that pause its clock; null for those of the service
 * @param repeatedUntil the events of which one ends the repetition; none if only the case ends it
 */
public record Milestone(
        String name,
        @Nullable Within within,
        @Nullable String calendar,
        Basis basis,
        String startsAt,
        @Nullable String endsAt,
        @Nullable Within every,
        Strength strength,
        @Nullable String startsDuring,
        @Nullable PauseEvents pauses,
        List<String> repeatedUntil) {

    /** The event that starts a clock if a table names no other. */
    public static final String OPENED = "opened";

    /**
     * The events that pause a clock.
     *
     * @param pausedBy those that begin a pause; at least one
     * @param resumedBy those that end it; at least one
     */
    public record PauseEvents(List<String> pausedBy, List<String> resumedBy) {

        /** Takes copies. */
        public PauseEvents {
            pausedBy = List.copyOf(pausedBy);
            resumedBy = List.copyOf(resumedBy);
        }
    }

    /** Takes a copy of the list. */
    public Milestone {
        repeatedUntil = List.copyOf(repeatedUntil);
    }

    /** Creates a milestone whose clock starts with the event. */
    public Milestone(
            String name,
            @Nullable Within within,
            @Nullable String calendar,
            Basis basis,
            String startsAt,
            @Nullable String endsAt,
            @Nullable Within every,
            Strength strength) {
        this(name, within, calendar, basis, startsAt, endsAt, every, strength, null, null, List.of());
    }

    /** Creates a milestone that is guaranteed once, counted from the opening of the case. */
    public Milestone(String name, @Nullable Within within, String calendar, Basis basis) {
        this(name, within, calendar, basis, OPENED, null, null, Strength.GUARANTEED);
    }

    /** Returns true if the policy states in which calendar its time is counted. */
    public boolean isCounted() {
        return calendar != null;
    }

    /** Returns the same promise with calendars of other names. */
    public Milestone withCalendars(UnaryOperator<String> names) {
        return new Milestone(
                name,
                within,
                calendar == null ? null : names.apply(calendar),
                basis,
                startsAt,
                endsAt,
                every,
                strength,
                startsDuring == null ? null : names.apply(startsDuring),
                pauses,
                repeatedUntil);
    }

    /** Returns the promise with what rows say of every milestone, where its own row says nothing. */
    Milestone withCommonClock(@Nullable String hours, @Nullable PauseEvents events) {
        return new Milestone(
                name,
                within,
                calendar,
                basis,
                startsAt,
                endsAt,
                every,
                strength,
                startsDuring == null ? hours : startsDuring,
                pauses == null ? events : pauses,
                repeatedUntil);
    }

    /**
     * Returns the promise as a contract changes it. A clock that starts in the hours in which it is counted starts in
     * those of the new calendar.
     */
    public Milestone withTerms(
            @Nullable Within time, @Nullable Within interval, @Nullable String hours, Strength firmness) {
        return new Milestone(
                name,
                time,
                hours,
                Basis.CONTRACT,
                startsAt,
                endsAt,
                interval,
                firmness,
                startsDuring != null && startsDuring.equals(calendar) ? hours : startsDuring,
                pauses,
                repeatedUntil);
    }

    /** Returns the same promise whose clock starts, ends, pauses and stops repeating otherwise. */
    public Milestone withClock(
            String start,
            @Nullable String hours,
            @Nullable String end,
            @Nullable PauseEvents events,
            List<String> repetitionEnds) {
        return new Milestone(name, within, calendar, basis, start, end, every, strength, hours, events, repetitionEnds);
    }

    /**
     * Returns the time within which it must be reached for the first time; without one of its own this is the repeat
     * interval, and null if there is neither.
     */
    public @Nullable Within firstWithin() {
        return within == null ? every : within;
    }
}
