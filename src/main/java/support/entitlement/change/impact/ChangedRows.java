package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.diff.ChangePlaces;
import support.entitlement.policy.Policy;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.value.SentCell;
import support.entitlement.text.NormalForm;

/**
 * The rows of two versions that can make answers differ, with the places of the changes: rows that differ themselves, and rows that
 * name a channel or a calendar that other rows describe differently now. An answer without any of these rows does not change.
 */
final class ChangedRows {

    private static final Set<String> COMBINED = Set.of("openWhenAnyOf", "openWhenAllOf", "openWhenNoneOf");

    private static final Set<String> CALENDARS_OF_MILESTONES = Set.of("calendar", "startsDuring");

    /** The limit of places that are listed for one answer. */
    private static final int MAX_PLACES = 100;

    private final UnaryOperator<String> definedName;
    private final Map<Row, Set<String>> places;
    private final List<TableRow> channelLines = new ArrayList<>();
    private final Map<String, Set<String>> channels = new HashMap<>();
    private final Map<String, Set<String>> calendars = new TreeMap<>(NormalForm.ORDER);

    /**
     * Compares two versions.
     *
     * @param definedName returns the name under which tables define the calendar of a milestone
     */
    ChangedRows(List<Table> before, List<Table> after, UnaryOperator<String> definedName) {
        this.definedName = definedName;
        this.places = ChangePlaces.between(before, after);
        List<Table> both = Stream.concat(before.stream(), after.stream()).toList();
        List<TableRow> hours = rowsOf(both, FactType.BUSINESS_HOURS).toList();
        boolean added = true;
        while (added) { // A calendar that combines a changed one has changed, too, and so on.
            added = false;
            for (TableRow line : hours) {
                added |= addCalendarChanges(line);
            }
        }
        rowsOf(both, FactType.CHANNEL).forEach(this::addChangedHours);
        rowsOf(both, FactType.CHANNEL)
                .filter(line -> places.containsKey(line.row()))
                .forEach(channelLines::add);
    }

    /** Marks a row that gives a channel the hours of a changed calendar. */
    private void addChangedHours(TableRow line) {
        VersionedRow.conclusionsOf(line.table(), line.row()).stream()
                .filter(conclusion -> conclusion.method().equals("openDuring"))
                .map(conclusion -> calendars.getOrDefault(String.valueOf(conclusion.value()), Set.of()))
                .filter(changes -> !changes.isEmpty())
                .forEach(changes -> addFew(places.computeIfAbsent(line.row(), any -> new TreeSet<>()), changes));
    }

    static ChangedRows between(Policy before, Policy after) {
        return new ChangedRows(
                before.tables(), after.tables(), name -> before.definedCalendar(after.definedCalendar(name)));
    }

    private record TableRow(Table table, Row row) {

        /** Returns whether its conditions hold for a channel or a calendar. */
        boolean isAbout(String name) {
            return table.conditions().stream()
                    .filter(column -> column.isField(FactField.NAME))
                    .allMatch(column -> {
                        Object cell = table.cellValue(row, column);
                        return cell == null || column.holdsFor(name, cell);
                    });
        }

        /** Returns the names in its conditions. */
        Stream<String> conditionNames() {
            return table.conditions().stream().flatMap(column -> listedTexts(table.cellValue(row, column)));
        }
    }

    private static Stream<TableRow> rowsOf(List<Table> tables, FactType fact) {
        return tables.stream()
                .filter(table -> table.fact() == fact)
                .flatMap(table -> table.rows().stream().map(row -> new TableRow(table, row)));
    }

    private static Stream<String> listedTexts(@Nullable Object cell) {
        Stream<?> values = cell instanceof Collection<?> list ? list.stream() : Stream.ofNullable(cell);
        return values.map(String::valueOf);
    }

    private boolean addCalendarChanges(TableRow line) {
        Set<String> changes = new TreeSet<>(places.getOrDefault(line.row(), Set.of()));
        VersionedRow.conclusionsOf(line.table(), line.row()).stream()
                .filter(conclusion -> COMBINED.contains(conclusion.method()))
                .flatMap(conclusion -> listedTexts(conclusion.value()))
                .forEach(part -> addFew(changes, calendars.getOrDefault(part, Set.of())));
        return !changes.isEmpty()
                && line.conditionNames()
                                .filter(name ->
                                        addFew(calendars.computeIfAbsent(name, any -> new TreeSet<>()), changes))
                                .count()
                        > 0;
    }

    /** Returns the places of changes in a row, or in rows that complete its conclusions; empty if nothing changed. */
    Set<String> changesOf(Table table, Row row, List<VersionedRow.Conclusion> conclusions) {
        Set<String> changes = new TreeSet<>(places.getOrDefault(row, Set.of()));
        for (VersionedRow.Conclusion conclusion : conclusions) {
            if (conclusion.method().equals("channels")) {
                listedTexts(conclusion.value()).forEach(name -> addFew(changes, changesOfChannel(name)));
            } else if (CALENDARS_OF_MILESTONES.contains(conclusion.method())) {
                addFew(
                        changes,
                        calendars.getOrDefault(definedName.apply(String.valueOf(conclusion.value())), Set.of()));
            }
        }
        table.conditions().stream()
                .filter(column -> column.isField(FactField.OPENED_DURING))
                .flatMap(column -> listedTexts(comparedNames(table.cellValue(row, column))))
                .forEach(name -> addFew(changes, calendars.getOrDefault(name, Set.of())));
        return changes;
    }

    /** Returns the names in a cell, or those that it excludes. */
    private static @Nullable Object comparedNames(@Nullable Object cell) {
        return cell instanceof SentCell.Otherwise other ? other.named() : cell;
    }

    private Set<String> changesOfChannel(String name) {
        return channels.computeIfAbsent(name, any -> {
            Set<String> changes = new TreeSet<>();
            channelLines.stream()
                    .filter(line -> line.isAbout(name))
                    .limit(MAX_PLACES)
                    .forEach(line -> addFew(changes, places.get(line.row())));
            return changes;
        });
    }

    /** Adds places up to the limit; returns whether any was added. */
    private static boolean addFew(Set<String> places, Set<String> more) {
        boolean added = false;
        for (String place : more) {
            added |= places.size() < MAX_PLACES && places.add(place);
        }
        return added;
    }

    /** Returns whether a calendar is, or may be, open at other times than before. */
    boolean isChanged(String calendar) {
        return calendars.containsKey(definedName.apply(calendar));
    }

    /** Returns whether any calendar is, or may be, open at other times than before. */
    boolean hasChangedCalendars() {
        return !calendars.isEmpty();
    }

    /** Returns whether any channel is described otherwise than before. */
    boolean hasChangedChannels() {
        return !channelLines.isEmpty();
    }
}
