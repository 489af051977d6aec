package support.entitlement.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.calendar.Stretch;
import support.entitlement.decision.Milestone;
import support.entitlement.sla.MilestoneStatus.MilestoneState;
import support.entitlement.sla.MilestoneStatus.MissedRun;

/**
 * The clock of one milestone as the events of its case are applied: its start, its stop, and the event that reached the
 * milestone.
 *
 * <p>Not thread-safe while it takes steps.
 */
final class MilestoneClock {

    private static final EventName REOPENED = EventName.of(Event.REOPENED);
    private static final Predicate<EventName> NONE_STARTS = event -> false;

    private final MilestoneEvents events;
    private final Pauses pauses;
    private final List<Stretch> closures = new ArrayList<>();
    private final EndedRuns endedRuns = new EndedRuns();
    private @Nullable Instant start;
    private @Nullable Instant lastReached;
    private @Nullable ClockStop reached;
    private @Nullable ClockStop closed;
    private @Nullable ClockStop repetitionEnd;
    private boolean withdrawn;

    /**
     * The stop of the clock.
     *
     * @param closing true if the closing of the case stopped it, so that a reopening undoes it
     */
    private record ClockStop(Instant at, EventName event, boolean closing) {}

    private MilestoneClock(Milestone milestone, CaseHistory history) {
        this.events = MilestoneEvents.of(milestone);
        this.pauses = events.pausesIn(history);
    }

    /** Returns the clock of a milestone after a whole history. */
    static MilestoneClock fromHistory(Milestone milestone, CaseHistory history) {
        MilestoneClock clock = new MilestoneClock(milestone, history);
        history.steps().forEach(clock::applyStep);
        return clock;
    }

    private void applyStep(CaseStep step) {
        switch (step.kind()) {
            case NONE -> applyEvents(step);
            case RESOLVES -> applyResolution(step);
            case CANCELS -> applyCancellation(step);
            case REOPENS -> applyReopening(step);
        }
    }

    /**
     * Starts the clock, and marks the milestone as reached. Of events at one instant those that start the clock come
     * first.
     */
    private void applyEvents(CaseStep step) {
        Predicate<EventName> starts = mayStart() && !withdrawn ? events::startAt : NONE_STARTS;
        if (withdrawn) {
            noteRepetitionEnd(step, starts);
            return;
        }
        EventName reaching = step.events().stream()
                .filter(starts.negate())
                .filter(events::reachedBy)
                .findFirst()
                .orElse(null);
        step.events().stream().filter(starts).findFirst().ifPresent(event -> startClock(step.at(), event));
        endRepetition(step, starts);
        if (reaching != null && events.recurs()) {
            if (isRunning()) {
                endRun(new ClockStop(step.at(), reaching, false));
                lastReached = step.at();
            }
        } else if (reaching != null && mayBeReached()) {
            reached = new ClockStop(step.at(), reaching, false);
        }
    }

    /** Ends the repetition if an event of the step or of one before ends it, so that no reopening continues it. */
    private void endRepetition(CaseStep step, Predicate<EventName> starts) {
        noteRepetitionEnd(step, starts);
        if (reached == null) {
            reached = repetitionEnd;
        }
    }

    /** Keeps the first event that ends the repetition, also of a case that is closed and may be reopened. */
    private void noteRepetitionEnd(CaseStep step, Predicate<EventName> starts) {
        if (repetitionEnd == null && (start != null || !events.anew())) {
            repetitionEnd = step.events().stream()
                    .filter(starts.negate())
                    .filter(events::repetitionEndedBy)
                    .findFirst()
                    .map(event -> new ClockStop(step.at(), event, false))
                    .orElse(null);
        }
    }

    private boolean mayStart() {
        return start == null || events.anew();
    }

    private void startClock(Instant at, EventName event) {
        if (start != null) {
            endRun(reached != null ? reached : closed != null ? closed : new ClockStop(at, event, false));
        }
        start = at;
        if (events.anew()) {
            lastReached = null;
            reached = null;
            closed = null;
            repetitionEnd = null;
            closures.clear();
        }
    }

    private void endRun(ClockStop end) {
        Instant from = lastReached == null ? start : lastReached;
        endedRuns.addRun(Objects.requireNonNull(from), lastReached == null, end.at(), end.event(), closures);
    }

    private boolean isRunning() {
        return start != null && reached == null && closed == null;
    }

    /**
     * Returns true if an event can reach the milestone now. An event before the start counts, too, unless the clock
     * restarts at each start event or the milestone recurs.
     */
    private boolean mayBeReached() {
        return reached == null && (start != null || !events.anew() && !events.recurs());
    }

