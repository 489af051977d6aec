package support.entitlement.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.sla.MinuteOracle;
import support.entitlement.sla.Pauses;

/**
 * Tests properties that hold in every calendar, on random ones around changes of the clocks. The seed names the case.
 */
class CalendarPropertiesTest {

    private static final int DAYS = 12;

    /** Tests a property with a random calendar and further values of each seed. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    @Retention(RetentionPolicy.RUNTIME)
    private @interface ForEachSeed {}

    static Stream<Arguments> samples() {
        return IntStream.range(0, Integer.getInteger("seeds", 120)).mapToObj(seed -> {
            Random random = new Random(seed);
            return arguments(named("seed " + seed, random), RandomCalendar.of(random));
        });
    }

    @ForEachSeed
    void openTimeIsWhatACountOfMinutesFinds(Random random, RandomCalendar each) {
        Instant to = each.near().plusSeconds(60L * random.nextInt(DAYS * 1440));

        assertThat(each.calendar().openBetween(each.near(), to))
                .isEqualTo(Duration.ofMinutes(each.oracle().openMinutes(each.near(), to)));
        assertThat(each.calendar().isOpenAt(to)).isEqualTo(each.oracle().isOpen(to));
        List<Stretch> stretches = each.calendar().openStretches(each.near(), to);
        assertThat(sum(stretches)).isEqualTo(each.calendar().openBetween(each.near(), to));
        assertThat(stretches)
                .allMatch(stretch -> !stretch.length().isZero()
                        && each.oracle().openMinutes(stretch.from(), stretch.to())
                                == stretch.length().toMinutes());
    }

    @ForEachSeed
    void aDeadlineIsTheMinuteAtWhichACountReachesItsTime(Random random, RandomCalendar each) {
        long minutes = 1 + random.nextInt(4000);
        List<Stretch> stretches = RandomPauses.after(each.near().minusSeconds(36_000), random);
        Set<Instant> paused = RandomPauses.minutes(stretches, Instant.MAX);
        Pauses pauses = new Pauses(stretches);
        AllottedTime measured = new AllottedTime(each.calendar(), Duration.ofMinutes(minutes));

        assertThat(measured.dueAfter(each.near())).isEqualTo(each.oracle().due(each.near(), minutes, Set.of()));
        Instant due = pauses.dueAt(measured, each.near());
        assertThat(due).isEqualTo(each.oracle().due(each.near(), minutes, paused));
        assertThat(pauses.countedTime(each.calendar(), each.near(), due)).isEqualTo(measured.time());
        assertThat(sum(pauses.countedStretches(each.calendar(), each.near(), due)))
                .isEqualTo(measured.time());
    }

    @ForEachSeed
    void noTimeIsUsedUpAtTheFirstOpenMinuteThatIsNotPaused(Random random, RandomCalendar each) {
        List<Stretch> stretches = RandomPauses.after(each.near().minusSeconds(36_000), random);
        Set<Instant> paused = RandomPauses.minutes(stretches, Instant.MAX);
        Instant first = each.near();
        while (!each.oracle().isOpen(first) || paused.contains(first)) {
            first = first.plusSeconds(60);
        }
        AllottedTime none = each.calendar().allottedTime(Within.parse("immediately"), each.near());

        assertThat(new Pauses(stretches).dueAt(none, each.near())).isEqualTo(first);
        assertThat(each.calendar().dueAt(each.near(), Within.parse("immediately")))
                .isEqualTo(each.calendar().nextOpening(each.near()));
    }

    @ForEachSeed
    void theNearEndOfARangeIsTheMinuteAtWhichACountReachesIt(Random random, RandomCalendar each) {
        long least = 1 + random.nextInt(2000);
        Within range = Within.parse(least + "-" + (least + 1 + random.nextInt(2000)) + " minutes");
        Calendars calendars = new Calendars(Map.of("random", each.calendar()));
        Milestone milestone = new Milestone("Answer", range, "random", Basis.PUBLISHED);
        OffsetDateTime start = each.near().atOffset(ZoneOffset.UTC);

        assertThat(calendars.dueFrom(milestone, start).toInstant())
                .isEqualTo(each.oracle().due(each.near(), least, Set.of()))
                .isBefore(calendars.dueAt(milestone, start).toInstant());
    }

    @ForEachSeed
    void aClockThatStartsInTheHoursOfACalendarCountsFromTheirFirstMinute(Random random, RandomCalendar each) {
        RandomCalendar other = RandomCalendar.of(random);
        Calendars calendars = new Calendars(Map.of("counted", each.calendar(), "started", other.calendar()));
        long minutes = 1 + random.nextInt(2000);
        Milestone milestone = new Milestone(
                "Answer",
                Within.parse(minutes + " minutes"),
                "counted",
                Basis.PUBLISHED,
                "opened",
                null,
                null,
                Strength.GUARANTEED,
                "started",
                null,
                List.of());
        Instant first = each.near();
        while (!other.oracle().isOpen(first)) {
            first = first.plusSeconds(60);
        }

        assertThat(calendars.startOf(milestone, each.near())).isEqualTo(first);
        assertThat(calendars
                        .dueAt(milestone, each.near().atOffset(ZoneOffset.UTC))
                        .toInstant())
                .isEqualTo(each.oracle().due(first, minutes, Set.of()));
    }

    /** Every half hour of a week is tried by brute force; seconds between them are beyond its reach. */
    @ForEachSeed
    void theOrderOfTwoMilestonesIsThatOfACountFromEveryStart(Random random, RandomCalendar each) {
        RandomCalendar other = RandomCalendar.of(random);
        Calendars calendars = new Calendars(Map.of("one", each.calendar(), "other", other.calendar()));
        long minutes = 1 + random.nextInt(300);
        long otherMinutes = 1 + random.nextInt(300);
        Milestone one = new Milestone("One", Within.parse(minutes + " minutes"), "one", Basis.PUBLISHED);
        Milestone two = new Milestone("Other", Within.parse(otherMinutes + " minutes"), "other", Basis.PUBLISHED);
        DueOrder order = new DueOrder(calendars);
        Optional<Instant> found = order.findStart(one, two);
        Predicate<Instant> isBefore = start -> each.oracle()
                .due(start, minutes, Set.of())
                .isBefore(other.oracle().due(start, otherMinutes, Set.of()));
        Instant week = Instant.parse("2027-03-01T00:00:00Z");

        if (found.isPresent()) {
            assertThat(order.dueAt(one, found.get())).isBefore(order.dueAt(two, found.get()));
        } else {
            assertThat(IntStream.range(0, 7 * 48).mapToObj(half -> week.plusSeconds(1800L * half)))
                    .noneMatch(isBefore);
        }
    }

