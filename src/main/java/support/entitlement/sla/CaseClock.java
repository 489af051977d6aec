package support.entitlement.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Milestone;

/**
 * Where the milestones of a case stand: a pure function of what is promised, what has happened, and the instant asked about.
 * What happened after that instant is left out of account, and the order of delivery does not matter.
 *
 * <p>When an event changes what is promised, the new milestones count from the same events as if they had been promised
 * from the beginning, and pauses are kept. A milestone that had ended before stays judged by its terms of then.
 */
public final class CaseClock {

    private final List<Event> events;
    private final Calendars calendars;
    private final Instant at;
    private final CaseHistory history;
    private final List<PromisedMilestones> terms = new ArrayList<>();
    private final Map<Milestone, MilestoneClock> clocks = new HashMap<>();

    /** Whether the milestone's clock starts when the case opens, so that its due time is known from then on. */
    public static boolean startsAtOpening(Milestone milestone) {
        return milestone.startsAt().equals(Event.OPENED)
                || MilestoneEvents.of(milestone).startAtOpening(); // Almost every milestone needs no names compared.
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
    public static List<MilestoneStatus> statusesAt(
            List<Milestone> promised, Calendars calendars, List<Event> events, Instant at) {
        CaseHistory.fromEvents(events); // What is to come may contradict what has been, too.
        return new CaseClock(promised, calendars, events, at).allStatuses();
    }

    private CaseClock(List<Milestone> promised, Calendars calendars, List<Event> events, Instant at) {
        this.events = events;
        this.calendars = calendars;
        this.at = at;
        this.history = historyWhere(event -> !event.at().isAfter(at));
        terms.add(PromisedMilestones.of(Instant.MIN, promised));
        history.promises().forEach((from, milestones) -> terms.add(PromisedMilestones.of(from, milestones)));
    }

    private CaseHistory historyWhere(Predicate<Event> condition) {
        return CaseHistory.fromEvents(events.stream().filter(condition).toList());
    }

    private List<MilestoneStatus> allStatuses() {
        Set<MilestoneKey> keys =
                new LinkedHashSet<>(terms.get(terms.size() - 1).milestones().keySet());
        terms.forEach(each -> keys.addAll(each.milestones().keySet()));
        return keys.stream().map(this::statusOf).toList();
    }

    private MilestoneStatus statusOf(MilestoneKey key) {
        Milestone first = terms.get(0).milestones().get(key);
        Milestone latest = first;
        Instant withdrawn = at;
        for (int i = 0; i + 1 < terms.size(); i++) {
            Milestone milestone = terms.get(i).milestones().get(key);
            if (milestone != null) {
                latest = milestone;
                withdrawn = terms.get(i + 1).from();
                Instant settled = clockOf(milestone).settledAt();
                if (settled != null && settled.isBefore(withdrawn)) {
                    return statusOf(milestone, !milestone.equals(first));
                }
            }
        }
        Milestone last = terms.get(terms.size() - 1).milestones().get(key);
        return last != null
                ? statusOf(last, !last.equals(first))
                : withdrawnStatus(Objects.requireNonNull(latest), withdrawn);
    }

    private MilestoneStatus statusOf(Milestone milestone, boolean changed) {
        return clockOf(milestone).statusAt(at, milestone, calendars.get(milestone.calendar()), changed);
    }

    private MilestoneStatus withdrawnStatus(Milestone milestone, Instant from) {
        CaseHistory before = historyWhere(event -> event.at().isBefore(from));
        return MilestoneClock.fromHistory(milestone, before)
                .statusIfWithdrawnAt(from, milestone, calendars.get(milestone.calendar()));
    }

    private MilestoneClock clockOf(Milestone milestone) {
        return clocks.computeIfAbsent(milestone, each -> MilestoneClock.fromHistory(each, history));
    }

    /** What is promised from an instant on, in its order. */
    private record PromisedMilestones(Instant from, Map<MilestoneKey, Milestone> milestones) {

        static PromisedMilestones of(Instant from, List<Milestone> milestones) {
            Map<MilestoneKey, Milestone> byKey = new LinkedHashMap<>();
            for (Milestone milestone : milestones) {
                MilestoneKey key = new MilestoneKey(milestone.name(), 0);
                while (byKey.containsKey(key)) {
                    key = new MilestoneKey(key.name, key.number + 1);
                }
                byKey.put(key, milestone);
            }
            return new PromisedMilestones(from, byKey);
        }
    }

    /** Milestones of one name, such as a guarantee and a target, are told apart by their order. */
    private record MilestoneKey(String name, int number) {}
}
