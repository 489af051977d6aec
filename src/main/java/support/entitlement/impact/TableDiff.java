package support.entitlement.impact;

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
import support.entitlement.table.Place;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.text.NormalForm;

/**
 * What one version of a table says otherwise than another. Rows are matched by their conditions, and not by where they stand.
 *
 * @param before the older version; null if the table is new
 * @param after the newer version; null if the table is gone
 * @param hitPolicyChanged whether another number of its rows counts
 * @param columns what is different above the rows
 * @param rows the rows that differ, in the order of the newer version; those that are gone come last
 */
public record TableDiff(
        @Nullable Table before,
        @Nullable Table after,
        boolean hitPolicyChanged,
        List<ColumnDiff> columns,
        List<RowDiff> rows) {

    private static final long MOST_COMPARISONS = 250_000;

    /**
     * A column that is new, gone, or means something else.
     *
     * @param was the older column; null if it is new
     * @param is the newer column; null if it is gone
     */
    public record ColumnDiff(@Nullable Column was, @Nullable Column is) {

        /** The title that analysts read. */
        public String title() {
            return is != null ? is.title() : was != null ? was.title() : "";
        }
    }

    /**
     * A row that differs.
     *
     * @param was the older row; null if it is new
     * @param is the newer row; null if it is gone
     * @param moved whether it stands in another order among the rows that both versions have
     * @param cells the cells that differ, if both versions have it
     */
    public record RowDiff(@Nullable Row was, @Nullable Row is, boolean moved, List<CellDiff> cells) {}

    /**
     * A cell that differs.
     *
     * @param column its column; that of the older version if it is gone
     * @param before what it said; empty if it was blank
     * @param after what it says; empty if it is blank
     * @param place where it stands in the newer version, or stood in the older if its column is gone
     * @param sameMeaning whether it only says otherwise what it said before: 60 minutes for an hour
     */
    public record CellDiff(Column column, String before, String after, Place place, boolean sameMeaning) {

        /** Whether it is for people alone. */
        public boolean isNote() {
            return column instanceof Column.Note;
        }
    }

    /** Compares tables with those of an older version, by their names. Tables that say the same are left out. */
    public static List<TableDiff> between(List<Table> before, List<Table> after) {
        List<TableDiff> diffs = new ArrayList<>();
        for (Table table : after) {
            diffs.add(named(table, before)
                    .map(old -> between(old, table))
                    .orElseGet(() -> new TableDiff(null, table, false, List.of(), List.of())));
        }
        before.stream()
                .filter(old -> named(old, after).isEmpty())
                .forEach(old -> diffs.add(new TableDiff(old, null, false, List.of(), List.of())));
        return diffs.stream().filter(diff -> !diff.isEmpty()).toList();
    }

    /** The table of the same name. */
    static Optional<Table> named(Table table, List<Table> tables) {
        return tables.stream()
                .filter(other -> NormalForm.areSame(other.name(), table.name()))
                .findFirst();
    }

    /** The newer version, or the older one if there is no newer. */
    public Table table() {
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
        List<Line> old = Line.of(before);
        List<Line> now = Line.of(after);
        Map<Line, Line> pairs = new IdentityHashMap<>();
        pairs.putAll(pair(old, now, Line::cells));
        pairs.putAll(pair(old, now, Line::conditions));
        pairs.putAll(mostAlike(old, now));
        List<RowDiff> rows = new ArrayList<>(changed(before, after, pairs));
        now.forEach(line -> rows.add(new RowDiff(null, line.row(), false, List.of())));
        rows.sort((one, other) -> Integer.compare(number(one.is()), number(other.is())));
        old.forEach(line -> rows.add(new RowDiff(line.row(), null, false, List.of())));
        return new TableDiff(
                before,
                after,
                before.hitPolicy() != after.hitPolicy(),
                columns(before.columns(), after.columns()),
                List.copyOf(rows));
    }

    private static int number(@Nullable Row row) {
        return row == null ? Integer.MAX_VALUE : row.matched().row();
    }

    /** A row with its cells by column, and its conditions by what they ask for. */
    private record Line(int position, Row row, Map<String, String> cells, List<String> conditions) {

        static List<Line> of(Table table) {
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < table.rows().size(); i++) {
                Row row = table.rows().get(i);
                Map<String, String> cells = new LinkedHashMap<>();
                table.columns().stream()
                        .filter(column -> !text(row, column).isEmpty())
                        .forEach(column -> cells.put(key(column), text(row, column)));
                List<String> conditions = table.conditions().stream()
                        .map(column -> Input.of(column) + " " + column.operator() + " " + table.text(row, column))
                        .sorted()
                        .toList();
                lines.add(new Line(i, row, cells, conditions));
            }
            return lines;
        }

        boolean isMuchLike(Line other) {
            long inCommon = cells.entrySet().stream()
                    .filter(cell -> cell.getValue().equals(other.cells.get(cell.getKey())))
                    .count();
            return 2 * inCommon > Math.max(cells.size(), other.cells.size());
        }
    }

    /** What two versions of a column have in common: the title, or that it holds notes. */
    private static String key(Column column) {
        return column instanceof Column.Note ? "\nnote" : column.title();
    }

    private static String text(Row row, Column column) {
        String text = column instanceof Column.Note
                ? row.matched().note()
                : row.matched().cells().get(column.title());
        return text == null ? "" : text;
    }

    /** Takes lines with equal keys out of both lists, in their order, and returns them as pairs. */
    private static Map<Line, Line> pair(List<Line> old, List<Line> now, Function<Line, Object> key) {
        Map<Object, Deque<Line>> byKey = new HashMap<>();
        now.forEach(line -> byKey.computeIfAbsent(key.apply(line), any -> new ArrayDeque<>())
                .add(line));
        Map<Line, Line> pairs = new IdentityHashMap<>();
        for (Line line : old) {
            Deque<Line> equal = byKey.get(key.apply(line));
            if (equal != null && !equal.isEmpty()) {
                pairs.put(line, equal.remove());
            }
        }
        remove(pairs, old, now);
        return pairs;
    }

    private static Map<Line, Line> mostAlike(List<Line> old, List<Line> now) {
        Map<Line, Line> pairs = new IdentityHashMap<>();
        if ((long) old.size() * now.size() <= MOST_COMPARISONS) {
            List<Line> left = new ArrayList<>(now);
            for (Line was : old) {
                left.stream().filter(was::isMuchLike).findFirst().ifPresent(is -> {
                    left.remove(is);
                    pairs.put(was, is);
                });
            }
            remove(pairs, old, now);
        }
        return pairs;
    }

    private static void remove(Map<Line, Line> pairs, List<Line> old, List<Line> now) {
        Set<Line> paired = Collections.newSetFromMap(new IdentityHashMap<>());
        paired.addAll(pairs.values());
        old.removeIf(pairs::containsKey);
        now.removeIf(paired::contains);
    }

    private static List<RowDiff> changed(Table before, Table after, Map<Line, Line> pairs) {
        List<Map.Entry<Line, Line>> inOrder = pairs.entrySet().stream()
                .sorted((one, other) ->
                        Integer.compare(one.getKey().position(), other.getKey().position()))
                .toList();
        boolean[] stayed = longestAscent(
                inOrder.stream().mapToInt(pair -> pair.getValue().position()).toArray());
        List<RowDiff> rows = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            Line was = inOrder.get(i).getKey();
            Line is = inOrder.get(i).getValue();
            List<CellDiff> cells = cells(before, was, after, is);
            if (!stayed[i] || !cells.isEmpty()) {
                rows.add(new RowDiff(was.row(), is.row(), !stayed[i], cells));
            }
        }
        return rows;
    }

    /** Which of some numbers are in a longest series that ascends: of rows that were sorted anew, as many as can have stayed. */
    static boolean[] longestAscent(int[] numbers) {
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

    private static List<CellDiff> cells(Table before, Line was, Table after, Line is) {
        if (was.cells().equals(is.cells())) {
            return List.of();
        }
        Set<String> known = after.columns().stream().map(TableDiff::key).collect(Collectors.toSet());
        return Stream.concat(
                        after.columns().stream()
                                .map(column -> cell(
                                        after, is.row(), column, was, is, meanTheSame(before, was, after, is, column))),
                        before.columns().stream()
                                .filter(column -> !known.contains(key(column)))
                                .map(column -> cell(before, was.row(), column, was, is, false)))
                .filter(cell -> !cell.before().equals(cell.after()))
                .toList();
    }

    private static boolean meanTheSame(Table before, Line was, Table after, Line is, Column column) {
        Object now = meaning(column, after.value(is.row(), column));
        return now != null
                && before.columns().stream()
                        .filter(old ->
                                key(old).equals(key(column)) && meaning(old).equals(meaning(column)))
                        .anyMatch(old -> now.equals(meaning(column, before.value(was.row(), old))));
    }

    /** The value of a cell, with names in one spelling where they are only compared; null if it holds none. */
    private static @Nullable Object meaning(Column column, @Nullable Object value) {
        if (column instanceof Column.Note || !(column instanceof Column.Condition)) {
            return value;
        }
        return value instanceof Collection<?> list
                ? list.stream().map(String::valueOf).map(NormalForm::key).collect(Collectors.toSet())
                : value instanceof String name ? NormalForm.key(name) : value;
    }

    private static CellDiff cell(Table table, Row row, Column column, Line was, Line is, boolean sameMeaning) {
        return new CellDiff(
                column,
                was.cells().getOrDefault(key(column), ""),
                is.cells().getOrDefault(key(column), ""),
                table.place(row, column),
                sameMeaning);
    }

    private static List<ColumnDiff> columns(List<Column> before, List<Column> after) {
        Map<String, Column> old = new LinkedHashMap<>();
        before.forEach(column -> old.put(key(column), column));
        List<ColumnDiff> diffs = new ArrayList<>();
        for (Column column : after) {
            Column was = old.remove(key(column));
            if (was == null || !meaning(was).equals(meaning(column))) {
                diffs.add(new ColumnDiff(was, column));
            }
        }
        old.values().forEach(column -> diffs.add(new ColumnDiff(column, null)));
        return List.copyOf(diffs);
    }

    /** What a column asks or says, wherever it stands. */
    private static List<Object> meaning(Column column) {
        if (column instanceof Column.Condition condition) {
            return Arrays.asList(Input.of(condition), condition.operator(), condition.type());
        }
        return column instanceof Column.Action action
                ? Arrays.asList(action.method(), action.literals(), action.type())
                : List.of();
    }
}
