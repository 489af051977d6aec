package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.diff.LongestIncreasingSubsequence;
import support.entitlement.change.diff.TableDiff;
import support.entitlement.change.diff.TableDiff.ColumnDiff;
import support.entitlement.change.diff.TableDiff.RowDiff;
import support.entitlement.decision.allowance.FurtherAmount;
import support.entitlement.policy.Policy;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.problem.Place;
import support.entitlement.table.value.SentCell;
import support.entitlement.text.NormalForm;

/**
 * The rows of two versions that can make answers differ, with the places of the changes: rows that differ themselves, and rows that
 * name a channel or a calendar that other rows describe differently now. An answer without any of these rows does not change.
 */
final class ChangedRows {

    private static final Set<String> COMBINED = Set.of("openWhenAnyOf", "openWhenAllOf", "openWhenNoneOf");

    /** The limit of places that are listed for one answer. */
    private static final int MAX_PLACES = 100;

    private final UnaryOperator<String> definedName;
    private final Map<Row, Set<String>> places = new IdentityHashMap<>();
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
        TableDiff.between(before, after).forEach(this::markTable);
        markReordered(before, after);
        markOtherwise(before, after);
        markDefaults(before, after);
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
            } else if (conclusion.method().equals("calendar")) {
                addFew(
                        changes,
                        calendars.getOrDefault(definedName.apply(String.valueOf(conclusion.value())), Set.of()));
            }
        }
        table.conditions().stream()
                .filter(column -> column.isField(FactField.OPENED_DURING))
                .flatMap(column -> table.cellWords(row, column))
                .forEach(name -> addFew(changes, calendars.getOrDefault(name, Set.of())));
        return changes;
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

    private void markTable(TableDiff diff) {
        Table before = diff.before();
        Table after = diff.after();
        if (before == null || after == null) {
            markAll(diff.newestTable(), row -> true, diff.newestTable().sheet());
            return;
        }
        if (diff.hitPolicyChanged() || before.fact() != after.fact()) {
            markAll(before, row -> true, after.sheet());
            markAll(after, row -> true, after.sheet());
        }
        diff.columns().forEach(column -> markColumn(column, before, after));
        diff.rows().forEach(row -> markRow(row, before, after));
    }

    private void markColumn(ColumnDiff diff, Table before, Table after) {
        Column was = diff.was();
        Column is = diff.is();
        if (was != null && !(was instanceof Column.NoteColumn)) {
            markAll(before, row -> before.cellValue(row, was) != null, after.sheet());
        }
        if (is != null && !(is instanceof Column.NoteColumn)) {
            markAll(after, row -> after.cellValue(row, is) != null, after.sheet());
        }
    }

    private void markRow(RowDiff diff, Table before, Table after) {
        Row was = diff.was();
        Row is = diff.is();
        if (was == null && is != null) {
            addPlace(is, firstCell(after, is));
        } else if (is == null && was != null) {
            addPlace(was, firstCell(before, was));
        } else if (was != null && is != null) {
            diff.cells().stream()
                    .filter(cell -> !cell.isNote() && !cell.sameMeaning())
                    .forEach(cell -> {
                        addPlace(was, cell.place());
                        addPlace(is, cell.place());
                    });
            if (diff.moved() && after.hitPolicy() != HitPolicy.UNIQUE) {
                addPlace(was, firstCell(after, is));
                addPlace(is, firstCell(after, is));
            }
        }
    }

    /** Marks the rows that compare an attribute for which another value counts than before if it is not sent. */
    private void markDefaults(List<Table> before, List<Table> after) {
        Map<String, Object> old = Vocabulary.of(before).defaults();
        Map<String, Object> now = Vocabulary.of(after).defaults();
        Set<String> changed = Stream.concat(old.keySet().stream(), now.keySet().stream())
                .filter(name -> !Objects.equals(old.get(name), now.get(name)))
                .collect(Collectors.toSet());
        List<Table> facts = Stream.concat(after.stream(), before.stream())
                .filter(table -> table.fact() == FactType.FACT)
                .toList();
        for (Table table : Stream.concat(before.stream(), after.stream()).toList()) {
            table.actions().stream()
                    .filter(column -> column.action() == ActionName.FURTHER)
                    .forEach(column -> markAll(
                            table,
                            row -> table.cellValue(row, column) instanceof FurtherAmount further
                                    && changed.contains(further.fact()),
                            facts.get(0).sheet()));
            table.conditions().stream()
                    .filter(column -> column.attribute()
                            && changed.contains(Input.ofCondition(column).name()))
                    .forEach(column -> markAll(
                            table,
                            row -> table.cellValue(row, column) != null,
                            facts.get(0).sheet()));
        }
    }

    /** Marks the rows that say “otherwise” in a column in which other rows name other values than in the other version. */
    private void markOtherwise(List<Table> before, List<Table> after) {
        for (Table table : before) {
            TableDiff.findTableOfSameName(table, after).ifPresent(now -> {
                markOtherwise(table, otherwiseCells(now).keySet());
                markOtherwise(now, otherwiseCells(table).keySet());
            });
        }
    }

    private void markOtherwise(Table table, Set<List<Object>> unchanged) {
        otherwiseCells(table).forEach((meaning, cells) -> {
            if (!unchanged.contains(meaning)) {
                cells.forEach(cell -> addPlace(cell.row(), cell.place()));
            }
        });
    }

    private record OtherwiseCell(Row row, Place place) {}

    /** Returns the cells that say “otherwise”, by the title of their column and their meaning. */
    private static Map<List<Object>, List<OtherwiseCell>> otherwiseCells(Table table) {
        Map<List<Object>, List<OtherwiseCell>> cells = new HashMap<>();
        for (Column.ConditionColumn column : table.conditions()) {
            for (Row row : table.rows()) {
                if (table.cellValue(row, column) instanceof SentCell.Otherwise other) {
                    cells.computeIfAbsent(List.of(column.title(), other), any -> new ArrayList<>())
                            .add(new OtherwiseCell(row, table.cellPlace(row, column)));
                }
            }
        }
        return cells;
    }

    private static Place firstCell(Table table, Row row) {
        return table.cellPlace(row, table.columns().get(0));
    }

    private void markAll(Table table, Predicate<Row> which, Place place) {
        table.rows().stream().filter(which).forEach(row -> addPlace(row, place));
    }

    private void addPlace(Row row, Place place) {
        places.computeIfAbsent(row, any -> new TreeSet<>()).add(place.toString());
    }

    /** Marks the rows of tables that are evaluated in another order than before. */
    private void markReordered(List<Table> before, List<Table> after) {
        List<Table> common = before.stream()
                .filter(table -> TableDiff.findTableOfSameName(table, after).isPresent())
                .toList();
        List<Table> now = common.stream()
                .map(table -> TableDiff.findTableOfSameName(table, after).orElseThrow())
                .toList();
        boolean[] stayed = LongestIncreasingSubsequence.markMembers(
                now.stream().mapToInt(after::indexOf).toArray());
        for (int i = 0; i < stayed.length; i++) {
            if (!stayed[i]) {
                Place place = now.get(i).sheet();
                markAll(common.get(i), row -> true, place);
                markAll(now.get(i), row -> true, place);
            }
        }
    }
}
