package support.entitlement.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.PromiseKey;
import support.entitlement.sla.MilestoneStatus.MissedRun;

/**
 * The state of the milestones of a case: a pure function of the promises, the events, and the instant of the query.
 * Later events are ignored, and the order of delivery does not matter.
 *
 * <p>When an event changes the promises, the new milestones count from the same events as if they had been promised
 * from the start, and pauses are kept. A milestone that had ended before is still judged by its terms at that time, and so
 * is each repetition.
 */
public final class CaseClock {

    private final List<Event> events;
    private final Calendars calendars;
    private final Instant at;
    private final Predicate<EventName> pausesClock;
    private final CaseHistory history;
    private final List<PromisedMilestones> terms = new ArrayList<>();
    private final Map<Milestone, MilestoneClock> clocks = new HashMap<>();

    /** Returns true if the milestone's clock starts when the case opens, so that its due time is known from then on. */
    public static boolean startsAtOpening(Milestone milestone) {
        return milestone.startsAt().equals(Event.OPENED)
                || MilestoneEvents.of(milestone).startAtOpening(); // Rarely needed, because it parses names.
    }

    /** Returns true if an event that ends the repetition of a milestone reaches it, too, so that it is never repeated. */
    public static boolean endsItsOwnRepetition(Milestone milestone, String event) {
        EventName name = EventName.of(event);
        return MilestoneEvents.of(milestone).reachedBy(name)
                || milestone.endsAt() != null
                        && EventName.of(milestone.endsAt()).isFormOf(name);
    }

    /**
     * Returns the state of each milestone: first those promised at that instant, in their order, then those no longer
     * promised.
     *
     * @param promised the promises at the opening
     * @param calendars every calendar that a milestone names
     * @param events the events of the case, in any order
     * @param at the instant of the query
     * @param pausing the events that pause some clock of the policy, promised or not: “resumed” may end such a pause, which no
     *     promised clock need know
     * @throws ContradictoryEventsException if the events contradict each other
     * @throws IllegalArgumentException if a milestone names an unknown calendar
     * @throws java.time.DateTimeException if an instant is beyond the end of a calendar
     */
    public static List<MilestoneStatus> statusesAt(
            List<Milestone> promised, Calendars calendars, List<Event> events, Instant at, Collection<String> pausing) {
        CaseClock clock = new CaseClock(promised, calendars, events, at, pausing);
        clock.historyWhere(event -> true); // Checks later events, too: they may contradict earlier ones.
        return clock.allStatuses();
    }

    private CaseClock(
            List<Milestone> promised, Calendars calendars, List<Event> events, Instant at, Collection<String> pausing) {
        this.events = events;
        this.calendars = calendars;
        this.at = at;
        this.pausesClock = findPausing(promised, events, pausing);
        this.history = historyWhere(event -> !event.at().isAfter(at));
        Map<PromiseKey, Milestone> known = new LinkedHashMap<>();
        addTerms(Instant.MIN, promised, known);
        history.promises().forEach((from, milestones) -> addTerms(from, milestones, known));
    }

    private void addTerms(Instant from, List<Milestone> promised, Map<PromiseKey, Milestone> known) {
        Map<PromiseKey, Milestone> milestones = PromiseKey.assignKeys(promised, known);
        known.putAll(milestones);
        terms.add(new PromisedMilestones(from, milestones));
    }

    private CaseHistory historyWhere(Predicate<Event> condition) {
        return CaseHistory.fromEvents(events.stream().filter(condition).toList(), pausesClock);
    }

    /** Finds the events that pause a clock because a row, or the contract, names them. */
    private static Predicate<EventName> findPausing(
            List<Milestone> promised, List<Event> events, Collection<String> pausing) {
        Stream<EventName> ofPromises = Stream.concat(
                        promised.stream(),
                        events.stream()
                                .map(Event::milestones)
                                .filter(Objects::nonNull)
                                .flatMap(List::stream))
                .filter(milestone -> milestone.pauses() != null)
                .distinct()
                .flatMap(milestone -> MilestoneEvents.of(milestone).pausing().stream());
        List<EventName> names = Stream.concat(ofPromises, pausing.stream().map(EventName::of))
                .distinct()
                .toList();
        return event -> names.stream().anyMatch(event::isFormOf);
    }

    private List<MilestoneStatus> allStatuses() {
        Set<PromiseKey> keys =
                new LinkedHashSet<>(terms.get(terms.size() - 1).milestones().keySet());
        terms.forEach(each -> keys.addAll(each.milestones().keySet()));
        return keys.stream().map(this::statusOf).toList();
    }

    private MilestoneStatus statusOf(PromiseKey key) {
        Milestone first = terms.get(0).milestones().get(key);
        Milestone latest = first;
        Instant withdrawn = at;
        for (int i = 0; i + 1 < terms.size(); i++) {
            Milestone milestone = terms.get(i).milestones().get(key);
            if (milestone != null) {
                latest = milestone;
                withdrawn = terms.get(i + 1).from();
                Instant endedAt = clockOf(milestone).settledAt();
                if (endedAt != null && endedAt.isBefore(withdrawn)) {
                    return statusOf(milestone, findMissed(key, i), !milestone.equals(first));
                }
            }
        }
        Milestone last = terms.get(terms.size() - 1).milestones().get(key);
        List<MissedRun> missed = findMissed(key, terms.size() - 1);
        return last != null
                ? statusOf(last, missed, !last.equals(first))
                : withdrawnStatus(Objects.requireNonNull(latest), withdrawn, missed);
    }

    private MilestoneStatus statusOf(Milestone milestone, List<MissedRun> missed, boolean changed) {
        return clockOf(milestone).statusAt(at, milestone, calendars, missed, changed);
    }

    private MilestoneStatus withdrawnStatus(Milestone milestone, Instant from, List<MissedRun> missed) {
        CaseHistory before = historyWhere(event -> event.at().isBefore(from));
        return MilestoneClock.fromHistory(milestone, before).statusIfWithdrawnAt(from, milestone, calendars, missed);
    }

    /**
     * Returns the latest runs of a milestone's clock that ended after their due time, in order, each by the terms that were
     * promised at its end.
     *
     * @param lastTerms the index of the terms that end the search
     */
    private List<MissedRun> findMissed(PromiseKey key, int lastTerms) {
        List<MissedRun> missed = new ArrayList<>();
        Instant until = Instant.MAX;
        for (int i = lastTerms; i >= 0 && missed.size() < EndedRuns.MAX_MISSED; i--) {
            Milestone milestone = terms.get(i).milestones().get(key);
            Instant from = terms.get(i).from();
            if (milestone != null) {
                missed.addAll(clockOf(milestone).findMissed(milestone, calendars, from, until));
            }
            until = from;
        }
        List<MissedRun> latest = new ArrayList<>(missed.subList(0, Math.min(missed.size(), EndedRuns.MAX_MISSED)));
        Collections.reverse(latest);
        return List.copyOf(latest);
    }

    private MilestoneClock clockOf(Milestone milestone) {
        return clocks.computeIfAbsent(milestone, each -> MilestoneClock.fromHistory(each, history));
    }

    /** The promises from an instant on, in their order. */
    private record PromisedMilestones(Instant from, Map<PromiseKey, Milestone> milestones) {}
}
