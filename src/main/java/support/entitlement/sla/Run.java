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
 * @param pauses when all clocks stood still
 * @param start when it started
 * @param within its time, or null
 */
record Run(
        Milestone milestone,
        Calendar calendar,
        Pauses pauses,
        Instant start,
        @Nullable Within within) {

    private static final int QUARTERS_BEFORE_RISK = 3;

    /** How it stands at an instant, neither reached nor withdrawn. */
    MilestoneStatus at(Instant at, boolean changed) {
        Instant due = due(pauses);
        boolean overdue = due != null && at.isAfter(due);
        if (pauses.cover(at) && !overdue) {
            return status(State.PAUSED, pauses, null, null, at, changed);
        }
        return status(overdue ? State.BREACHED : State.RUNNING, pauses, due, null, at, changed);
    }

    /** How it stands once it was reached. A pause that still lasted ended with it. */
    MilestoneStatus reached(Instant end, boolean changed) {
        return ended(end, State.MET, State.MET_LATE, changed);
    }

    /** How it stands once it was withdrawn. */
    MilestoneStatus cancelled(Instant end, boolean changed) {
        return ended(end, State.CANCELLED, State.BREACHED, changed);
    }

    private MilestoneStatus ended(Instant end, State inTime, State late, boolean changed) {
        Pauses over = pauses.endedBy(end);
        Instant due = due(over);
        return status(due != null && end.isAfter(due) ? late : inTime, over, due, end, end, changed);
    }

    private @Nullable Instant due(Pauses stops) {
        return within == null ? null : stops.dueAt(calendar.measure(within, start), start);
    }

    private MilestoneStatus status(
            State state, Pauses stops, @Nullable Instant due, @Nullable Instant end, Instant until, boolean changed) {
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
