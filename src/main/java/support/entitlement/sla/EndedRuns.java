package support.entitlement.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import support.entitlement.calendar.Calendars;
import support.entitlement.calendar.Stretch;
import support.entitlement.decision.Milestone;
import support.entitlement.sla.MilestoneStatus.MissedRun;

/**
 * The runs of the clock of one milestone that another run followed, or that a reopening of the case ended, in the order of
 * their ends. Not thread-safe while runs are added.
 */
final class EndedRuns {

    /** Bounds the answer for a case that is updated late again and again; longer lists have no reader. */
    static final int MAX_MISSED = 100;

    private final List<EndedRun> runs = new ArrayList<>();

    private record EndedRun(Instant from, boolean isFirst, Instant end, EventName event, List<Stretch> closures) {}

    /**
     * Adds a run that ended.
     *
     * @param isFirst true if it began with the start of the clock; else with the end of the run before
     * @param event the event that ended it
     * @param closures the times for which the case was closed meanwhile
     */
    void addRun(Instant from, boolean isFirst, Instant end, EventName event, List<Stretch> closures) {
        runs.add(new EndedRun(from, isFirst, end, event, List.copyOf(closures)));
    }

    /**
     * Returns runs that ended after their due time, of those that ended from one instant on and before another.
     *
     * @return at most the latest {@link #MAX_MISSED}, the latest first
     */
    List<MissedRun> findMissed(Milestone milestone, Calendars calendars, Pauses pauses, Instant from, Instant until) {
        List<MissedRun> missed = new ArrayList<>();
        for (int i = countEndedBefore(until) - 1; i >= 0 && missed.size() < MAX_MISSED; i--) {
            EndedRun ended = runs.get(i);
            if (ended.end().isBefore(from)) {
                break;
            }
            ClockRun.ofCalendars(
                            milestone,
                            calendars,
                            pauses.togetherWith(ended.closures()),
                            ended.from(),
                            ended.isFirst(),
                            List.of(),
                            false)
                    .missedUntil(ended.end(), ended.event().toString())
                    .ifPresent(missed::add);
        }
        return missed;
    }

    /** Searches in halves, because facts may change very often. */
    private int countEndedBefore(Instant until) {
        int low = 0;
        int high = runs.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (runs.get(middle).end().isBefore(until)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
