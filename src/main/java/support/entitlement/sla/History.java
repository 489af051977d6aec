package support.entitlement.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The events of a case in the order in which they happened, without contradictions. Immutable. */
final class History {

    private final List<Event> events;

    private History(List<Event> events) {
        this.events = events;
    }

    /**
     * Sorts events. Of those at the same instant an opening comes first, a pause before an end of one, and a
     * withdrawal last.
     *
     * @throws ContradictoryEventsException if the case opens twice, if something happens before it opens, or if more pauses
     *     have ended than have begun
     */
    static History of(List<Event> events) {
        List<Event> sorted = events.stream()
                .sorted(Comparator.comparing(Event::at).thenComparing(History::rank))
                .toList();
        refuseSecondOpening(sorted);
        refuseEndWithoutPause(sorted);
        return new History(sorted);
    }

    private static int rank(Event event) {
        if (event.isOpening()) {
            return 0;
        }
        return event.is(Event.CANCELLED) ? 3 : event.is(Event.RESUMED) ? 2 : 1;
    }

    private static void refuseSecondOpening(List<Event> events) {
        List<Event> openings =
                events.stream().filter(event -> event.isOpening()).toList();
        if (openings.size() > 1) {
            throw contradiction(openings.get(1), "cannot follow", openings.get(0), "a case opens once");
        }
        if (openings.size() == 1 && !events.get(0).isOpening()) {
            throw contradiction(events.get(0), "cannot come before", openings.get(0), "a case opens first");
        }
    }

    private static void refuseEndWithoutPause(List<Event> events) {
        int open = 0;
        for (Event event : events) {
            open += event.is(Event.PAUSED) ? 1 : event.is(Event.RESUMED) ? -1 : 0;
            if (open < 0) {
                throw endWithoutPause(event, new History(events));
            }
        }
    }

    private static ContradictoryEventsException endWithoutPause(Event event, History history) {
        Event before = history.before(event).last(each -> each.is(Event.RESUMED));
        Event later = history.after(event).first(each -> each.is(Event.PAUSED));
        if (later != null) {
            return contradiction(event, "cannot come before", later, "a pause begins before it ends");
        }
        return before != null
                ? contradiction(event, "cannot follow", before, "no pause was left to end")
                : new ContradictoryEventsException(event + " ends a pause that has not begun", event, null);
    }

    private static ContradictoryEventsException contradiction(Event event, String how, Event other, String why) {
        return new ContradictoryEventsException(event + " " + how + " " + other + ": " + why, event, other);
    }

    List<Event> events() {
        return events;
    }

    /** What had happened at an instant, with what happened right then. */
    History until(Instant at) {
        return new History(
                events.stream().filter(event -> !event.at().isAfter(at)).toList());
    }

    /** What had happened before an instant. */
    History before(Instant at) {
        return new History(
                events.stream().filter(event -> event.at().isBefore(at)).toList());
    }

    /** What happened after an event of this history. */
    History after(Event event) {
        return new History(events.subList(indexOf(event) + 1, events.size()));
    }

    /** What happened until an event of this history, without it. */
    History before(Event event) {
        return new History(events.subList(0, indexOf(event)));
    }

    /** The same type may happen twice at one instant, so events are told apart by identity. */
    private int indexOf(Event event) {
        int index = 0;
        while (events.get(index) != event) {
            index++;
        }
        return index;
    }

    @Nullable
    Event first(Predicate<Event> kind) {
        return events.stream().filter(kind).findFirst().orElse(null);
    }

    @Nullable
    Event last(Predicate<Event> kind) {
        return events.stream().filter(kind).reduce((one, next) -> next).orElse(null);
    }

    /** Each end of a pause ends the latest that still lasts; all together they cover the same time in any pairing. */
    Pauses pauses() {
        List<Instant> open = new ArrayList<>();
        List<Stretch> pauses = new ArrayList<>();
        for (Event event : events) {
            if (event.is(Event.PAUSED)) {
                open.add(event.at());
            } else if (event.is(Event.RESUMED)) {
                pauses.add(new Stretch(open.remove(open.size() - 1), event.at()));
            }
        }
        open.forEach(from -> pauses.add(new Stretch(from, Instant.MAX)));
        return new Pauses(pauses);
    }
}
