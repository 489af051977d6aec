package support.entitlement.table.space;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Column.ConditionColumn;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.value.SentCell;

/**
 * Rows that may match together with a row of an earlier table, as far as single fields tell. Rows that name the values of a
 * field are found by hashing, so that a check for as many earlier rows stays quick. Not thread-safe.
 */
public final class LaterRows {

    /** The cost of testing the conditions of one row, and of visiting it in a set of rows, in steps of the budget. */
    private static final int STEPS_A_TEST = 20;

    private final List<LaterRow> rows;
    private final Map<Input, FieldIndex> fields = new HashMap<>();
    private final Budget budget;

    /** Indexes rows. Searches take steps of the budget. */
    public LaterRows(List<LaterRow> rows, Budget budget) {
        this.rows = List.copyOf(rows);
        this.budget = budget;
    }

    /** A row that can be found. */
    public record LaterRow(Table table, Row row) {

        private List<ConditionColumn> filledConditions(Input field) {
            return table.conditions().stream()
                    .filter(column -> Input.ofCondition(column).equals(field))
                    .filter(column -> table.cellValue(row, column) != null)
                    .toList();
        }

        private boolean admitsValue(List<ConditionColumn> conditions, Object value) {
            return conditions.stream()
                    .allMatch(column -> column.holdsFor(value, Objects.requireNonNull(table.cellValue(row, column))));
        }
    }

    /**
     * Returns true if one query can match a row and one of these rows. Only conditions that name values of a field are compared.
     *
     * @throws Budget.Exhausted if the budget does not suffice
     */
    public boolean canMeet(Table table, Row row) {
        BitSet meeting = new BitSet();
        meeting.set(0, rows.size());
        for (ConditionColumn column : table.conditions()) {
            Object cell = table.cellValue(row, column);
            if (cell != null
                    && !(cell instanceof SentCell)
                    && !column.attribute()
                    && column.operator().namesValues()) {
                meeting.and(findAdmitting(Input.ofCondition(column), cell));
            }
        }
        return !meeting.isEmpty();
    }

    private BitSet findAdmitting(Input field, Object cell) {
        FieldIndex index = fields.computeIfAbsent(field, FieldIndex::new);
        BitSet admitting = new BitSet();
        Set<Object> values = new HashSet<>(cell instanceof Collection<?> list ? list : List.of(cell));
        values.forEach(value -> index.addAdmitting(value, admitting));
        return admitting;
    }

    /** The rows by the values of one field that they admit. */
    private final class FieldIndex {

        private final Map<Object, BitSet> naming = new HashMap<>();
        private final BitSet blank = new BitSet();
        private final Map<Integer, List<ConditionColumn>> others = new HashMap<>();

        FieldIndex(Input field) {
            for (int i = 0; i < rows.size(); i++) {
                int row = i;
                List<ConditionColumn> conditions = rows.get(row).filledConditions(field);
                if (conditions.isEmpty()) {
                    blank.set(row);
                } else if (conditions.size() == 1 && namesTexts(rows.get(row), conditions.get(0))) {
                    valuesOf(rows.get(row), conditions.get(0))
                            .forEach(value -> naming.computeIfAbsent(value, any -> new BitSet())
                                    .set(row));
                } else {
                    others.put(row, conditions);
                }
            }
        }

        private static boolean namesTexts(LaterRow row, ConditionColumn column) {
            return column.operator().namesValues() && valuesOf(row, column).allMatch(String.class::isInstance);
        }

        private static Stream<?> valuesOf(LaterRow row, ConditionColumn column) {
            @Nullable Object cell = row.table().cellValue(row.row(), column);
            return cell instanceof Collection<?> list ? list.stream() : Stream.ofNullable(cell);
        }

        void addAdmitting(Object value, BitSet admitting) {
            budget.takeSteps(1 + rows.size() / Long.SIZE + (long) STEPS_A_TEST * others.size());
            admitting.or(blank);
            admitting.or(naming.getOrDefault(value, new BitSet()));
            others.forEach((row, conditions) -> {
                if (rows.get(row).admitsValue(conditions, value)) {
                    admitting.set(row);
                }
            });
        }
    }
}
