package support.entitlement.table.space;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query.Opening;

/** Describes openings of cases by the calendars that are open then, and by the instants between which they lie. */
final class OpeningWords {

    /** Stands for all openings of a period. It differs from the words for none. */
    private static final String ANY_BANDS = "at any time";

    private final InputDomain domain;
    private final List<OpeningPeriod> periods;

    private OpeningWords(InputDomain domain) {
        this.domain = domain;
        this.periods = listPeriods();
    }

    /**
     * The openings between two instants that conditions compare with.
     *
     * @param since the first instant; null for the openings before all of them
     * @param before the instant at which the next period begins; null for the last period
     */
    private record OpeningPeriod(
            @Nullable OffsetDateTime since, @Nullable OffsetDateTime before, ValueClasses classes) {}

    /** Returns some classes of the domain of an opening in words, as part of a query. */
    static String describeClasses(InputDomain domain, ValueClasses set) {
        return new OpeningWords(domain).describe(set);
    }

    private List<OpeningPeriod> listPeriods() {
        List<@Nullable OffsetDateTime> starts = new ArrayList<>();
        starts.add(null);
        domain.allClasses()
                .streamClasses()
                .mapToObj(number -> openingOf(number).since())
                .filter(Objects::nonNull)
                .sorted()
                .filter(start -> !Objects.equals(starts.get(starts.size() - 1), start))
                .forEach(starts::add);
        List<OpeningPeriod> all = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            OffsetDateTime since = starts.get(i);
            ValueClasses classes = classesOf(domain.allClasses()
                    .streamClasses()
                    .filter(number -> Objects.equals(openingOf(number).since(), since))
                    .boxed());
            all.add(new OpeningPeriod(since, i + 1 < starts.size() ? starts.get(i + 1) : null, classes));
        }
        return all;
    }

    private static ValueClasses classesOf(Stream<Integer> numbers) {
        return ValueClasses.union(
                numbers.map(number -> ValueClasses.range(number, number)).toList());
    }

    private String describe(ValueClasses set) {
        List<String> parts = new ArrayList<>();
        int next;
        for (int first = 0; first < periods.size(); first = next) {
            next = first + 1;
            String bands = describeBands(periods.get(first).classes(), set);
            while (next < periods.size()
                    && bands.equals(describeBands(periods.get(next).classes(), set))) {
                next++;
            }
            if (set.intersects(periods.get(first).classes())) {
                parts.add(joinWords(
                        bands,
                        describeTime(
                                periods.get(first).since(),
                                periods.get(next - 1).before())));
            }
        }
        return "opened " + String.join(" or ", parts);
    }

    private static String joinWords(String bands, String time) {
        return bands.equals(ANY_BANDS) && !time.isEmpty() ? time : (bands + " " + time).strip();
    }

    private static String describeTime(@Nullable OffsetDateTime since, @Nullable OffsetDateTime before) {
        return Stream.of(since == null ? "" : "from " + since, before == null ? "" : "before " + before)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    /** Returns the calendars of a period in words; an empty text if the set has nothing of it. */
    private String describeBands(ValueClasses period, ValueClasses set) {
        ValueClasses some = set.intersectionWith(period);
        if (some.isEmpty()) {
            return "";
        }
        if (periods.size() > 1 && some.equals(period)) {
            return ANY_BANDS;
        }
        Set<String> names = new TreeSet<>();
        period.streamClasses().forEach(number -> names.addAll(openingOf(number).during()));
        List<String> open = names.stream()
                .filter(name -> some.contains(classesOf(period, name)))
                .toList();
        ValueClasses rest = some.minus(ValueClasses.union(
                open.stream().map(name -> classesOf(period, name)).toList()));
        List<String> closed = names.stream()
                .filter(name -> rest.equals(period.minus(classesOf(period, name))))
                .toList();
        List<String> parts = new ArrayList<>();
        open.forEach(name -> parts.add("during " + name));
        if (!rest.isEmpty() && !closed.isEmpty()) {
            parts.add("while " + closed.get(0) + " is closed");
        } else {
            rest.streamClasses().forEach(number -> parts.add(describeOpening(openingOf(number))));
        }
        return String.join(" or ", parts);
    }

    private ValueClasses classesOf(ValueClasses period, String name) {
        return domain.classOf(name).intersectionWith(period);
    }

    private Opening openingOf(int number) {
        return (Opening) Objects.requireNonNull(domain.exampleOf(number));
    }

    private static String describeOpening(Opening opening) {
        return opening.during().isEmpty()
                ? "while none of the calendars is open"
                : opening.during().stream().sorted().collect(Collectors.joining(" and ", "during ", ""));
    }
}
