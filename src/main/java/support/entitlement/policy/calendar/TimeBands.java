package support.entitlement.policy.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.Calendars;
import support.entitlement.calendar.JointOpenings;
import support.entitlement.calendar.OpenState;
import support.entitlement.decision.Query.Opening;
import support.entitlement.table.FactField;
import support.entitlement.table.Table;

/** The calendars that conditions compare the opening of a case with. Immutable and thread-safe. */
public final class TimeBands {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    private final List<String> names;
    private final List<Calendar> calendars;

    private TimeBands(Map<String, Calendar> byName) {
        this.names = List.copyOf(byName.keySet());
        this.calendars = List.copyOf(byName.values());
    }

    /** Returns the bands of tables; calendars that are not known are left out. */
    public static TimeBands of(Collection<Table> tables, Calendars known) {
        return new TimeBands(namesIn(tables)
                .filter(known::hasCalendar)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), known::get, (one, same) -> one, TreeMap::new)));
    }

    /** Returns the names that conditions compare the opening with, as they are written. */
    private static Stream<String> namesIn(Collection<Table> tables) {
        return tables.stream()
                .filter(table -> table.fact().isMatched())
                .flatMap(table -> table.conditions().stream()
                        .filter(column -> column.isField(FactField.OPENED_DURING))
                        .flatMap(column -> table.rows().stream().flatMap(row -> table.cellWords(row, column))));
    }

    /** Returns true if no condition compares the opening. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Returns the names of the calendars, as conditions write them. */
    public List<String> names() {
        return names;
    }

    /** Returns the opening of a case at an instant; null if no condition compares it. */
    public @Nullable Opening at(Instant instant) {
        return isEmpty()
                ? null
                : new Opening(
                        IntStream.range(0, names.size())
                                .filter(band -> calendars.get(band).isOpenAt(instant))
                                .mapToObj(names::get)
                                .collect(Collectors.toUnmodifiableSet()),
                        instant);
    }

    /** Returns the next instant from which openings may differ; empty if there is none within ten years. */
    public Optional<Instant> nextChange(Instant instant) {
        return calendars.stream()
                .flatMap(calendar -> OpenState.of(calendar, instant).nextChange().stream())
                .min(Instant::compareTo);
    }

    /**
     * Returns the opening of a case in words, on the clocks of each zone of the calendars: {@code Monday 2026-03-02
     * 18:20 Europe/Zurich: After hours}. None if no condition compares it.
     */
    public List<String> describeOpening(Instant instant) {
        Map<ZoneId, List<String>> open = new LinkedHashMap<>();
        for (int band = 0; band < names.size(); band++) {
            List<String> ofZone = open.computeIfAbsent(calendars.get(band).zone(), zone -> new ArrayList<>());
            if (calendars.get(band).isOpenAt(instant)) {
                ofZone.add(names.get(band));
            }
        }
        return open.entrySet().stream()
                .map(zone -> CLOCK.format(instant.atZone(zone.getKey())) + " " + zone.getKey() + ": "
                        + (zone.getValue().isEmpty() ? "all closed" : String.join(", ", zone.getValue())))
                .toList();
    }

    /** Returns an opening for each set of calendars that are open together at some time. */
    public List<Opening> findOpenings() {
        return isEmpty()
                ? List.of()
                : JointOpenings.findAll(calendars, JointOpenings.MAX_FOUND).stream()
                        .map(each -> new Opening(namesOf(each.open(), 0), each.example()))
                        .toList();
    }

    /** One opening, as two versions of the tables tell it from others. */
    public record ComparedOpening(Opening before, Opening after) {}

    /** Returns an opening for each set of calendars of these bands and of later ones that are open together. */
    public List<ComparedOpening> compareWith(TimeBands later) {
        List<Calendar> all = new ArrayList<>(calendars);
        all.addAll(later.calendars);
        return all.isEmpty()
                ? List.of()
                : JointOpenings.findAll(all, Integer.MAX_VALUE).stream()
                        .map(each -> new ComparedOpening(
                                new Opening(namesOf(each.open(), 0), each.example()),
                                new Opening(later.namesOf(each.open(), names.size()), each.example())))
                        .toList();
    }

    private Set<String> namesOf(BitSet open, int offset) {
        return IntStream.range(0, names.size())
                .filter(band -> open.get(offset + band))
                .mapToObj(names::get)
                .collect(Collectors.toUnmodifiableSet());
    }
}
