package support.entitlement.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.sla.MilestoneStatus.State;

/** Where one milestone stands, by the events of its case. */
record MilestoneClock(Milestone milestone, Calendar calendar, History history, boolean changed) {

    /** Its state at an instant at which all of the history has happened. */
    MilestoneStatus at(Instant at) {
        Event cancelled = history.first(event -> event.is(Event.CANCELLED));
        return cancelled == null ? at(at, history, null) : at(at, history.before(cancelled), cancelled.at());
    }

    /** Its state if it is withdrawn at an instant after all of the history. */
    MilestoneStatus withdrawnAt(Instant at) {
        Event cancelled = history.first(event -> event.is(Event.CANCELLED));
        return cancelled == null ? at(at, history, at) : at(at);
    }

    private MilestoneStatus at(Instant at, History until, @Nullable Instant cancelled) {
        Event start = EventNames.startsAnew(milestone)
                ? until.last(event -> EventNames.starts(event, milestone))
                : until.first(event -> EventNames.starts(event, milestone));
        if (start == null) {
            return cancelled == null
                    ? MilestoneStatus.withoutClock(milestone, State.NOT_STARTED, null, changed)
                    : MilestoneStatus.withoutClock(milestone, State.CANCELLED, cancelled, changed);
        }
        Event end = end(until, start);
        Run run = run(until, start, end);
        if (end != null) {
            return run.reached(end.at(), changed);
        }
        return cancelled == null ? run.at(at, changed) : run.cancelled(cancelled, changed);
    }

    /** The event that reached it for good. One that came before the start counts too, unless the clock starts anew. */
    private @Nullable Event end(History until, Event start) {
        boolean recurs = milestone.every() != null;
        Event end = until.after(start)
                .first(event -> event.is(Event.RESOLVED) || !recurs && EventNames.reaches(event, milestone));
        return end != null || recurs || EventNames.startsAnew(milestone)
                ? end
                : until.before(start).first(event -> EventNames.reaches(event, milestone));
    }

    /** The clock since the start or, of a milestone that recurs, since it was last reached. */
    private Run run(History until, Event start, @Nullable Event end) {
        Event again = null;
        if (milestone.every() != null) {
            History recurrences = (end == null ? until : until.before(end)).after(start);
            again = recurrences.last(event -> EventNames.reaches(event, milestone));
        }
        return new Run(
                milestone,
                calendar,
                until.pauses(),
                again == null ? start.at() : again.at(),
                again == null ? milestone.firstWithin() : milestone.every());
    }
}
