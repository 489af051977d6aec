package support.entitlement.policy.calendar;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.Calendars;
import support.entitlement.calendar.JointOpenings;
import support.entitlement.calendar.OpenState;
import support.entitlement.decision.Query.Opening;
import support.entitlement.table.Column.ConditionColumn;
import support.entitlement.table.FactField;
import support.entitlement.table.Table;
import support.entitlement.table.value.OpeningBound;

/** The calendars and the instants that conditions compare the opening of a case with. Immutable and thread-safe. */
public final class TimeBands {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    private final List<String> names;
    private final List<Calendar> calendars;

    /** The instants, by which the time in which rows are valid begins or ends. */
    private final NavigableMap<Instant, OffsetDateTime> bounds;

    private final List<ZoneId> zonesOfBounds;

    private TimeBands(Map<String, Calendar> byName, NavigableMap<Instant, OffsetDateTime> bounds, List<ZoneId> zones) {
        this.names = List.copyOf(byName.keySet());
        this.calendars = List.copyOf(byName.values());
        this.bounds = bounds;
        this.zonesOfBounds = zones;
    }

    /** Returns the bands of tables; calendars that are not known are left out. */
    public static TimeBands of(Collection<Table> tables, Calendars known) {
        NavigableMap<Instant, OffsetDateTime> bounds = new TreeMap<>();
        openingColumns(tables, column -> column.boundsOpening())
                .flatMap(each -> each.table().columnValues(each.column()))
                .filter(OpeningBound.class::isInstance)
                .map(bound -> ((OpeningBound) bound).at())
                .forEach(at -> bounds.putIfAbsent(at.toInstant(), at));
        return new TimeBands(
                namesIn(tables)
                        .filter(known::hasCalendar)
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), known::get, (one, same) -> one, TreeMap::new)),
                bounds,
                openingColumns(tables, column -> column.boundsOpening())
                        .flatMap(each -> Stream.ofNullable(each.column().zone()))
                        .distinct()
                        .toList());
    }

    private record OpeningColumn(Table table, ConditionColumn column) {}

    private static Stream<OpeningColumn> openingColumns(
            Collection<Table> tables, Predicate<ConditionColumn> predicate) {
        return tables.stream()
                .filter(table -> table.fact().isMatched())
                .flatMap(table ->
                        table.conditions().stream().filter(predicate).map(column -> new OpeningColumn(table, column)));
    }

    /** Returns the names that conditions compare the opening with, as they are written. */
    private static Stream<String> namesIn(Collection<Table> tables) {
        return openingColumns(tables, column -> column.isField(FactField.OPENED_DURING))
                .flatMap(each ->
                        each.table().rows().stream().flatMap(row -> each.table().cellWords(row, each.column())));
    }

    /** Returns true if no condition compares the opening. */
    public boolean isEmpty() {
        return names.isEmpty() && bounds.isEmpty();
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
                        sinceOf(bounds, instant),
                        instant);
    }

    private static @Nullable OffsetDateTime sinceOf(NavigableMap<Instant, OffsetDateTime> bounds, Instant instant) {
        Map.Entry<Instant, OffsetDateTime> latest = bounds.floorEntry(instant);
        return latest == null ? null : latest.getValue();
    }

    /**
     * Returns an opening while all calendars are open, and one while all are closed, for each time between two instants
     * that conditions compare with.
     */
    public List<Opening> openingsWhileAllAreAlike() {
        List<Instant> examples = new ArrayList<>(
                List.of(bounds.isEmpty() ? Instant.EPOCH : bounds.firstKey().minusSeconds(1)));
        examples.addAll(bounds.keySet());
        return examples.stream()
                .flatMap(at -> Stream.of(Set.<String>of(), Set.copyOf(names))
                        .map(open -> new Opening(open, sinceOf(bounds, at), at)))
                .distinct()
                .toList();
    }

    /**
     * Returns the next instant from which openings may differ; empty if no calendar opens or closes within ten years, and
     * no instant follows that conditions compare with.
     */
    public Optional<Instant> nextChange(Instant instant) {
        return Stream.concat(
                        calendars.stream().flatMap(calendar -> OpenState.nextChange(calendar, instant).stream()),
                        Stream.ofNullable(bounds.higherKey(instant)))
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
        Stream<String> clocks = zonesOfBounds.stream()
                .filter(zone -> !open.containsKey(zone))
                .map(zone -> CLOCK.format(instant.atZone(zone)) + " " + zone);
        Stream<String> bands = open.entrySet().stream()
                .map(zone -> CLOCK.format(instant.atZone(zone.getKey())) + " " + zone.getKey() + ": "
                        + (zone.getValue().isEmpty() ? "all closed" : String.join(", ", zone.getValue())));
        return Stream.concat(bands, clocks).toList();
    }

    /**
     * Returns an opening for each set of calendars that are open together at some time, between each two instants that
     * conditions compare with.
     */
    public List<Opening> findOpenings() {
        return isEmpty()
                ? List.of()
                : JointOpenings.findAll(calendars, bounds.keySet(), JointOpenings.MAX_FOUND).stream()
                        .map(each -> openingOf(each, 0))
                        .toList();
    }

    private Opening openingOf(JointOpenings.JointOpening joint, int offset) {
        return new Opening(namesOf(joint.open(), offset), sinceOf(bounds, joint.example()), joint.example());
    }

    /** One opening, as two versions of the tables tell it from others. */
    public record ComparedOpening(Opening before, Opening after) {}

    /** Returns an opening for each set of calendars of these bands and of later ones that are open together, between the instants of both. */
    public List<ComparedOpening> compareWith(TimeBands later) {
        NavigableMap<Instant, OffsetDateTime> allBounds = new TreeMap<>(bounds);
        allBounds.putAll(later.bounds);
        List<Calendar> all =
                Stream.concat(calendars.stream(), later.calendars.stream()).toList();
        return isEmpty() && later.isEmpty()
                ? List.of()
                : JointOpenings.findAll(all, allBounds.keySet(), Integer.MAX_VALUE).stream()
                        .map(each -> new ComparedOpening(openingOf(each, 0), later.openingOf(each, names.size())))
                        .toList();
    }

    private Set<String> namesOf(BitSet open, int offset) {
        return IntStream.range(0, names.size())
                .filter(band -> open.get(offset + band))
                .mapToObj(names::get)
                .collect(Collectors.toUnmodifiableSet());
    }
}
