package support.entitlement.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.ActionName;
import support.entitlement.decision.FactField;

/** A column of a table, as its four header cells define it. */
public sealed interface Column {

    /** The number of the column in the sheet, from zero. */
    int index();

    /** The title that analysts read. */
    String title();

    /**
     * A column that must hold for a row to match; a blank cell always holds.
     *
     * @param index the number of the column
     * @param title the title that analysts read
     * @param input the field or attribute that is compared
     * @param attribute whether the input is an attribute that callers send by name
     * @param operator how it is compared; for a list the values of a row are a {@link List}
     * @param type what it is compared with
     */
    record ConditionColumn(int index, String title, String input, boolean attribute, Operator operator, CellType type)
            implements Column {

        /** Whether it compares this field of the fact, and not an attribute of the same name. */
        public boolean isField(FactField field) {
            return Input.ofCondition(this).isField(field);
        }

        /**
         * Whether the condition holds, as Drools sees it.
         *
         * @param fact what was sent, or null
         * @param cell what the row asks for
         */
        public boolean holdsFor(@Nullable Object fact, Object cell) {
            return switch (operator) {
                case EQUAL -> isSame(fact, cell);
                case NOT_EQUAL -> !isSame(fact, cell);
                case IN -> ((List<?>) cell).stream().anyMatch(each -> isSame(fact, each));
                case LESS -> fact instanceof Number && compareNumbers(fact, cell) < 0;
                case AT_MOST -> fact instanceof Number && compareNumbers(fact, cell) <= 0;
                case GREATER -> fact instanceof Number && compareNumbers(fact, cell) > 0;
                case AT_LEAST -> fact instanceof Number && compareNumbers(fact, cell) >= 0;
            };
        }

        private static boolean isSame(@Nullable Object fact, Object cell) {
            return cell instanceof Number
                    ? fact instanceof Number && compareNumbers(fact, cell) == 0
                    : cell.equals(fact);
        }

        private static int compareNumbers(Object fact, Object cell) {
            return Double.compare(((Number) fact).doubleValue(), ((Number) cell).doubleValue());
        }
    }

    /**
     * A column that says something if its row matches; a blank cell says nothing.
     *
     * @param index the number of the column
     * @param title the title that analysts read
     * @param target what is told: {@code entitlement}, or the variable that the object row binds
     * @param method what it is told
     * @param literals the fixed arguments that come before the cell's value
     * @param type what the cell holds
     */
    record ActionColumn(int index, String title, String target, String method, List<String> literals, CellType type)
            implements Column {

        /** Returns the action that the column calls. */
        public ActionName action() {
            return ActionName.ofName(method);
        }
    }

    /** A column for people, which the explanation hands back as the note. */
    record NoteColumn(int index, String title) implements Column {}
}
