package support.entitlement.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.sla.MilestoneStatus.State;

/**
 * The clock of one milestone, as the events of its case go by: when it started, what stopped it, and what reached it.
 *
 * <p>Not thread-safe while it takes steps.
 */
final class MilestoneClock {

    private final MilestoneEvents events;
    private final Pauses pauses;
    private final List<Stretch> closures = new ArrayList<>();
    private @Nullable Instant start;
    private @Nullable Instant again;
    private @Nullable End reached;
    private @Nullable End closed;
    private boolean withdrawn;

    /**
     * What stopped the clock.
     *
     * @param closing whether it was the closing of the case, so that a reopening undoes it
     */
    private record End(Instant at, EventName event, boolean closing) {}

    private MilestoneClock(Milestone milestone, Pauses pauses) {
        this.events = MilestoneEvents.of(milestone);
        this.pauses = pauses;
    }

    /** The clock of a milestone after all of a history. */
    static MilestoneClock of(Milestone milestone, History history) {
        MilestoneClock clock = new MilestoneClock(milestone, history.pauses());
        history.steps().forEach(clock::take);
        return clock;
    }

    private void take(Step step) {
        switch (step.kind()) {
            case NONE -> happen(step);
            case RESOLVES -> resolve(step);
            case CANCELS -> cancel(step);
            case REOPENS -> reopen(step);
        }
    }

    /** Starts the clock, and reaches the milestone. Of events at one instant those that start it come first. */
    private void happen(Step step) {
        if (withdrawn) {
            return;
        }
        Predicate<EventName> starts = mayStart() ? events::startAt : event -> false;
        EventName reaching = step.events().stream()
                .filter(starts.negate())
                .filter(events::reachedBy)
                .findFirst()
                .orElse(null);
        if (step.events().stream().anyMatch(starts)) {
            start(step.at());
        }
        if (reaching != null && events.recurs()) {
            again = isRunning() ? step.at() : again;
        } else if (reaching != null && mayBeReached()) {
            reached = new End(step.at(), reaching, false);
        }
    }

    private boolean mayStart() {
        return start == null || events.anew();
    }

    private void start(Instant at) {
        start = at;
        if (events.anew()) {
            again = null;
            reached = null;
            closed = null;
            closures.clear();
        }
    }

    private boolean isRunning() {
        return start != null && reached == null && closed == null;
    }

    /** An event before the start counts, too, unless the clock starts anew or the milestone recurs. */
    private boolean mayBeReached() {
        return reached == null && (start != null || !events.anew() && !events.recurs());
    }

    private void resolve(Step step) {
        EventName event = step.events().get(0);
        if (mayStart() && events.startAt(event)) {
            start(step.at());
        } else if (reached == null) {
            close(step.at(), event, events.recurs() || events.reachedBy(event));
        }
    }

    private void cancel(Step step) {
        EventName event = step.events().get(0);
        if (mayStart() && events.startAt(event)) {
            start(step.at());
            return;
        }
        withdrawn = true;
        if ((start == null || reached == null) && closed == null) {
            close(step.at(), event, !events.recurs() && events.reachedBy(event));
            closed = closed == null ? new End(step.at(), event, true) : closed;
        }
    }

    private void close(Instant at, EventName event, boolean reaches) {
        End end = new End(at, event, true);
        if (reaches && mayBeReached()) {
            reached = end;
        }
        if (start != null) {
            closed = end;
        }
    }

    /** What the closing ended runs on, without the time for which the case was closed. */
    private void reopen(Step step) {
        withdrawn = false;
        reached = reached != null && reached.closing() ? null : reached;
        if (closed != null && start != null) {
            closures.add(new Stretch(closed.at(), step.at()));
        }
        closed = null;
        if (reached == null && events.startAtClosing()) {
            start = null;
            again = null;
            closures.clear();
        }
        happen(step);
    }

    /** The instant from which later changes of facts no longer touch it, since it has ended; null if they do. */
    @Nullable
    Instant settledAt() {
        if (start == null) {
            return closed == null ? null : closed.at();
        }
        End end = reached == null ? closed : reached;
        return end == null || end.at().isAfter(start) ? at(end) : start;
    }

    private static @Nullable Instant at(@Nullable End end) {
        return end == null ? null : end.at();
    }

    /** Where the milestone stands at an instant at which all of the history has happened. */
    MilestoneStatus at(Instant at, Milestone milestone, Calendar calendar, boolean changed) {
        if (start == null) {
            return closed != null
                    ? MilestoneStatus.withoutClock(
                            milestone,
                            State.CANCELLED,
                            closed.at(),
                            closed.event().toString(),
                            changed)
                    : MilestoneStatus.withoutClock(milestone, State.NOT_STARTED, null, null, changed);
        }
        Run run = run(milestone, calendar, start, changed);
        if (reached != null) {
            return run.reached(reached.at(), reached.event().toString());
        }
        return closed == null
                ? run.at(at)
                : run.cancelled(closed.at(), closed.event().toString());
    }

    /** Where the milestone stands if a change of facts withdraws it at an instant after all of the history. */
    MilestoneStatus withdrawnAt(Instant at, Milestone milestone, Calendar calendar) {
        if (reached != null || closed != null) {
            return at(at, milestone, calendar, true);
        }
        return start == null
                ? MilestoneStatus.withoutClock(milestone, State.CANCELLED, at, null, true)
                : run(milestone, calendar, start, true).cancelled(at, null);
    }

    /** The clock since the start or, of a milestone that recurs, since it was last reached. */
    private Run run(Milestone milestone, Calendar calendar, Instant from, boolean changed) {
        List<Stretch> stops = new ArrayList<>(pauses.stretches());
        stops.addAll(closures);
        if (closed != null) {
            stops.add(new Stretch(closed.at(), Instant.MAX));
        }
        return new Run(
                milestone,
                calendar,
                new Pauses(stops),
                again == null ? from : again,
                again == null ? milestone.firstWithin() : milestone.every(),
                changed);
    }
}