    @ForEachSeed
    void dueAndOpenElapsedAreInverse(Random random, RandomCalendar each) {
        Calendar calendar = each.calendar();
        Instant start = each.near().plusNanos(random.nextLong(Duration.ofDays(3).toNanos()));
        Duration time = Duration.ofNanos(1 + random.nextLong(Duration.ofDays(3).toNanos()));
        Instant due = calendar.dueAt(start, time);

        assertThat(calendar.openBetween(start, due)).isEqualTo(time);
        assertThat(calendar.openBetween(start, due.minusNanos(1))).isLessThan(time);
        assertThat(calendar.dueAt(start, calendar.openBetween(start, due))).isEqualTo(due);
    }

    @ForEachSeed
    void addingOpenTimeIsMonotoneAndAssociative(Random random, RandomCalendar each) {
        Calendar calendar = each.calendar();
        Instant start = each.near().plusNanos(random.nextLong(Duration.ofDays(3).toNanos()));
        Instant later = start.plusNanos(random.nextLong(Duration.ofDays(1).toNanos()));
        Duration one = Duration.ofNanos(1 + random.nextLong(Duration.ofDays(2).toNanos()));
        Duration other = Duration.ofSeconds(1 + random.nextInt(100_000));

        assertThat(calendar.dueAt(calendar.dueAt(start, one), other))
                .isEqualTo(calendar.dueAt(start, one.plus(other)))
                .isEqualTo(calendar.dueAt(calendar.dueAt(start, other), one));
        assertThat(calendar.dueAt(later, one)).isAfterOrEqualTo(calendar.dueAt(start, one));
        assertThat(calendar.dueAt(start, one.plus(other))).isAfter(calendar.dueAt(start, one));
    }

    @ForEachSeed
    void aBusinessDayEndsWithTheLastOfItsMinutes(Random random, RandomCalendar each) {
        MinuteOracle oracle = each.oracle();
        Instant opening = each.calendar().nextOpening(each.near());
        LocalDate day = oracle.dayOf(opening);
        Instant end = opening;
        for (int i = 0; i < 2 * 1440; i++) {
            Instant minute = opening.plusSeconds(60L * i);
            end = oracle.isOpen(minute) && oracle.dayOf(minute).equals(day) ? minute.plusSeconds(60) : end;
        }

        assertThat(each.calendar().dueAt(each.near(), Within.parse("same business day")))
                .isEqualTo(end);
    }

