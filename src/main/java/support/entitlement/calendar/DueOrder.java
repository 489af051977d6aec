package support.entitlement.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Within;
import support.entitlement.text.NormalForm;

/**
 * Finds out in which order two milestones fall due whose clocks start with one event.
 *
 * <p>Times of one unit in one calendar are compared by their numbers. Others are counted from sample instants: every quarter hour of a week,
 * the openings and closings of four months and of the days around the dates that have other hours, the last second before each, and the
 * instants from which a time ends there. Of dates with the same hours around them, one is taken, and of very many dates the first. Where
 * holidays are known for a shorter time, the samples are in the last months of it; starts without a known due time are left out. Not
 * thread-safe.
 */
public final class DueOrder {

    /** The most instants from which the times of one comparison are counted. */
    public static final int MAX_SAMPLES = 5_000;

    private static final Instant YEAR = Instant.parse("2027-01-01T00:00:00Z");
    private static final Duration OPENINGS = Duration.ofDays(120);
    private static final long QUARTER_HOURS = 8 * 96;
    private static final int MAX_STRETCHES = 240;

    /** The most dates of a calendar that are looked at, so that a hostile table does not keep the check busy. */
    private static final int MAX_DATES = 2_000;

    private static final int DAYS_BEFORE_A_DATE = 4;

    private final Calendars calendars;
    private final Map<CalendarSpan, List<Instant>> known = new HashMap<>();
    private final Map<Calendar, List<Instant>> dates = new IdentityHashMap<>();

    /** A calendar from an instant on. */
    private record CalendarSpan(Calendar calendar, Instant first) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CalendarSpan it && it.calendar == calendar && it.first.equals(first);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(calendar) + first.hashCode();
        }
    }

    /** Creates a comparison in these calendars. */
    public DueOrder(Calendars calendars) {
        this.calendars = calendars;
    }

    /**
     * Finds an instant of their start from which one milestone falls due before another; empty if the other is due first, or
     * at the same time, from all that are tried.
     *
     * @param one a milestone with a time, in a calendar that is stated
     * @param other such a milestone, whose clock starts in the same hours
     */
    public Optional<Instant> findStart(Milestone one, Milestone other) {
        if (isOfOneUnit(one, other) && timeOf(one).most() >= timeOf(other).most()) {
            return Optional.empty();
        }
        return samples(one, other)
                .limit(MAX_SAMPLES)
                .filter(start -> isDueEarlier(one, other, start))
                .findFirst();
    }

    private boolean isDueEarlier(Milestone one, Milestone other, Instant start) {
        try {
            return dueAt(one, start).isBefore(dueAt(other, start));
        } catch (DateTimeException e) {
            return false; // A query from there is refused, so that it has no order of milestones.
        }
    }

    private static boolean isOfOneUnit(Milestone one, Milestone other) {
        return NormalForm.areSame(nameOf(one), nameOf(other))
                && timeOf(one).unit() == timeOf(other).unit();
    }

    private static Within timeOf(Milestone milestone) {
        return Objects.requireNonNull(milestone.within());
    }

    private static String nameOf(Milestone milestone) {
        return Objects.requireNonNull(milestone.calendar());
    }

    /** Returns the instant by which a milestone must be reached whose clock starts at this instant. */
    public Instant dueAt(Milestone milestone, Instant start) {
        return calendars.get(nameOf(milestone)).dueAt(calendars.startOf(milestone, start), timeOf(milestone));
    }

    private Stream<Instant> samples(Milestone one, Milestone other) {
        List<Calendar> named = Stream.of(nameOf(one), nameOf(other), one.startsDuring())
                .filter(Objects::nonNull)
                .distinct()
                .map(calendars::get)
                .toList();
        Instant first = named.stream()
                .flatMap(calendar -> calendar.endOfKnownTime().stream())
                .map(end -> end.minus(OPENINGS.multipliedBy(2)))
                .reduce(YEAR, (earlier, each) -> each.isBefore(earlier) ? each : earlier);
        Stream<Instant> week = LongStream.range(0, QUARTER_HOURS).mapToObj(each -> first.plusSeconds(900 * each));
        List<Long> back = Stream.of(timeOf(one), timeOf(other))
                .filter(time -> time.unit() == Within.Unit.SECOND)
                .map(Within::most)
                .toList();
        Stream<Instant> ends = Stream.concat(
                        named.stream()
                                .flatMap(
                                        calendar -> known
                                                .computeIfAbsent(
                                                        new CalendarSpan(calendar, first), DueOrder::boundaries)
                                                .stream()),
                        named.stream()
                                .flatMap(calendar ->
                                        dates.computeIfAbsent(calendar, DueOrder::boundariesAtDates).stream()))
                .flatMap(end -> Stream.concat(Stream.of(0L), back.stream()).map(end::minusSeconds))
                .flatMap(end -> Stream.of(end, end.minusSeconds(1)));
        return Stream.concat(week, ends);
    }

    private static List<Instant> boundaries(CalendarSpan span) {
        return boundaries(span.calendar(), span.first(), OPENINGS).toList();
    }

    private static List<Instant> boundariesAtDates(Calendar calendar) {
        Set<List<Duration>> shapes = new HashSet<>();
        List<Instant> all = new ArrayList<>();
        calendar.dates().singleDates().keySet().stream().limit(MAX_DATES).forEach(date -> {
            Instant from = startOf(date.minusDays(DAYS_BEFORE_A_DATE), calendar);
            List<Instant> around = boundaries(calendar, from, Duration.ofDays(2L * DAYS_BEFORE_A_DATE))
                    .toList();
            if (shapes.add(
                    around.stream().map(end -> Duration.between(from, end)).toList())) {
                all.addAll(around);
            }
        });
        return all;
    }

    private static Instant startOf(LocalDate date, Calendar calendar) {
        return date.atStartOfDay(calendar.zone()).toInstant();
    }

    private static Stream<Instant> boundaries(Calendar calendar, Instant from, Duration length) {
        if (!calendar.isKnownFrom(from, from.plus(length))) {
            return Stream.empty();
        }
        return calendar.openStretches(from, from.plus(length), MAX_STRETCHES).stream()
                .flatMap(stretch -> Stream.of(stretch.from(), stretch.to()));
    }
}
