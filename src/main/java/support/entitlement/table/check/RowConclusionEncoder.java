package support.entitlement.table.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.text.NormalForm;

/**
 * Encodes the statements of rows as numbers that are quick to compare. Two rows contradict each other if they make
 * different statements on one subject. Most subjects occur once in a decision, so that the last row wins; milestones
 * coexist that differ in name, start, end, strength, or in being repeated, and so do limits and terms of different names, and commitments. Not thread-safe.
 */
final class RowConclusionEncoder {

    private static final List<ActionName> OF_A_MILESTONE = List.of(
            ActionName.WITHIN,
            ActionName.CALENDAR,
            ActionName.STARTS_AT,
            ActionName.STARTS_DURING,
            ActionName.ENDS_AT,
            ActionName.EVERY,
            ActionName.REPEATED_UNTIL,
            ActionName.STRENGTH,
            ActionName.PAUSED_BY,
            ActionName.RESUMED_BY,
            ActionName.MILESTONE);

    /** Parts of a milestone that a row without a milestone states for all. */
    private static final Set<ActionName> OF_EVERY_MILESTONE = MilestoneChecks.OF_EVERY_MILESTONE;

    private static final List<ActionName> OF_A_LIMIT = List.of(
            ActionName.AMOUNT,
            ActionName.UNIT,
            ActionName.PER,
            ActionName.CARRY_OVER,
            ActionName.LIMIT,
            ActionName.POOL,
            ActionName.COUNTS,
            ActionName.FURTHER,
            ActionName.FEE,
            ActionName.LIMIT_NAME);

    /** The actions that describe one thing together, by the action that names it. */
    private static final Map<ActionName, List<ActionName>> GROUPS =
            Map.of(ActionName.MILESTONE, OF_A_MILESTONE, ActionName.LIMIT_NAME, OF_A_LIMIT);

    private static final Map<ActionName, Object> DEFAULTS = Map.of(
            ActionName.STARTS_AT,
            Milestone.OPENED,
            ActionName.STRENGTH,
            Strength.GUARANTEED,
            ActionName.CARRY_OVER,
            CarryOver.NONE,
            ActionName.LIMIT,
            Limit.HARD);

    private final Map<List<?>, Integer> subjects = new HashMap<>();
    private final Map<Object, Integer> values = new HashMap<>();

    RowConclusions encodeRow(Table table, Row row) {
        Map<Integer, Integer> valuesBySubject = new TreeMap<>();
        for (Column.ActionColumn column : table.actions()) {
            Object value = table.cellValue(row, column);
            if (value != null && !isPartOfGroup(table, row, column)) {
                valuesBySubject.put(
                        numberOf(subjects, subjectKey(table, row, column)),
                        numberOf(values, column.action() == ActionName.COMMITMENT ? "" : comparableValue(value)));
            }
        }
        GROUPS.forEach((naming, parts) -> {
            if (lastValue(table, row, naming) != null) {
                List<@Nullable Object> cells = new ArrayList<>();
                parts.forEach(action -> cells.add(partOfGroup(table, row, action)));
                valuesBySubject.put(numberOf(subjects, groupKey(table, row, naming)), numberOf(values, cells));
            }
        });
        return new RowConclusions(valuesBySubject.entrySet().stream()
                .flatMapToInt(pair -> IntStream.of(pair.getKey(), pair.getValue()))
                .toArray());
    }

    /** Returns true for a part of a milestone, and for a part of a limit that the row names. */
    private static boolean isPartOfGroup(Table table, Row row, Column.ActionColumn column) {
        return OF_A_MILESTONE.contains(column.action())
                        && (!OF_EVERY_MILESTONE.contains(column.action())
                                || lastValue(table, row, ActionName.MILESTONE) != null)
                || OF_A_LIMIT.contains(column.action()) && lastValue(table, row, ActionName.LIMIT_NAME) != null;
    }

    /**
     * Returns the column in which a row makes a different statement on a subject than another row. If the two differ in
     * a part of a milestone or a limit that this row leaves out, it is the column of that part or, in a table without
     * one, the column of the name.
     */
    Optional<Column.ActionColumn> findDifferingColumn(
            Table table, Row row, Table otherTable, Row otherRow, int subject) {
        for (Map.Entry<ActionName, List<ActionName>> group : GROUPS.entrySet()) {
            if (isOn(subject, table, row, group.getKey())) {
                return group.getValue().stream()
                        .filter(action -> !Objects.equals(
                                partOfGroup(table, row, action), partOfGroup(otherTable, otherRow, action)))
                        .findFirst()
                        .flatMap(action -> findActionColumn(table, row, action))
                        .or(() -> findActionColumn(table, row, group.getKey()));
            }
        }
        return table.actions().stream()
                .filter(column -> table.cellValue(row, column) != null)
                .filter(column -> Integer.valueOf(subject).equals(subjects.get(subjectKey(table, row, column))))
                .reduce((one, last) -> last);
    }

    private boolean isOn(int subject, Table table, Row row, ActionName naming) {
        return lastValue(table, row, naming) != null
                && Integer.valueOf(subject).equals(subjects.get(groupKey(table, row, naming)));
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

    /**
     * Returns the subject of a promise of a milestone, which may be one of several of its name, or of a limit, whose name
     * is compared without regard to case. A milestone that states no end ends at the event of its own name.
     */
    private static List<?> groupKey(Table table, Row row, ActionName naming) {
        String name = NormalForm.key(String.valueOf(lastValue(table, row, naming)));
        return naming == ActionName.LIMIT_NAME
                ? List.of(naming.toString(), name)
                : List.of(
                        naming.toString(),
                        name,
                        Optional.ofNullable(partOfGroup(table, row, ActionName.STARTS_AT)),
                        Optional.ofNullable(partOfGroup(table, row, ActionName.STARTS_DURING)),
                        Objects.requireNonNullElse(partOfGroup(table, row, ActionName.ENDS_AT), name),
                        Optional.ofNullable(partOfGroup(table, row, ActionName.STRENGTH)),
                        lastValue(table, row, ActionName.EVERY) != null);
    }

    /**
     * Returns the part of a milestone or a limit that a row states, or else its default. Names of events and of limits are compared
     * without regard to case.
     */
    private static @Nullable Object partOfGroup(Table table, Row row, ActionName action) {
        Object stated = lastValue(table, row, action);
        if (stated == null) {
            return DEFAULTS.get(action);
        }
        boolean caseless = action == ActionName.LIMIT_NAME || action.toString().endsWith("At");
        return stated instanceof String name && caseless ? NormalForm.key(name) : comparableValue(stated);
    }

    /** Returns the value of the last column with an action; the columns of one milestone or limit belong together. */
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
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(each -> each instanceof String name ? NormalForm.key(name) : each)
                    .toList();
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    private static <K> int numberOf(Map<K, Integer> numbers, K key) {
        Integer next = numbers.size();
        Integer known = numbers.putIfAbsent(key, next);
        return known == null ? next : known;
    }
}
