package support.entitlement.change.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import support.entitlement.table.Column;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/**
 * Matches the rows of two versions of a table: first rows with equal cells, then rows with equal conditions, then rows that have more
 * than half of their cells in common.
 *
 * @param pairs the older rows, each with its newer version
 * @param removed the older rows without a newer version
 * @param added the newer rows without an older version
 */
record RowMatching(
        Map<RowMatching.ComparedRow, RowMatching.ComparedRow> pairs,
        List<RowMatching.ComparedRow> removed,
        List<RowMatching.ComparedRow> added) {

    private static final long MAX_COMPARISONS = 250_000;

    static RowMatching matchRows(Table before, Table after) {
        List<ComparedRow> old = ComparedRow.rowsOf(before);
        List<ComparedRow> now = ComparedRow.rowsOf(after);
        Map<ComparedRow, ComparedRow> pairs = new IdentityHashMap<>();
        pairs.putAll(pairRows(old, now, ComparedRow::cells));
        pairs.putAll(pairRows(old, now, ComparedRow::conditions));
        pairs.putAll(pairSimilarRows(old, now));
        return new RowMatching(pairs, old, now);
    }

    /** A row with its cells by column, and its conditions by input, operator and text. */
    record ComparedRow(int position, Row row, Map<String, String> cells, List<String> conditions) {

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
    static String columnKey(Column column) {
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
}
