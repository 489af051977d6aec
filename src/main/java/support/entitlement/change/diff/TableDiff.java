package support.entitlement.change.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    private static final long MAX_COMPARISONS = 250_000;

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
        List<ComparedRow> old = ComparedRow.rowsOf(before);
        List<ComparedRow> now = ComparedRow.rowsOf(after);
        Map<ComparedRow, ComparedRow> pairs = new IdentityHashMap<>();
        pairs.putAll(pairRows(old, now, ComparedRow::cells));
        pairs.putAll(pairRows(old, now, ComparedRow::conditions));
        pairs.putAll(pairSimilarRows(old, now));
        List<RowDiff> rows = new ArrayList<>(changedRows(before, after, pairs));
        now.forEach(line -> rows.add(new RowDiff(null, line.row(), false, List.of())));
        rows.sort((one, other) -> Integer.compare(rowNumber(one.is()), rowNumber(other.is())));
        old.forEach(line -> rows.add(new RowDiff(line.row(), null, false, List.of())));
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

    /** A row with its cells by column, and its conditions by input, operator and text. */
    private record ComparedRow(int position, Row row, Map<String, String> cells, List<String> conditions) {

        static List<ComparedRow> rowsOf(Table table) {
            List<ComparedRow> lines = new ArrayList<>();
            for (int i = 0; i < table.rows().size(); i++) {
                Row row = table.rows().get(i);
                Map<String, String> cells = new LinkedHashMap<>();
                table.columns().stream()
                        .filter(column -> !cellText(row, column).isEmpty())
                        .forEach(column -> cells.put(columnKey(column), cellText(row, column)));
                List<String> conditions = table.conditions().stream()
                        .map(column ->
                                Input.ofCondition(column) + " " + column.operator() + " " + table.cellText(row, column))
                        .sorted()
                        .toList();
                lines.add(new ComparedRow(i, row, cells, conditions));
            }
            return lines;
        }

        boolean isMuchLike(ComparedRow other) {
            long inCommon = cells.entrySet().stream()
                    .filter(cell -> cell.getValue().equals(other.cells.get(cell.getKey())))
                    .count();
            return 2 * inCommon > Math.max(cells.size(), other.cells.size());
        }
    }

    /** Returns the key by which two versions of a column are matched: the title, or a constant for columns of notes. */
    private static String columnKey(Column column) {
        return column instanceof Column.NoteColumn ? "\nnote" : column.title();
    }

    private static String cellText(Row row, Column column) {
        String text = column instanceof Column.NoteColumn
                ? row.matched().note()
                : row.matched().cells().get(column.title());
        return text == null ? "" : text;
    }

    /** Removes rows with equal keys from both lists, in their order, and returns them as pairs. */
    private static Map<ComparedRow, ComparedRow> pairRows(
            List<ComparedRow> old, List<ComparedRow> now, Function<ComparedRow, Object> key) {
        Map<Object, Deque<ComparedRow>> byKey = new HashMap<>();
        now.forEach(line -> byKey.computeIfAbsent(key.apply(line), any -> new ArrayDeque<>())
                .add(line));
        Map<ComparedRow, ComparedRow> pairs = new IdentityHashMap<>();
        for (ComparedRow line : old) {
            Deque<ComparedRow> equal = byKey.get(key.apply(line));
            if (equal != null && !equal.isEmpty()) {
                pairs.put(line, equal.remove());
            }
        }
        removePaired(pairs, old, now);
        return pairs;
    }

    private static Map<ComparedRow, ComparedRow> pairSimilarRows(List<ComparedRow> old, List<ComparedRow> now) {
        Map<ComparedRow, ComparedRow> pairs = new IdentityHashMap<>();
        if ((long) old.size() * now.size() <= MAX_COMPARISONS) {
            List<ComparedRow> left = new ArrayList<>(now);
            for (ComparedRow was : old) {
                left.stream().filter(was::isMuchLike).findFirst().ifPresent(is -> {
                    left.remove(is);
                    pairs.put(was, is);
                });
            }
            removePaired(pairs, old, now);
        }
        return pairs;
    }

    private static void removePaired(
            Map<ComparedRow, ComparedRow> pairs, List<ComparedRow> old, List<ComparedRow> now) {
        Set<ComparedRow> paired = Collections.newSetFromMap(new IdentityHashMap<>());
        paired.addAll(pairs.values());
        old.removeIf(pairs::containsKey);
        now.removeIf(paired::contains);
    }

    private static List<RowDiff> changedRows(Table before, Table after, Map<ComparedRow, ComparedRow> pairs) {
        List<Map.Entry<ComparedRow, ComparedRow>> inOrder = pairs.entrySet().stream()
                .sorted((one, other) ->
                        Integer.compare(one.getKey().position(), other.getKey().position()))
                .toList();
        boolean[] stayed = longestIncreasingSubsequence(
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

    /**
     * Returns which of these numbers are in a longest ascending subsequence: of rows that were reordered, as many as
     * possible then count as not moved.
     */
    public static boolean[] longestIncreasingSubsequence(int[] numbers) {
        int[] lasts = new int[numbers.length];
        int[] before = new int[numbers.length];
        int length = 0;
        for (int i = 0; i < numbers.length; i++) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) / 2;
                if (numbers[lasts[middle]] < numbers[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = low == 0 ? -1 : lasts[low - 1];
            lasts[low] = i;
            length = Math.max(length, low + 1);
        }
        boolean[] in = new boolean[numbers.length];
        for (int i = length == 0 ? -1 : lasts[length - 1]; i >= 0; i = before[i]) {
            in[i] = true;
        }
        return in;
    }

    private static List<CellDiff> changedCells(Table before, ComparedRow was, Table after, ComparedRow is) {
        if (was.cells().equals(is.cells())) {
            return List.of();
        }
        Set<String> known = after.columns().stream().map(TableDiff::columnKey).collect(Collectors.toSet());
        return Stream.concat(
                        after.columns().stream()
                                .map(column -> createCellDiff(
                                        after, is.row(), column, was, is, meanTheSame(before, was, after, is, column))),
                        before.columns().stream()
                                .filter(column -> !known.contains(columnKey(column)))
                                .map(column -> createCellDiff(before, was.row(), column, was, is, false)))
                .filter(cell -> !cell.before().equals(cell.after()))
                .toList();
    }

    private static boolean meanTheSame(Table before, ComparedRow was, Table after, ComparedRow is, Column column) {
        Object now = cellMeaning(column, after.cellValue(is.row(), column));
        return now != null
                && before.columns().stream()
                        .filter(old -> columnKey(old).equals(columnKey(column))
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
                was.cells().getOrDefault(columnKey(column), ""),
                is.cells().getOrDefault(columnKey(column), ""),
                table.cellPlace(row, column),
                sameMeaning);
    }

    private static List<ColumnDiff> compareColumns(List<Column> before, List<Column> after) {
        Map<String, Column> old = new LinkedHashMap<>();
        before.forEach(column -> old.put(columnKey(column), column));
        List<ColumnDiff> diffs = new ArrayList<>();
        for (Column column : after) {
            Column was = old.remove(columnKey(column));
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