    private void applyResolution(CaseStep step) {
        EventName event = step.events().get(0);
        if (mayStart() && events.startAt(event)) {
            startClock(step.at(), event);
            return;
        }
        endRepetition(step, NONE_STARTS);
        if (reached == null) {
            closeClock(step.at(), event, events.recurs() || events.reachedBy(event));
        }
    }

    private void applyCancellation(CaseStep step) {
        EventName event = step.events().get(0);
        if (mayStart() && events.startAt(event)) {
            startClock(step.at(), event);
            return;
        }
        withdrawn = true;
        endRepetition(step, NONE_STARTS);
        if ((start == null || reached == null) && closed == null) {
            closeClock(step.at(), event, !events.recurs() && events.reachedBy(event));
            closed = closed == null ? new ClockStop(step.at(), event, true) : closed;
        }
    }

    private void closeClock(Instant at, EventName event, boolean reaches) {
        ClockStop end = new ClockStop(at, event, true);
        if (reaches && mayBeReached()) {
            reached = end;
        }
        if (start != null) {
            closed = end;
        }
    }

    /** Continues the clock that the closing stopped, without the time for which the case was closed. */
    private void applyReopening(CaseStep step) {
        withdrawn = false;
        reached = reached != null && reached.closing() ? null : reached;
        if (closed != null && start != null) {
            closures.add(new Stretch(closed.at(), step.at()));
        }
        closed = null;
        if (reached == null && events.startAtClosing()) {
            if (start != null) {
                endRun(new ClockStop(step.at(), REOPENED, false));
            }
            start = null;
            lastReached = null;
            closures.clear();
        }
        applyEvents(step);
    }

    /**
     * Returns the instant at which the clock ended, from which changes of facts no longer affect it; null if they still
     * do.
     */
    @Nullable
    Instant settledAt() {
        if (start == null) {
            return closed == null ? null : closed.at();
        }
        ClockStop end = reached == null ? closed : reached;
        return end == null || end.at().isAfter(start) ? instantOf(end) : start;
    }

    private static @Nullable Instant instantOf(@Nullable ClockStop end) {
        return end == null ? null : end.at();
    }

    /** Returns the status of the milestone at an instant after the whole history. */
    MilestoneStatus statusAt(
            Instant at, Milestone milestone, Calendars calendars, List<MissedRun> missed, boolean changed) {
        if (start == null) {
            return closed != null
                    ? MilestoneStatus.withoutClock(
                            milestone,
                            MilestoneState.CANCELLED,
                            closed.at(),
                            closed.event().toString(),
                            missed,
                            changed)
                    : MilestoneStatus.withoutClock(milestone, MilestoneState.NOT_STARTED, null, null, missed, changed);
        }
        ClockRun run = createRun(milestone, calendars, start, missed, changed);
        if (reached != null) {
            return run.reachedStatus(reached.at(), reached.event().toString());
        }
        return closed == null
                ? run.statusAt(at)
                : run.cancelledStatus(closed.at(), closed.event().toString());
    }

    /** Returns the status of the milestone if a change of facts withdraws it at an instant after the whole history. */
    MilestoneStatus statusIfWithdrawnAt(Instant at, Milestone milestone, Calendars calendars, List<MissedRun> missed) {
        if (reached != null || closed != null) {
            return statusAt(at, milestone, calendars, missed, true);
        }
        return start == null
                ? MilestoneStatus.withoutClock(milestone, MilestoneState.CANCELLED, at, null, missed, true)
                : createRun(milestone, calendars, start, missed, true).cancelledStatus(at, null);
    }

    /** Returns the run of the clock since the start or, for a recurring milestone, since it was last reached. */
    private ClockRun createRun(
            Milestone milestone, Calendars calendars, Instant from, List<MissedRun> missed, boolean changed) {
        List<Stretch> stops = new ArrayList<>(closures);
        if (closed != null) {
            stops.add(new Stretch(closed.at(), Instant.MAX));
        }
        return ClockRun.ofCalendars(
                milestone,
                calendars,
                pauses.togetherWith(stops),
                lastReached == null ? from : lastReached,
                lastReached == null,
                missed,
                changed);
    }

    /**
     * Returns runs that ended after their due time, of those that ended from one instant on and before another.
     *
     * @return at most the latest {@link EndedRuns#MAX_MISSED}, the latest first
     */
    List<MissedRun> findMissed(Milestone milestone, Calendars calendars, Instant from, Instant until) {
        return endedRuns.findMissed(milestone, calendars, pauses, from, until);
    }
}