    @ForEachSeed
    void businessDaysAreTheDatesOnWhichMinutesAreOpen(Random random, RandomCalendar each) {
        MinuteOracle oracle = each.oracle();
        LocalDate today = oracle.dayOf(each.near());
        int number = 1 + random.nextInt(3);
        Set<LocalDate> later = new HashSet<>();
        Instant minute = each.near();
        Instant end = minute;
        while (later.size() <= number) {
            if (oracle.isOpen(minute) && oracle.dayOf(minute).isAfter(today)) {
                later.add(oracle.dayOf(minute));
                end = later.size() <= number ? minute.plusSeconds(60) : end;
            }
            minute = minute.plusSeconds(60);
        }

        assertThat(each.calendar().dueAt(each.near(), new Within(Within.Unit.END_OF_BUSINESS_DAY, number, number)))
                .isEqualTo(end);
    }

    @ForEachSeed
    void someBusinessDaysAreTheOpenTimeUntilTheSameLocalTimeSoManyOpenDaysOn(Random random, RandomCalendar each) {
        MinuteOracle oracle = each.oracle();
        Instant opening = oracle.due(each.near(), 1, Set.of()).minusSeconds(60);
        int number = 1 + random.nextInt(3);
        Set<LocalDate> days = new TreeSet<>(Set.of(oracle.dayOf(opening)));
        Instant minute = opening;
        while (days.size() <= number) {
            if (oracle.isOpen(minute) && oracle.dayOf(minute).isAfter(oracle.dayOf(opening))) {
                days.add(oracle.dayOf(minute));
            }
            minute = minute.plusSeconds(60);
        }
        LocalDate last = new ArrayList<>(days).get(number);
        Instant target = LocalDateTime.ofInstant(opening, oracle.zone())
                .plusDays(ChronoUnit.DAYS.between(oracle.dayOf(opening), last))
                .atZone(oracle.zone())
                .toInstant();

        assertThat(each.calendar().dueAt(each.near(), new Within(Within.Unit.BUSINESS_DAY, number, number)))
                .isEqualTo(oracle.due(opening, oracle.openMinutes(opening, target), Set.of()));
    }

    @ForEachSeed
    void aCalendarWithoutNightsHasTheSameBusinessDaysWhenItIsCombinedWithItself(Random random, RandomCalendar each) {
        while (each.oracle().passesMidnight()) {
            each = RandomCalendar.of(random);
        }
        Calendar same = CombinedCalendars.anyOf(List.of(each.calendar(), each.calendar()));

        for (String words : List.of("same business day", "end of 2nd business day", "3 business days", "1 week")) {
            Within within = Within.parse(words);
            assertThat(same.dueAt(each.near(), within))
                    .isEqualTo(each.calendar().dueAt(each.near(), within));
        }
    }

    @ForEachSeed
    void combinedCalendarsAreOpenWhenAnyOrAllAre(Random random, RandomCalendar one) {
        RandomCalendar other = RandomCalendar.of(random);
        Calendar any = CombinedCalendars.anyOf(List.of(one.calendar(), other.calendar()));
        Instant to = one.near().plusSeconds(60L * 3 * 1440);
        long anyMinutes = 0;
        long allMinutes = 0;
        for (Instant minute = one.near(); minute.isBefore(to); minute = minute.plusSeconds(60)) {
            anyMinutes += one.oracle().isOpen(minute) || other.oracle().isOpen(minute) ? 1 : 0;
            allMinutes += one.oracle().isOpen(minute) && other.oracle().isOpen(minute) ? 1 : 0;
        }

        assertThat(any.openBetween(one.near(), to)).isEqualTo(Duration.ofMinutes(anyMinutes));
        Duration all = overlap(one.calendar(), other.calendar(), one.near(), to);
        assertThat(all).isEqualTo(Duration.ofMinutes(allMinutes));
    }

    /**
     * Returns the time that both are open. Random calendars may never be open together, and then {@code allOf} rejects
     * them.
     */
    private static Duration overlap(Calendar one, Calendar other, Instant from, Instant to) {
        try {
            return CombinedCalendars.allOf(List.of(one, other)).openBetween(from, to);
        } catch (IllegalArgumentException e) {
            return one.openBetween(from, to)
                    .plus(other.openBetween(from, to))
                    .minus(CombinedCalendars.anyOf(List.of(one, other)).openBetween(from, to));
        }
    }

    private static Duration sum(List<Stretch> stretches) {
        return stretches.stream().map(Stretch::length).reduce(Duration.ZERO, Duration::plus);
    }
}
