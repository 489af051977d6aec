package support.entitlement.sla;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Within;
import support.entitlement.sla.MilestoneStatus.State;

/**
 * One clock of one milestone, from the event that started it.
 *
 * @param milestone what is promised
 * @param calendar where its time is counted
 * @param pauses when it stood still
 * @param start when it started
 * @param within its time, or null
 * @param changed whether a change of facts made it another promise
 */
record Run(
        Milestone milestone,
        Calendar calendar,
        Pauses pauses,
        Instant start,
        @Nullable Within within,
        boolean changed) {

    private static final int QUARTERS_BEFORE_RISK = 3;

    /** How it stands at an instant, neither reached nor withdrawn. */
    MilestoneStatus at(Instant at) {
        Instant due = due(pauses);
        boolean overdue = due != null && at.isAfter(due);
        return pauses.cover(at) && !overdue
                ? status(State.PAUSED, pauses, null, at, null, null)
                : status(overdue ? State.BREACHED : State.RUNNING, pauses, due, at, null, null);
    }

    /** How it stands once it was reached. A pause that still lasted ended with it. */
    MilestoneStatus reached(Instant end, String event) {
        return ended(end, event, State.MET, State.MET_LATE);
    }

    /** How it stands once it no longer has to be reached, because of an event or, without one, a change of facts. */
    MilestoneStatus cancelled(Instant end, @Nullable String event) {
        return ended(end, event, State.CANCELLED, State.BREACHED);
    }

    private MilestoneStatus ended(Instant end, @Nullable String event, State inTime, State late) {
        Pauses over = pauses.endedBy(end);
        Instant due = due(over);
        return status(due != null && end.isAfter(due) ? late : inTime, over, due, end, end, event);
    }

    private @Nullable Instant due(Pauses stops) {
        return within == null ? null : stops.dueAt(calendar.measure(within, start), start);
    }

    private MilestoneStatus status(
            State state,
            Pauses stops,
            @Nullable Instant due,
            Instant until,
            @Nullable Instant end,
            @Nullable String endedBy) {
        Measured measured = within == null ? null : calendar.measure(within, start);
        // What was reached before its clock started took no time.
        Instant stop = until.isBefore(start) ? start : until;
        Calendar counting = measured == null ? calendar : measured.calendar();
        Duration elapsed = stops.counted(counting, start, stop);
        return new MilestoneStatus(
                milestone,
                state,
                due,
                start,
                end,
                endedBy,
                elapsed,
                measured == null ? null : remaining(measured.time(), elapsed),
                Duration.between(start, stop),
                measured == null ? null : stops.dueAt(measured.part(QUARTERS_BEFORE_RISK, 4), start),
                stops.walk(counting, start, stop),
                changed);
    }

    private static Duration remaining(Duration time, Duration elapsed) {
        return elapsed.compareTo(time) > 0 ? Duration.ZERO : time.minus(elapsed);
    }
}
