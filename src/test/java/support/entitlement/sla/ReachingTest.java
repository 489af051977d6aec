package support.entitlement.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;

class ReachingTest {

    private static final Instant OPENED = Instant.parse("2026-03-02T09:00:00Z");
    private static final Within HOUR = Within.parse("1 hour");
    private static final List<String> TYPES = List.of(
            "acknowledged", "replied", "customer replied", "resolved", "updated", "cancelled", "noted", "noted");

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itSaysWhatAClockWouldSayAtEachChange(int seed) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>(List.of(new Event(Event.OPENED, OPENED)));
        for (int i = random.nextInt(12); i > 0; i--) {
            events.add(new Event(TYPES.get(random.nextInt(TYPES.size())), minute(random)));
        }
        List<Instant> changes = IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> minute(random))
                .sorted()
                .toList();
        History history = History.of(events);
        String start = List.of("opened", "acknowledged", "last customer reply").get(random.nextInt(3));
        Within every = random.nextInt(3) == 0 ? HOUR : null;
        Milestone milestone =
                new Milestone("Reply", HOUR, "24x7", Basis.PUBLISHED, start, null, every, Strength.GUARANTEED);

        BitSet before = Reaching.before(changes, history, milestone);

        for (int i = 0; i < changes.size(); i++) {
            MilestoneStatus then = new MilestoneClock(
                            milestone, Calendar.ALWAYS_OPEN, history.before(changes.get(i)), false)
                    .at(changes.get(i));
            assertThat(before.get(i)).as("change %s of %s", i, events).isEqualTo(then.isReached());
        }
    }

    private static Instant minute(Random random) {
        return OPENED.plusSeconds(60L * random.nextInt(15));
    }

    /** Looking back at all events for each change would take minutes. */
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void factsMayChangeTenThousandTimes() {
        List<Event> events = new ArrayList<>(List.of(new Event(Event.OPENED, OPENED)));
        for (int i = 1; i <= 10_000; i++) {
            Milestone promise = new Milestone("Reply", Within.parse(1 + i % 2 + " hours"), "24x7", Basis.PUBLISHED);
            events.add(new Event("priority set", OPENED.plusSeconds(i), List.of(promise)));
        }
        events.add(new Event("replied", OPENED.plusSeconds(20_000)));

        List<MilestoneStatus> statuses =
                CaseClock.status(List.of(), new Calendars(Map.of()), events, OPENED.plusSeconds(30_000));

        assertThat(statuses).extracting(MilestoneStatus::state).containsExactly(MilestoneStatus.State.MET_LATE);
    }
}
