package support.entitlement.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import support.entitlement.decision.Milestone;

/**
 * The events of a case, without contradictions, in an order that does not depend on that of delivery. Immutable.
 *
 * @param promises the promises by the instant from which they apply, where facts changed
 */
record CaseHistory(List<CaseStep> steps, Pauses pauses, NavigableMap<Instant, List<Milestone>> promises) {

    /**
     * Builds the history of these events.
     *
     * @param pausesClock returns true for events that pause the clock of a milestone because its row names them
     * @throws ContradictoryEventsException if the case opens at two instants, if an event precedes the opening, if a
     *     pause ends that has not begun, if a case is reopened that is open, or if events at one instant promise
     *     different milestones
     */
    static CaseHistory fromEvents(List<Event> events, Predicate<EventName> pausesClock) {
        NavigableMap<Instant, NavigableMap<EventName, Event>> moments = groupByInstant(events);
        refuseSecondOpening(moments);
        CaseState state = new CaseState(moments, pausesClock);
        moments.forEach(state::applyMoment);
        return new CaseHistory(List.copyOf(state.steps()), state.pausesSoFar(), collectPromises(moments));
    }

    /** Returns the events of each instant by their names: an event that was delivered twice is one event. */
    private static NavigableMap<Instant, NavigableMap<EventName, Event>> groupByInstant(List<Event> events) {
        NavigableMap<Instant, NavigableMap<EventName, Event>> moments = new TreeMap<>();
        for (Event event : events) {
            moments.computeIfAbsent(event.at(), at -> new TreeMap<>())
                    .merge(event.eventName(), event, CaseHistory::mergeDuplicate);
        }
        return moments;
    }

    private static Event mergeDuplicate(Event one, Event other) {
        if (one.milestones() == null) {
            return other.milestones() == null ? one : other;
        }
        refuseOtherPromise(one, other);
        return one;
    }

    private static void refuseOtherPromise(Event one, Event other) {
        if (other.milestones() != null && !other.milestones().equals(one.milestones())) {
            throw new ContradictoryEventsException(
                    other + " contradicts " + one + ": what is promised from one instant on cannot be two things",
                    other,
                    one);
        }
    }

    private static NavigableMap<Instant, List<Milestone>> collectPromises(
            NavigableMap<Instant, NavigableMap<EventName, Event>> moments) {
        NavigableMap<Instant, List<Milestone>> promises = new TreeMap<>();
        moments.forEach((at, events) -> {
            Event promise = null;
            for (Event event : events.values()) {
                if (promise != null) {
                    refuseOtherPromise(promise, event);
                } else if (event.milestones() != null) {
                    promise = event;
                    promises.put(at, event.milestones());
                }
            }
        });
        return promises;
    }

    private static void refuseSecondOpening(NavigableMap<Instant, NavigableMap<EventName, Event>> moments) {
        List<Event> openings = new ArrayList<>();
        moments.values()
                .forEach(events ->
                        events.values().stream().filter(Event::isOpening).forEach(openings::add));
        if (openings.size() > 1) {
            throw contradictionBetween(
                    openings.get(1),
                    "cannot follow",
                    openings.get(0),
                    "a case opens once, and one that comes back is “reopened”");
        }
        if (openings.size() == 1 && moments.firstKey().isBefore(openings.get(0).at())) {
            Event first = moments.firstEntry().getValue().firstEntry().getValue();
            throw contradictionBetween(first, "cannot come before", openings.get(0), "a case opens first");
        }
    }

    static ContradictoryEventsException contradictionBetween(Event event, String how, Event other, String why) {
        return new ContradictoryEventsException(event + " " + how + " " + other + ": " + why, event, other);
    }
}
