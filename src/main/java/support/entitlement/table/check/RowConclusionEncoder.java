package support.entitlement.table.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.text.NormalForm;

/**
 * Encodes the statements of rows as numbers that are quick to compare. Two rows contradict each other if they make
 * different statements on one subject. Most subjects occur once in a decision, so that the last row wins; milestones of
 * different names coexist, and so do terms of different names, and commitments. Not thread-safe.
 */
final class RowConclusionEncoder {

    private static final List<ActionName> OF_A_MILESTONE = List.of(
            ActionName.WITHIN,
            ActionName.CALENDAR,
            ActionName.STARTS_AT,
            ActionName.ENDS_AT,
            ActionName.EVERY,
            ActionName.STRENGTH,
            ActionName.MILESTONE);
    private static final Map<ActionName, Object> DEFAULTS =
            Map.of(ActionName.STARTS_AT, Milestone.OPENED, ActionName.STRENGTH, Strength.GUARANTEED);

    private final Map<List<?>, Integer> subjects = new HashMap<>();
    private final Map<Object, Integer> values = new HashMap<>();

    /**
     * All statements of one row.
     *
     * @param pairs the number of each subject that it has a statement on, ascending, each followed by the number of the
     *     statement's value
     */
    record RowConclusions(int[] pairs) {

        boolean isEmpty() {
            return pairs.length == 0;
        }

        boolean sameAs(RowConclusions other) {
            return Arrays.equals(pairs, other.pairs);
        }

        /** Returns true if the other row makes all statements of this one. */
        boolean isSaidBy(RowConclusions other) {
            int found = 0;
            for (int mine = 0, its = 0; mine < pairs.length && its < other.pairs.length; its += 2) {
                if (pairs[mine] == other.pairs[its]) {
                    found += pairs[mine + 1] == other.pairs[its + 1] ? 1 : 0;
                    mine += 2;
                }
            }
            return 2 * found == pairs.length;
        }

        /** Returns the number of a subject on which both make different statements; negative if there is none. */
        int findContradiction(RowConclusions other) {
            int mine = 0;
            int its = 0;
            while (mine < pairs.length && its < other.pairs.length) {
                if (pairs[mine] == other.pairs[its]) {
                    if (pairs[mine + 1] != other.pairs[its + 1]) {
                        return pairs[mine];
                    }
                    mine += 2;
                    its += 2;
                } else if (pairs[mine] < other.pairs[its]) {
                    mine += 2;
                } else {
                    its += 2;
                }
            }
            return -1;
        }
    }

    RowConclusions encodeRow(Table table, Row row) {
        Map<Integer, Integer> valuesBySubject = new TreeMap<>();
        for (Column.ActionColumn column : table.actions()) {
            Object value = table.cellValue(row, column);
            if (value != null && !OF_A_MILESTONE.contains(column.action())) {
                valuesBySubject.put(
                        numberOf(subjects, subjectKey(table, row, column)),
                        numberOf(values, column.action() == ActionName.COMMITMENT ? "" : comparableValue(value)));
            }
        }
        if (lastValue(table, row, ActionName.MILESTONE) != null) {
            List<@Nullable Object> terms = new ArrayList<>();
            OF_A_MILESTONE.forEach(action -> terms.add(milestoneCell(table, row, action)));
            valuesBySubject.put(numberOf(subjects, milestoneKey(table, row)), numberOf(values, terms));
        }
        return new RowConclusions(valuesBySubject.entrySet().stream()
                .flatMapToInt(pair -> IntStream.of(pair.getKey(), pair.getValue()))
                .toArray());
    }

    /**
     * Returns the column in which a row makes a different statement on a subject than another row. If the two differ in
     * a part of a milestone that this row leaves out, it is the column of that part or, in a table without one, the
     * column of the milestone.
     */
    Optional<Column.ActionColumn> findDifferingColumn(
            Table table, Row row, Table otherTable, Row otherRow, int subject) {
        if (lastValue(table, row, ActionName.MILESTONE) == null
                || !Integer.valueOf(subject).equals(subjects.get(milestoneKey(table, row)))) {
            return table.actions().stream()
                    .filter(column -> table.cellValue(row, column) != null)
                    .filter(column -> Integer.valueOf(subject).equals(subjects.get(subjectKey(table, row, column))))
                    .reduce((one, last) -> last);
        }
        return OF_A_MILESTONE.stream()
                .filter(action ->
                        !Objects.equals(milestoneCell(table, row, action), milestoneCell(otherTable, otherRow, action)))
                .findFirst()
                .flatMap(action -> findActionColumn(table, row, action))
                .or(() -> findActionColumn(table, row, ActionName.MILESTONE));
    }

    private static Optional<Column.ActionColumn> findActionColumn(Table table, Row row, ActionName action) {
        return table.actions().stream()
                .filter(column -> column.action() == action)
                .reduce((one, last) -> table.cellValue(row, last) == null ? one : last);
    }

    /** Returns the subject of an action. */
    private static List<?> subjectKey(Table table, Row row, Column.ActionColumn column) {
        return List.of(
                column.target().equals(table.variable()) ? "fact" : column.target(),
                column.method(),
                column.action() == ActionName.COMMITMENT
                        ? String.valueOf(table.cellValue(row, column))
                        : column.literals());
    }

    private static List<?> milestoneKey(Table table, Row row) {
        return List.of(ActionName.MILESTONE.toString(), String.valueOf(lastValue(table, row, ActionName.MILESTONE)));
    }

    /**
     * Returns the part of a milestone that a row states, or else its default. Names of events are compared without
     * regard to case.
     */
    private static @Nullable Object milestoneCell(Table table, Row row, ActionName action) {
        Object stated = lastValue(table, row, action);
        return stated instanceof String name && action.toString().endsWith("At")
                ? NormalForm.key(name)
                : stated == null ? DEFAULTS.get(action) : stated;
    }

    /** Returns the value of the last column with an action; the columns of one milestone belong together. */
    private static @Nullable Object lastValue(Table table, Row row, ActionName action) {
        Object last = null;
        for (Column.ActionColumn column : table.actions()) {
            Object value = table.cellValue(row, column);
            if (value != null && column.action() == action) {
                last = value;
            }
        }
        return last;
    }

    private static Object comparableValue(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    private static <K> int numberOf(Map<K, Integer> numbers, K key) {
        Integer next = numbers.size();
        Integer known = numbers.putIfAbsent(key, next);
        return known == null ? next : known;
    }
}
