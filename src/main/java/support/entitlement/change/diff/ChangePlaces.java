package support.entitlement.change.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.diff.TableDiff.ColumnDiff;
import support.entitlement.change.diff.TableDiff.RowDiff;
import support.entitlement.decision.allowance.FurtherAmount;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.FactType;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.problem.Place;
import support.entitlement.table.value.FactChoice;
import support.entitlement.table.value.SentCell;

/**
 * The rows of two versions of tables whose own meaning differs, with the places of the changes: rows with another cell, in another
 * order or of a table of another kind, and rows whose cells mean something else because of other cells. Not thread-safe.
 */
public final class ChangePlaces {

    private final Map<Row, Set<String>> places = new IdentityHashMap<>();

    private ChangePlaces() {}

    /**
     * Compares two versions.
     *
     * @return the places by the row of either version, compared by identity; the caller may add others
     */
    public static Map<Row, Set<String>> between(List<Table> before, List<Table> after) {
        ChangePlaces changes = new ChangePlaces();
        TableDiff.between(before, after).forEach(changes::markTable);
        changes.markReordered(before, after);
        changes.markOtherwise(before, after);
        changes.markDefaults(before, after);
        return changes.places;
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

    /** Marks the rows that compare, multiply or choose by an attribute that has another value than before if it is not sent. */
    private void markDefaults(List<Table> before, List<Table> after) {
        Map<String, Object> old = Vocabulary.of(before).defaults();
        Map<String, Object> now = Vocabulary.of(after).defaults();
        Set<String> changed = Stream.concat(old.keySet().stream(), now.keySet().stream())
                .filter(name -> !Objects.equals(old.get(name), now.get(name)))
                .collect(Collectors.toSet());
        if (!changed.isEmpty()) {
            markConcernedRows(before, after, changed);
        }
    }

    private void markConcernedRows(List<Table> before, List<Table> after, Set<String> changed) {
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
            table.actions().stream()
                    .filter(column ->
                            ActionName.OF_CALENDARS.contains(column.action()) || column.action() == ActionName.ZONE)
                    .forEach(column -> markAll(
                            table,
                            row -> chosenBy(table.cellValue(row, column))
                                    .filter(changed::contains)
                                    .isPresent(),
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

    /** Returns the attribute that chooses what a cell means; empty if the cell holds a name. */
    private static Optional<String> chosenBy(@Nullable Object cell) {
        return FactChoice.parse(String.valueOf(cell)).map(FactChoice::attribute);
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
