package support.entitlement.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Within;
import support.entitlement.sla.MilestoneStatus.State;

/** Where a milestone stands, for random pauses sent in random order, is where a count of minutes puts it. */
class CaseClockPropertiesTest {

    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theClockCountsTheMinutesThatAreOpenAndNotPaused(int seed) {
        Random random = new Random(seed);
        RandomCalendar each = RandomCalendar.of(random);
        Instant opened = each.near();
        int minutes = 1 + random.nextInt(3000);
        List<Stretch> pauses = RandomPauses.after(opened, random);
        if (random.nextInt(4) == 0) {
            pauses.add(new Stretch(opened.plusSeconds(60L * random.nextInt(5 * 1440)), NEVER));
        }
        Instant at = opened.plusSeconds(60L * random.nextInt(6 * 1440));
        Milestone milestone =
                new Milestone("Answer", new Within(Duration.ofMinutes(minutes)), "random", Basis.PUBLISHED);

        MilestoneStatus status = CaseClock.status(
                        List.of(milestone),
                        new Calendars(Map.of("random", each.calendar())),
                        events(random, opened, pauses),
                        at)
                .get(0);

        Set<Instant> paused = RandomPauses.minutes(pauses, at);
        long elapsed = open(each.oracle(), opened, at, paused);
        assertThat(status.openElapsed()).isEqualTo(Duration.ofMinutes(elapsed));
        assertThat(status.openRemaining()).isEqualTo(Duration.ofMinutes(Math.max(0, minutes - elapsed)));
        assertThat(status.actualElapsed()).isEqualTo(Duration.between(opened, at));
        boolean stands = pauses.stream().anyMatch(pause -> !at.isBefore(pause.from()) && at.isBefore(pause.to()));
        if (elapsed < minutes) {
            assertThat(status.state()).isEqualTo(stands ? State.PAUSED : State.RUNNING);
            Instant due = stands ? null : each.oracle().due(at, minutes - elapsed, Set.of());
            assertThat(status.dueAt()).isEqualTo(due);
        } else {
            Instant due = each.oracle().due(opened, minutes, paused);
            State inTime = stands ? State.PAUSED : State.RUNNING;
            assertThat(status.state()).isEqualTo(at.isAfter(due) ? State.BREACHED : inTime);
            assertThat(status.dueAt()).isEqualTo(status.state() == State.PAUSED ? null : due);
        }
    }

    private static List<Event> events(Random random, Instant opened, List<Stretch> pauses) {
        List<Event> events = new ArrayList<>(List.of(new Event("opened", opened)));
        for (Stretch pause : pauses) {
            events.add(new Event("paused", pause.from()));
            if (pause.to().isBefore(NEVER)) {
                events.add(new Event("resumed", pause.to()));
            }
        }
        Collections.shuffle(events, random);
        return events;
    }

    private static long open(MinuteOracle oracle, Instant from, Instant to, Set<Instant> paused) {
        long count = 0;
        for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
            count += oracle.isOpen(minute) && !paused.contains(minute) ? 1 : 0;
        }
        return count;
    }
}
