package support.entitlement.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import support.entitlement.decision.Milestone;

/**
 * Where the milestones of a case stand: a pure function of what is promised, what has happened, and the instant asked about.
 * What happened after that instant is left out of account. Thread-safe.
 *
 * <p>When an event changes what is promised, the new milestones count from the same events as if they had been promised
 * from the beginning, and pauses are kept. A milestone that had been reached before stays judged by its terms of then.
 */
public final class CaseClock {

    private CaseClock() {}

    /** Whether the milestone's clock starts when the case opens, so that its due time is known from then on. */
    public static boolean startsAtOpening(Milestone milestone) {
        return EventNames.starts(new Event(Event.OPENED, Instant.EPOCH), milestone);
    }

    /**
     * The state of each milestone: first what is promised at that instant, in its order, then what no longer is.
     *
     * @param promised what is promised at the opening
     * @param calendars every calendar that a milestone names
     * @param events what has happened, in any order
     * @param at the instant asked about
     * @throws ContradictoryEventsException if the events cannot have happened so
     * @throws IllegalArgumentException if a milestone names no known calendar
     * @throws java.time.DateTimeException if an instant lies beyond those that a calendar is followed to
     */
    public static List<MilestoneStatus> status(
            List<Milestone> promised, Calendars calendars, List<Event> events, Instant at) {
        History history = History.of(events).until(at);
        List<Terms> terms = new ArrayList<>(List.of(Terms.of(Instant.MIN, promised)));
        for (Event event : history.events()) {
            if (event.milestones() != null) {
                terms.add(Terms.of(event.at(), event.milestones()));
            }
        }
        Set<Key> keys =
                new LinkedHashSet<>(terms.get(terms.size() - 1).milestones().keySet());
        terms.forEach(each -> keys.addAll(each.milestones().keySet()));
        List<Instant> changes = terms.stream().skip(1).map(Terms::from).toList();
        Map<Milestone, BitSet> reached = new HashMap<>();
        return keys.stream()
                .map(key -> status(
                        key,
                        terms,
                        milestone ->
                                reached.computeIfAbsent(milestone, each -> Reaching.before(changes, history, each)),
                        calendars,
                        history,
                        at))
                .toList();
    }

    private static MilestoneStatus status(
            Key key,
            List<Terms> terms,
            Function<Milestone, BitSet> reached,
            Calendars calendars,
            History history,
            Instant at) {
        Milestone first = terms.get(0).milestones().get(key);
        Milestone latest = first;
        Instant withdrawn = at;
        for (int i = 0; i + 1 < terms.size(); i++) {
            Milestone milestone = terms.get(i).milestones().get(key);
            if (milestone != null) {
                latest = milestone;
                withdrawn = terms.get(i + 1).from();
                if (reached.apply(milestone).get(i)) {
                    return clock(milestone, calendars, history.before(withdrawn), !milestone.equals(first))
                            .at(withdrawn);
                }
            }
        }
        Milestone last = terms.get(terms.size() - 1).milestones().get(key);
        return last != null
                ? clock(last, calendars, history, !last.equals(first)).at(at)
                : clock(Objects.requireNonNull(latest), calendars, history.before(withdrawn), true)
                        .withdrawnAt(withdrawn);
    }

    private static MilestoneClock clock(Milestone milestone, Calendars calendars, History history, boolean changed) {
        return new MilestoneClock(milestone, calendars.get(milestone.calendar()), history, changed);
    }

    /** What is promised from an instant on, in its order. */
    private record Terms(Instant from, Map<Key, Milestone> milestones) {

        static Terms of(Instant from, List<Milestone> milestones) {
            Map<Key, Milestone> byKey = new LinkedHashMap<>();
            for (Milestone milestone : milestones) {
                Key key = new Key(milestone.name(), 0);
                while (byKey.containsKey(key)) {
                    key = new Key(key.name, key.number + 1);
                }
                byKey.put(key, milestone);
            }
            return new Terms(from, byKey);
        }
    }

    /** Milestones of one name, such as a guarantee and a target, are told apart by their order. */
    private record Key(String name, int number) {}
}
