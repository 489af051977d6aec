package support.entitlement.policy.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import support.entitlement.decision.Query;
import support.entitlement.table.Column.ConditionColumn;
import support.entitlement.table.Input;
import support.entitlement.table.Table;
import support.entitlement.table.value.OpeningDistance;
import support.entitlement.table.value.OpeningOffset;
import support.entitlement.table.value.OpeningRange;
import support.entitlement.table.value.SentCell;

/**
 * The attributes that conditions compare with the opening of a case, and the offsets from the opening that they name. Immutable and
 * thread-safe.
 */
public final class OpeningDistances {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    /** The lengths of months differ by less. */
    private static final int DAYS_BEFORE_A_CHANGE = 5;

    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

    private final Map<String, List<OpeningOffset>> offsets;

    private OpeningDistances(Map<String, List<OpeningOffset>> offsets) {
        this.offsets = offsets;
    }

    /** Returns those of tables. */
    public static OpeningDistances of(Collection<Table> tables) {
        Map<String, TreeSet<OpeningOffset>> found = new TreeMap<>();
        for (Table table : tables) {
            for (ConditionColumn column : table.conditions()) {
                if (column.type().isFromOpening()) {
                    TreeSet<OpeningOffset> ofColumn =
                            found.computeIfAbsent(Input.ofCondition(column).name(), attribute -> new TreeSet<>());
                    table.columnValues(column)
                            .flatMap(OpeningDistances::rangesIn)
                            .flatMap(OpeningRange::bounds)
                            .forEach(ofColumn::add);
                }
            }
        }
        Map<String, List<OpeningOffset>> offsets = new HashMap<>();
        found.forEach((attribute, all) -> offsets.put(attribute, List.copyOf(all)));
        return new OpeningDistances(offsets);
    }

    /** Returns the ranges in a cell; an “otherwise” names those of other cells of its column. */
    private static Stream<OpeningRange> rangesIn(Object cell) {
        Stream<?> values = cell instanceof Collection<?> list
                ? list.stream()
                : cell instanceof SentCell ? Stream.empty() : Stream.of(cell);
        return values.filter(OpeningRange.class::isInstance).map(OpeningRange.class::cast);
    }

    /** Returns true if no condition compares an attribute with the opening. */
    public boolean isEmpty() {
        return offsets.isEmpty();
    }

    /** Returns true if conditions compare an attribute with the opening. */
    public boolean concern(String attribute) {
        return offsets.containsKey(attribute);
    }

    /**
     * Returns true if these and others place an attribute alike: relative to the date of the opening in one zone, and by offsets
     * with one order for all openings.
     */
    public boolean areComparable(OpeningDistances others, String attribute) {
        List<OpeningOffset> named = Stream.of(this, others)
                .flatMap(each -> each.offsets.getOrDefault(attribute, List.of()).stream())
                .toList();
        TreeSet<OpeningOffset> ordered = new TreeSet<>(named);
        return concern(attribute) == others.concern(attribute)
                && named.stream().map(OpeningOffset::zone).distinct().count() <= 1
                && ordered.stream().noneMatch(offset -> {
                    OpeningOffset next = ordered.higher(offset);
                    return next != null && offset.isNearTo(next);
                });
    }

    /** Returns true if conditions compare an attribute of a query with the opening. */
    public boolean concern(Query query) {
        return !offsets.isEmpty() && query.attribute().keySet().stream().anyMatch(this::hasOffsets);
    }

    /** Returns a query with the position of each attribute that conditions compare with the opening, in place of its date or instant. */
    public Query locate(Query query, Instant opening) {
        if (!concern(query)) {
            return query;
        }
        Map<String, Object> attributes = new HashMap<>(query.attribute());
        attributes.replaceAll((name, value) -> isTime(value) && hasOffsets(name)
                ? OpeningDistance.of((Comparable<?>) value, opening, offsets.get(name))
                : value);
        return query.withAttributes(attributes);
    }

    /** Returns false for an attribute that conditions do not compare, or only below blank cells. */
    private boolean hasOffsets(String attribute) {
        return !offsets.getOrDefault(attribute, List.of()).isEmpty();
    }

    private static boolean isTime(Object value) {
        return value instanceof LocalDate || value instanceof Instant;
    }

    /**
     * Refuses a query whose attributes are compared with the opening while it is not known.
     *
     * @throws IllegalArgumentException if there is such an attribute
     */
    public void requireLocated(Query query) {
        if (concern(query)) {
            query.attribute().forEach((name, value) -> {
                if (isTime(value) && hasOffsets(name)) {
                    throw new IllegalArgumentException("“" + name + "” is compared with an opening that is not known");
                }
            });
        }
    }

    /** Returns the next instant from which an opening has another answer to a query that {@link #locate} returned; empty if there is none. */
    public Optional<Instant> nextChange(Query query, Instant opening) {
        if (!concern(query)) {
            return Optional.empty();
        }
        return query.attribute().entrySet().stream()
                .filter(attribute ->
                        attribute.getValue() instanceof OpeningDistance && offsets.containsKey(attribute.getKey()))
                .flatMap(attribute -> {
                    Object sent = ((OpeningDistance) attribute.getValue()).valueAt(opening);
                    return offsets.get(attribute.getKey()).stream()
                            .flatMap(offset -> nextChange(sent, offset, opening).stream());
                })
                .filter(change -> change.isBefore(LAST))
                .min(Instant::compareTo);
    }

    private static Optional<Instant> nextChange(Object sent, OpeningOffset offset, Instant opening) {
        return sent instanceof Instant instant
                ? nextChange(instant, offset, opening)
                : nextChange((LocalDate) sent, offset, opening);
    }

    private static Optional<Instant> nextChange(Instant sent, OpeningOffset offset, Instant opening) {
        Instant reached = sent.minusSeconds(offset.seconds());
        Instant passed = reached.plusNanos(1);
        return opening.isBefore(reached)
                ? Optional.of(reached)
                : opening.isBefore(passed) ? Optional.of(passed) : Optional.empty();
    }

    private static Optional<Instant> nextChange(LocalDate sent, OpeningOffset offset, Instant opening) {
        ZoneId zone = Objects.requireNonNull(offset.zone());
        LocalDate opened = opening.atZone(zone).toLocalDate();
        LocalDate bound = offset.from(opened);
        if (bound.isAfter(sent)) {
            return Optional.empty();
        }
        boolean reaches = bound.isBefore(sent);
        LocalDate next = sent.minusMonths(offset.months()).minusDays(offset.days() + (long) DAYS_BEFORE_A_CHANGE);
        next = next.isAfter(opened) ? next : opened.plusDays(1);
        while (reaches ? offset.from(next).isBefore(sent) : !offset.from(next).isAfter(sent)) {
            next = next.plusDays(1);
        }
        return Optional.of(next.atStartOfDay(zone).toInstant());
    }

    /** Returns the opening of a query in words, on the clocks of each zone whose dates are compared with its attributes. */
    public List<String> describeOpening(Query query, Instant opening) {
        List<ZoneId> zones = new ArrayList<>();
        query.attribute().keySet().stream()
                .flatMap(name -> offsets.getOrDefault(name, List.of()).stream())
                .map(offset -> offset.zone() == null ? ZoneOffset.UTC : offset.zone())
                .distinct()
                .forEach(zones::add);
        return zones.stream()
                .map(zone -> CLOCK.format(opening.atZone(zone)) + " " + zone)
                .toList();
    }
}
