package support.entitlement.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.AllottedTime;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Within;
import support.entitlement.sla.MilestoneStatus.MilestoneState;
import support.entitlement.sla.MilestoneStatus.MissedRun;

/**
 * One run of the clock of one milestone, from the event that started it.
 *
 * @param milestone the promise
 * @param calendar the calendar in which its time is counted; null if none is stated
 * @param pauses the times at which the clock was paused
 * @param start the instant at which it started
 * @param within its time, or null
 * @param missed earlier runs of the clock that ended after their due time, in order
 * @param changed true if a change of facts replaced the original promise
 */
record ClockRun(
        Milestone milestone,
        @Nullable Calendar calendar,
        Pauses pauses,
        Instant start,
        @Nullable Within within,
        List<MissedRun> missed,
        boolean changed) {

    private static final int QUARTERS_BEFORE_RISK = 3;

    /**
     * Creates a run that counts in the calendar of its milestone.
     *
     * @param from the instant of the event with which the run began
     * @param isFirst true if this event started the clock; else it ended the run before
     */
    static ClockRun ofCalendars(
            Milestone milestone,
            Calendars calendars,
            Pauses pauses,
            Instant from,
            boolean isFirst,
            List<MissedRun> missed,
            boolean changed) {
        return new ClockRun(
                milestone,
                milestone.calendar() == null ? null : calendars.get(milestone.calendar()),
                pauses,
                isFirst ? calendars.startOf(milestone, from) : from,
                isFirst ? milestone.firstWithin() : milestone.every(),
                missed,
                changed);
    }

    /** Returns the status at an instant, for a milestone that is neither reached nor withdrawn. */
    MilestoneStatus statusAt(Instant at) {
        Instant due = dueInstant(pauses);
        boolean overdue = due != null && at.isAfter(due);
        return pauses.isPausedAt(at) && !overdue
                ? createStatus(MilestoneState.PAUSED, pauses, null, at, null, null)
                : createStatus(overdue ? MilestoneState.BREACHED : MilestoneState.RUNNING, pauses, due, at, null, null);
    }

    /** Returns the status of a milestone that was reached. A pause that still lasted ended with it. */
    MilestoneStatus reachedStatus(Instant end, String event) {
        return endedStatus(end, event, MilestoneState.MET, MilestoneState.MET_LATE);
    }

    /**
     * Returns the status of a milestone that no longer has to be reached, because of an event or, without one, a change
     * of facts.
     */
    MilestoneStatus cancelledStatus(Instant end, @Nullable String event) {
        return endedStatus(end, event, MilestoneState.CANCELLED, MilestoneState.BREACHED);
    }

    /** Returns the run as missed if this event ended it after its due time. */
    Optional<MissedRun> missedUntil(Instant end, String event) {
        Instant due = dueInstant(pauses.endedBy(end));
        return due != null && end.isAfter(due) ? Optional.of(new MissedRun(start, due, end, event)) : Optional.empty();
    }

    private MilestoneStatus endedStatus(
            Instant end, @Nullable String event, MilestoneState inTime, MilestoneState late) {
        Pauses pausesUntilEnd = pauses.endedBy(end);
        Instant due = dueInstant(pausesUntilEnd);
        return createStatus(due != null && end.isAfter(due) ? late : inTime, pausesUntilEnd, due, end, end, event);
    }

    private @Nullable Instant dueInstant(Pauses pausesToCount) {
        return dueInstant(within, pausesToCount);
    }

    private @Nullable Instant dueInstant(@Nullable Within time, Pauses pausesToCount) {
        return time == null || calendar == null ? null : pausesToCount.dueAt(calendar.allottedTime(time, start), start);
    }

    private MilestoneStatus createStatus(
            MilestoneState state,
            Pauses pausesToCount,
            @Nullable Instant due,
            Instant until,
            @Nullable Instant end,
            @Nullable String endedBy) {
        AllottedTime measured = within == null || calendar == null ? null : calendar.allottedTime(within, start);
        // A milestone that was reached before its clock started took no time.
        Instant stop = until.isBefore(start) ? start : until;
        Calendar counting = measured == null ? calendar : measured.calendar();
        Duration elapsed = counting == null ? null : pausesToCount.countedTime(counting, start, stop);
        return new MilestoneStatus(
                milestone,
                state,
                dueInstant(within == null ? null : within.nearEnd(), pausesToCount),
                due,
                start,
                end,
                endedBy,
                elapsed,
                measured == null || elapsed == null ? null : remainingTime(measured.time(), elapsed),
                Duration.between(start, stop),
                measured == null ? null : pausesToCount.dueAt(measured.takeFraction(QUARTERS_BEFORE_RISK, 4), start),
                counting == null ? List.of() : pausesToCount.countedStretches(counting, start, stop),
                pausesToCount.pausedStretches(start, stop),
                missed,
                changed);
    }

    private static Duration remainingTime(Duration time, Duration elapsed) {
        return elapsed.compareTo(time) > 0 ? Duration.ZERO : time.minus(elapsed);
    }
}
