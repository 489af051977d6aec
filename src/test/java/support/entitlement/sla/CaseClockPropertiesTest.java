package support.entitlement.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.Calendars;
import support.entitlement.calendar.RandomCalendar;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.sla.MilestoneStatus.MilestoneState;

/** Tests random histories of cases that are paused, closed and reopened, delivered in any order and more than once. */
class CaseClockPropertiesTest {

    private static final Instant OPENED = Instant.parse("2026-03-02T09:00:00Z");
    private static final List<String> TYPES = List.of(
            "acknowledged",
            "replied",
            "customer replied",
            "resolved",
            "reopened",
            "updated",
            "cancelled",
            "paused",
            "resumed",
            "noted",
            "reply overdue");

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("seeds", 200));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aMilestoneStandsWhereAStopwatchPutsIt(int seed) {
        assertThat(followed(seed)).isNotNull();
    }

    @Test
    void theRandomHistoriesReachEveryState() {
        Set<MilestoneState> states = EnumSet.noneOf(MilestoneState.class);
        seeds().forEach(seed -> states.add(followed(seed)));

        assertThat(states)
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(MilestoneState.NOT_STARTED)));
    }

    private static MilestoneState followed(int seed) {
        Random random = new Random(seed);
        RandomCalendar each = RandomCalendar.of(random);
        RandomHistory histories = new RandomHistory(random);
        List<Event> events = histories.events(each.near());
        int minutes = seed % 10 == 0 ? 0 : 1 + random.nextInt(random.nextInt(2) == 0 ? 300 : 3000);
        boolean endsWithCase = random.nextInt(3) == 0;
        Instant at = each.near().plusSeconds(60L * random.nextInt(6 * 1440));
        if (random.nextInt(3) == 0) {
            at = events.get(random.nextInt(events.size())).at();
        }
        CaseOracle oracle = new CaseOracle(each.oracle(), minutes, endsWithCase);
        oracle.follow(events, at);
        if (random.nextInt(4) == 0 && oracle.due(at) != null) {
            events = withStopAt(oracle.due(at), events);
            oracle = new CaseOracle(each.oracle(), minutes, endsWithCase);
            oracle.follow(events, at);
        }

        MilestoneStatus status = CaseClock.statusesAt(
                        List.of(milestone(endsWithCase ? "Resolution" : "Initial response", "opened", minutes, null)),
                        new Calendars(Map.of("random", each.calendar())),
                        histories.delivered(events),
                        at,
                        List.of())
                .get(0);

        assertThat(status.state()).as("%s at %s", events, at).isEqualTo(oracle.state(at));
        assertThat(status.dueAt()).as("due, %s at %s", events, at).isEqualTo(oracle.due(at));
        assertThat(status.endedAt()).as("end, %s at %s", events, at).isEqualTo(oracle.end());
        assertThat(status.openElapsed()).as("%s at %s", events, at).isEqualTo(oracle.elapsed());
        long left = Math.max(0, minutes - oracle.elapsed().toMinutes());
        assertThat(status.openRemaining()).isEqualTo(Duration.ofMinutes(left));
        Instant end = oracle.end() == null ? at : oracle.end();
        assertThat(status.actualElapsed()).isEqualTo(Duration.between(each.near(), end));
        Duration paused = status.pauses().stream()
                .map(pause -> each.calendar().openBetween(pause.from(), pause.to()))
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(paused.plus(status.openElapsed()))
                .as("%s until %s", status.pauses(), end)
                .isEqualTo(each.calendar().openBetween(each.near(), end));
        return status.state();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eventsThatARowNamesPauseItsClockAsThoseOfTheServiceDo(int seed) {
        Random random = new Random(seed);
        RandomCalendar each = RandomCalendar.of(random);
        RandomHistory histories = new RandomHistory(random);
        List<Event> events = histories.events(each.near());
        List<Event> renamed = events.stream()
                .map(event -> new Event(
                        event.type().equals("paused")
                                ? random.nextBoolean() ? "waiting for customer" : "on hold"
                                : event.type().equals("resumed") ? "customer replied" : event.type(),
                        event.at()))
                .toList();
        Milestone plain = milestone("Initial response", "opened", 1 + random.nextInt(3000), null);
        Milestone named = new Milestone(
                plain.name(),
                plain.within(),
                plain.calendar(),
                plain.basis(),
                plain.startsAt(),
                null,
                null,
                plain.strength(),
                null,
                new Milestone.PauseEvents(List.of("On hold", "waiting for customer"), List.of("customer reply")),
                List.of());
        Calendars calendars = new Calendars(Map.of("random", each.calendar()));
        Instant at = each.near().plusSeconds(60L * random.nextInt(6 * 1440));

        MilestoneStatus status = CaseClock.statusesAt(
                        List.of(named), calendars, histories.delivered(renamed), at, List.of())
                .get(0);

        assertThat(status)
                .usingRecursiveComparison()
                .ignoringFields("milestone")
                .isEqualTo(CaseClock.statusesAt(List.of(plain), calendars, events, at, List.of())
                        .get(0));
    }

    /** Whatever paused the clock, and however often it was reached before. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anEventThatEndsARepetitionDoesSoAsTheEndOfTheCaseDoes(int seed) {
        Random random = new Random(seed);
        RandomCalendar each = RandomCalendar.of(random);
        List<Event> events = new ArrayList<>(List.of(new Event("opened", each.near())));
        Instant end = each.near().plusSeconds(60L * (1 + random.nextInt(4 * 1440)));
        Instant time = each.near();
        for (int i = random.nextInt(12); i > 0; i--) {
            time = time.plusSeconds(60L * (1 + random.nextInt(600)));
            boolean pauses = random.nextInt(3) == 0;
            events.add(new Event(pauses ? "paused" : "updated", time));
            if (pauses) {
                time = time.plusSeconds(60L * (1 + random.nextInt(200)));
                events.add(new Event("resumed", time));
            }
        }
        Milestone plain = milestone("Update", "opened", 1 + random.nextInt(600), Within.parse("3 hours"));
        Milestone until = new Milestone(
                plain.name(),
                plain.within(),
                plain.calendar(),
                plain.basis(),
                plain.startsAt(),
                null,
                plain.every(),
                plain.strength(),
                null,
                null,
                List.of("workaround given", "estimate"));
        Calendars calendars = new Calendars(Map.of("random", each.calendar()));
        Instant at = end.plusSeconds(60L * random.nextInt(1440));
        List<Event> before =
                events.stream().filter(event -> event.at().isBefore(end)).toList();

        MilestoneStatus ended = CaseClock.statusesAt(
                        List.of(until), calendars, with(events, "estimated", end), at, List.of())
                .get(0);

        assertThat(ended.endedBy()).isEqualTo("estimated");
        assertThat(ended)
                .usingRecursiveComparison()
                .ignoringFields("milestone", "endedBy")
                .isEqualTo(CaseClock.statusesAt(List.of(plain), calendars, with(before, "resolved", end), at, List.of())
                        .get(0));
        assertThat(CaseClock.statusesAt(List.of(until), calendars, events, at, List.of())
                        .get(0))
                .usingRecursiveComparison()
                .ignoringFields("milestone")
                .isEqualTo(CaseClock.statusesAt(List.of(plain), calendars, events, at, List.of())
                        .get(0));
    }

    private static List<Event> with(List<Event> events, String type, Instant at) {
        return Stream.concat(events.stream(), Stream.of(new Event(type, at))).toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anIntervalIsMissedIfACountOfMinutesEndsBeforeTheNextUpdate(int seed) {
        Random random = new Random(seed);
        RandomCalendar each = RandomCalendar.of(random);
        int minutes = 1 + random.nextInt(600);
        TreeSet<Instant> updates = new TreeSet<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            updates.add(each.near().plusSeconds(60L * (1 + random.nextInt(6 * 1440))));
        }
        List<Event> events = new ArrayList<>(List.of(new Event("opened", each.near())));
        List<Instant> expected = new ArrayList<>();
        Instant from = each.near();
        for (Instant update : updates) {
            Instant due = each.oracle().due(from, minutes, Set.of());
            if (due.isBefore(update)) {
                expected.add(due);
            }
            events.add(new Event("updated", update));
            from = update;
        }
        Milestone milestone = milestone("Progress", "opened", minutes, new Within(Duration.ofMinutes(minutes)));

        assertThat(CaseClock.statusesAt(
                                List.of(milestone),
                                new Calendars(Map.of("random", each.calendar())),
                                new RandomHistory(random).delivered(events),
                                from,
                                List.of())
                        .get(0)
                        .missed())
                .extracting(MilestoneStatus.MissedRun::dueAt)
                .isEqualTo(expected);
    }

    /** Adds a pause that begins exactly at the due instant, if there is no other event at that instant. */
    private static List<Event> withStopAt(Instant due, List<Event> events) {
        boolean free = events.stream().noneMatch(event -> event.at().equals(due));
        List<Event> stopped = new ArrayList<>(events);
        if (free && due.isAfter(events.get(0).at())) {
            stopped.add(new Event("paused", due));
        }
        return stopped;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfDeliveryAndWhatIsDeliveredTwiceChangeNothing(int seed) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>(List.of(new Event("opened", OPENED)));
        for (int i = random.nextInt(10); i > 0; i--) {
            events.add(new Event(TYPES.get(random.nextInt(TYPES.size())), minute(random), promise(random)));
        }
        RandomHistory histories = new RandomHistory(random);
        Instant at = minute(random);

        assertThat(answer(histories.delivered(events), at)).isEqualTo(answer(events, at));
    }

    private static @Nullable List<Milestone> promise(Random random) {
        return random.nextInt(5) == 0 ? promised(1 + random.nextInt(3)) : null;
    }

    private static List<Milestone> promised(int minutes) {
        return List.of(
                milestone("Reply", "opened", minutes, null),
                milestone("Answer", "last customer reply", minutes, null),
                milestone("Update", "acknowledged", minutes, new Within(Duration.ofMinutes(minutes))),
                milestone("Resolution", "reopened", minutes, null),
                milestone("Root cause", "resolved", minutes, null));
    }

    /** Returns all statuses, or a constant if the events are rejected, whichever two the message names. */
    private static Object answer(List<Event> events, Instant at) {
        try {
            return CaseClock.statusesAt(
                    promised(4), new Calendars(Map.of("random", Calendar.ALWAYS_OPEN)), events, at, List.of());
        } catch (ContradictoryEventsException e) {
            return "contradictory";
        }
    }

    private static Milestone milestone(String name, String startsAt, int minutes, @Nullable Within every) {
        return new Milestone(
                name,
                new Within(Duration.ofMinutes(minutes)),
                "random",
                Basis.PUBLISHED,
                startsAt,
                name.equals("Answer") ? "replied" : null,
                every,
                Strength.GUARANTEED);
    }

    private static Instant minute(Random random) {
        return OPENED.plusSeconds(60L * random.nextInt(15));
    }
}
