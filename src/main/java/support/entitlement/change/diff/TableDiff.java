package support.entitlement.change.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.diff.RowMatching.ComparedRow;
import support.entitlement.table.Column;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Place;
import support.entitlement.text.NormalForm;

/**
 * The differences between two versions of a table. Rows are matched by their conditions, and not by their position.
 *
 * @param before the older version; null if the table is new
 * @param after the newer version; null if the table was removed
 * @param hitPolicyChanged true if the hit policy differs
 * @param columns the columns whose header differs
 * @param rows the rows that differ, in the order of the newer version; removed rows come last
 */
public record TableDiff(
        @Nullable Table before,
        @Nullable Table after,
        boolean hitPolicyChanged,
        List<ColumnDiff> columns,
        List<RowDiff> rows) {

    /**
     * A column that is new, removed, or of a different meaning.
     *
     * @param was the older column; null if it is new
     * @param is the newer column; null if it was removed
     */
    public record ColumnDiff(@Nullable Column was, @Nullable Column is) {

        /** The title that analysts read. */
        public String columnTitle() {
            return is != null ? is.title() : was != null ? was.title() : "";
        }
    }

    /**
     * A row that differs.
     *
     * @param was the older row; null if it is new
     * @param is the newer row; null if it was removed
     * @param moved true if its order among the rows of both versions differs
     * @param cells the cells that differ, if both versions have the row
     */
    public record RowDiff(@Nullable Row was, @Nullable Row is, boolean moved, List<CellDiff> cells) {}

    /**
     * A cell that differs.
     *
     * @param column its column; that of the older version if it was removed
     * @param before the older text; empty if it was blank
     * @param after the newer text; empty if it is blank
     * @param place the place in the newer version, or in the older one if its column was removed
     * @param sameMeaning true if both texts mean the same, such as an hour and 60 minutes
     */
    public record CellDiff(Column column, String before, String after, Place place, boolean sameMeaning) {

        /** Returns true if it is a note for readers, without effect on decisions. */
        public boolean isNote() {
            return column instanceof Column.NoteColumn;
        }
    }

    /** Compares tables with those of an older version, by their names. Tables without differences are left out. */
    public static List<TableDiff> between(List<Table> before, List<Table> after) {
        List<TableDiff> diffs = new ArrayList<>();
        for (Table table : after) {
            diffs.add(findTableOfSameName(table, before)
                    .map(old -> between(old, table))
                    .orElseGet(() -> new TableDiff(null, table, false, List.of(), List.of())));
        }
        before.stream()
                .filter(old -> findTableOfSameName(old, after).isEmpty())
                .forEach(old -> diffs.add(new TableDiff(old, null, false, List.of(), List.of())));
        return diffs.stream().filter(diff -> !diff.isEmpty()).toList();
    }

    /** Returns the table with an equal name. */
    public static Optional<Table> findTableOfSameName(Table table, List<Table> tables) {
        return tables.stream()
                .filter(other -> NormalForm.areSame(other.name(), table.name()))
                .findFirst();
    }

    /** Returns the newer version, or the older one if there is no newer. */
    public Table newestTable() {
        Table table = after == null ? before : after;
        if (table == null) {
            throw new IllegalStateException("a difference of nothing");
        }
        return table;
    }

    private boolean isEmpty() {
        return before != null && after != null && !hitPolicyChanged && columns.isEmpty() && rows.isEmpty();
    }

    private static TableDiff between(Table before, Table after) {
        RowMatching matching = RowMatching.matchRows(before, after);
        List<RowDiff> rows = new ArrayList<>(changedRows(before, after, matching.pairs()));
        matching.added().forEach(line -> rows.add(new RowDiff(null, line.row(), false, List.of())));
        rows.sort((one, other) -> Integer.compare(rowNumber(one.is()), rowNumber(other.is())));
        matching.removed().forEach(line -> rows.add(new RowDiff(line.row(), null, false, List.of())));
        return new TableDiff(
                before,
                after,
                before.hitPolicy() != after.hitPolicy(),
                compareColumns(before.columns(), after.columns()),
                List.copyOf(rows));
    }

    private static int rowNumber(@Nullable Row row) {
        return row == null ? Integer.MAX_VALUE : row.matched().row();
    }

    private static List<RowDiff> changedRows(Table before, Table after, Map<ComparedRow, ComparedRow> pairs) {
        List<Map.Entry<ComparedRow, ComparedRow>> inOrder = pairs.entrySet().stream()
                .sorted((one, other) ->
                        Integer.compare(one.getKey().position(), other.getKey().position()))
                .toList();
        boolean[] stayed = LongestIncreasingSubsequence.markMembers(
                inOrder.stream().mapToInt(pair -> pair.getValue().position()).toArray());
        List<RowDiff> rows = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            ComparedRow was = inOrder.get(i).getKey();
            ComparedRow is = inOrder.get(i).getValue();
            List<CellDiff> cells = changedCells(before, was, after, is);
            if (!stayed[i] || !cells.isEmpty()) {
                rows.add(new RowDiff(was.row(), is.row(), !stayed[i], cells));
            }
        }
        return rows;
    }

    private static List<CellDiff> changedCells(Table before, ComparedRow was, Table after, ComparedRow is) {
        if (was.cells().equals(is.cells())) {
            return List.of();
        }
        Set<String> known = after.columns().stream().map(RowMatching::columnKey).collect(Collectors.toSet());
        return Stream.concat(
                        after.columns().stream()
                                .map(column -> createCellDiff(
                                        after, is.row(), column, was, is, meanTheSame(before, was, after, is, column))),
                        before.columns().stream()
                                .filter(column -> !known.contains(RowMatching.columnKey(column)))
                                .map(column -> createCellDiff(before, was.row(), column, was, is, false)))
                .filter(cell -> !cell.before().equals(cell.after()))
                .toList();
    }

    private static boolean meanTheSame(Table before, ComparedRow was, Table after, ComparedRow is, Column column) {
        Object now = cellMeaning(column, after.cellValue(is.row(), column));
        return now != null
                && before.columns().stream()
                        .filter(old -> RowMatching.columnKey(old).equals(RowMatching.columnKey(column))
                                && columnMeaning(old).equals(columnMeaning(column)))
                        .anyMatch(old -> now.equals(cellMeaning(column, before.cellValue(was.row(), old))));
    }

    /** Returns the value of a cell, with names in one spelling where they are only compared; null if it holds none. */
    private static @Nullable Object cellMeaning(Column column, @Nullable Object value) {
        if (column instanceof Column.NoteColumn || !(column instanceof Column.ConditionColumn)) {
            return value;
        }
        return value instanceof Collection<?> list
                ? list.stream().map(String::valueOf).map(NormalForm::key).collect(Collectors.toSet())
                : value instanceof String name ? NormalForm.key(name) : value;
    }

    private static CellDiff createCellDiff(
            Table table, Row row, Column column, ComparedRow was, ComparedRow is, boolean sameMeaning) {
        return new CellDiff(
                column,
                was.cells().getOrDefault(RowMatching.columnKey(column), ""),
                is.cells().getOrDefault(RowMatching.columnKey(column), ""),
                table.cellPlace(row, column),
                sameMeaning);
    }

    private static List<ColumnDiff> compareColumns(List<Column> before, List<Column> after) {
        Map<String, Column> old = new LinkedHashMap<>();
        before.forEach(column -> old.put(RowMatching.columnKey(column), column));
        List<ColumnDiff> diffs = new ArrayList<>();
        for (Column column : after) {
            Column was = old.remove(RowMatching.columnKey(column));
            if (was == null || !columnMeaning(was).equals(columnMeaning(column))) {
                diffs.add(new ColumnDiff(was, column));
            }
        }
        old.values().forEach(column -> diffs.add(new ColumnDiff(column, null)));
        return List.copyOf(diffs);
    }

    /** Returns the meaning of a column, regardless of its position. */
    private static List<Object> columnMeaning(Column column) {
        if (column instanceof Column.ConditionColumn condition) {
            return Arrays.asList(Input.ofCondition(condition), condition.operator(), condition.type());
        }
        return column instanceof Column.ActionColumn action
                ? Arrays.asList(action.method(), action.literals(), action.type())
                : List.of();
    }
}
