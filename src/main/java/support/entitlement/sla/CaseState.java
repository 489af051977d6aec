package support.entitlement.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import support.entitlement.sla.CaseStep.StepKind;

/**
 * The state of a case (open, closed or paused) as its events are applied. The order in which the events of one instant
 * were delivered does not matter: a case that is closed is reopened first; one that is open is closed last and reopened
 * after that; a pause and its end at one instant leave the case paused or not, as it was. An event that closes a
 * case that is closed already is no step: it changes nothing.
 *
 * <p>Not thread-safe; it takes the moments of one case in ascending order.
 */
final class CaseState {

    private static final EventName PAUSED = EventName.of(Event.PAUSED);
    private static final EventName RESUMED = EventName.of(Event.RESUMED);
    private static final EventName RESOLVED = EventName.of(Event.RESOLVED);
    private static final EventName REOPENED = EventName.of(Event.REOPENED);
    private static final EventName CANCELLED = EventName.of(Event.CANCELLED);

    private final NavigableMap<Instant, ? extends Map<EventName, Event>> moments;
    private final List<CaseStep> steps = new ArrayList<>();
    private final Predicate<EventName> pausesClock;
    private final PauseRecorder pauses = new PauseRecorder();
    private StepKind state = StepKind.REOPENS;
    private boolean resumeExpected;

    /**
     * Creates the state before any event.
     *
     * @param pausesClock returns true for further events that pause a clock, which “resumed” may end
     */
    CaseState(NavigableMap<Instant, ? extends Map<EventName, Event>> moments, Predicate<EventName> pausesClock) {
        this.moments = moments;
        this.pausesClock = pausesClock;
    }

    List<CaseStep> steps() {
        return steps;
    }

    Pauses pausesSoFar() {
        return pauses.pausesSoFar();
    }

    void applyMoment(Instant at, Map<EventName, Event> events) {
        boolean wasOpen = isOpen();
        if (!wasOpen && events.containsKey(REOPENED)) {
            changeState(at, StepKind.REOPENS, REOPENED);
        }
        pauseOrResume(at, events);
        Collection<EventName> others = new TreeSet<>(events.keySet());
        others.remove(REOPENED);
        boolean resolves = others.remove(RESOLVED) && isOpen();
        boolean cancels = others.remove(CANCELLED) && state != StepKind.CANCELS;
        if (!others.isEmpty()) {
            steps.add(new CaseStep(at, StepKind.NONE, List.copyOf(others)));
        }
        if (resolves) {
            changeState(at, StepKind.RESOLVES, RESOLVED);
        }
        if (cancels) {
            changeState(at, StepKind.CANCELS, CANCELLED);
        }
        if (wasOpen && events.containsKey(REOPENED)) {
            if (isOpen()) {
                throw reopenContradiction(events.get(REOPENED));
            }
            changeState(at, StepKind.REOPENS, REOPENED);
        }
    }

    private boolean isOpen() {
        return state == StepKind.REOPENS;
    }

    /**
     * Changes the state. Closing and reopening a case both end a pause, so that no case stays paused because its end
     * was never sent.
     */
    private void changeState(Instant at, StepKind kind, EventName event) {
        steps.add(new CaseStep(at, kind, List.of(event)));
        state = kind;
        pauses.endPause(at);
    }

    private void pauseOrResume(Instant at, Map<EventName, Event> events) {
        boolean begins = events.containsKey(PAUSED);
        boolean ends = events.containsKey(RESUMED);
        resumeExpected |= events.keySet().stream().anyMatch(pausesClock);
        if (ends && !begins && !resumeExpected) {
            throw resumeContradiction(events.get(RESUMED));
        }
        if (begins || ends) {
            resumeExpected = begins && (!ends || pauses.isPaused());
        }
        pauses.applyMoment(at, begins, ends);
    }

    private ContradictoryEventsException resumeContradiction(Event event) {
        Event later = findFirst(moments.tailMap(event.at(), false), PAUSED);
        if (later != null) {
            return CaseHistory.contradictionBetween(
                    event, "cannot come before", later, "a pause begins before it ends");
        }
        Event before = findFirst(moments.headMap(event.at(), false).descendingMap(), RESUMED);
        return before != null
                ? CaseHistory.contradictionBetween(event, "cannot follow", before, "no pause was left to end")
                : new ContradictoryEventsException(event + " ends a pause that has not begun", event, null);
    }

    private ContradictoryEventsException reopenContradiction(Event event) {
        Event later = findFirst(moments.tailMap(event.at(), false), RESOLVED);
        if (later != null) {
            return CaseHistory.contradictionBetween(
                    event, "cannot come before", later, "a case is closed before it is reopened");
        }
        Event before = findFirst(moments.headMap(event.at(), false).descendingMap(), REOPENED);
        return before != null
                ? CaseHistory.contradictionBetween(event, "cannot follow", before, "the case is open already")
                : new ContradictoryEventsException(
                        event + " reopens a case that was neither resolved nor cancelled", event, null);
    }

    private static @Nullable Event findFirst(
            SortedMap<Instant, ? extends Map<EventName, Event>> moments, EventName name) {
        return moments.values().stream()
                .filter(events -> events.containsKey(name))
                .findFirst()
                .map(events -> events.get(name))
                .orElse(null);
    }
}
