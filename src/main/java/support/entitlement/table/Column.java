package support.entitlement.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.table.value.OpeningBound;
import support.entitlement.table.value.OpeningDistance;
import support.entitlement.table.value.OpeningRange;
import support.entitlement.table.value.SentCell;

/** A column of a table, as defined by its four header cells. */
public sealed interface Column {

    /** The number of the column in the sheet, from zero. */
    int index();

    /** The column title, which analysts read. */
    String title();

    /**
     * A column that must hold for a row to match; a blank cell always holds.
     *
     * @param index the number of the column
     * @param title the title that analysts read
     * @param input the name of the field or attribute that is compared
     * @param attribute true if the input is an attribute that callers send by name
     * @param operator the comparison; for a list the values of a row are a {@link List}
     * @param type the type of the cells
     * @param zone the zone of the dates that are compared; null if the header states none
     */
    record ConditionColumn(
            int index,
            String title,
            String input,
            boolean attribute,
            Operator operator,
            CellType type,
            @Nullable ZoneId zone)
            implements Column {

        /** Returns the text from which revisions are made, which must stay as it is from version to version. */
        @Override
        public String toString() {
            return "Condition[" + "index=" + index + ", " + "title=" + title + ", " + "input=" + input
                    + (zone == null ? "" : " " + zone) + ", " + "attribute=" + attribute + ", " + "operator=" + operator
                    + ", " + "type=" + type + "]";
        }

        /** Returns true if it compares the opening with dates or instants. */
        public boolean boundsOpening() {
            return !attribute && FactField.OPENED_AT.isNamed(input);
        }

        /** Returns true if it compares this field of the fact, and not an attribute of the same name. */
        public boolean isField(FactField field) {
            return Input.ofCondition(this).isField(field);
        }

        /**
         * Returns true if the condition holds, by the semantics of Drools.
         *
         * @param fact the value that was sent, or null
         * @param cell the value of the row's cell
         */
        public boolean holdsFor(@Nullable Object fact, Object cell) {
            if (cell instanceof SentCell sent) {
                return holdsFor(fact, sent);
            }
            if (cell instanceof OpeningBound bound) {
                return fact instanceof Query.Opening opening && bound.isMetAt(opening.at());
            }
            return holds(operator, fact, cell);
        }

        /**
         * Returns true if a comparison holds, by the semantics of Drools.
         *
         * @param fact the value that was sent, or null
         * @param cell the value of a cell, or a list of values
         */
        public static boolean holds(Operator operator, @Nullable Object fact, Object cell) {
            return switch (operator) {
                case EQUAL -> isSame(fact, cell);
                case NOT_EQUAL -> !isSame(fact, cell);
                case IN -> ((List<?>) cell).stream().anyMatch(each -> isSame(fact, each));
                case NOT_IN -> ((List<?>) cell).stream().noneMatch(each -> isSame(fact, each));
                case LESS -> areComparable(fact, cell) && compareBySize(fact, cell) < 0;
                case AT_MOST -> areComparable(fact, cell) && compareBySize(fact, cell) <= 0;
                case GREATER -> areComparable(fact, cell) && compareBySize(fact, cell) > 0;
                case AT_LEAST -> areComparable(fact, cell) && compareBySize(fact, cell) >= 0;
            };
        }

        private static boolean holdsFor(@Nullable Object fact, SentCell cell) {
            return cell instanceof SentCell.Otherwise other
                    ? fact != null && other.named().stream().noneMatch(each -> isSame(fact, each))
                    : fact == null;
        }

        private static boolean isSame(@Nullable Object fact, Object cell) {
            if (fact instanceof Query.Opening opening) {
                return opening.during().contains(String.valueOf(cell));
            }
            if (cell instanceof OpeningRange range) {
                return fact instanceof OpeningDistance distance && range.admits(distance);
            }
            return cell instanceof Number
                    ? areComparable(fact, cell) && compareBySize(fact, cell) == 0
                    : cell.equals(fact);
        }

        private static boolean areComparable(@Nullable Object fact, Object cell) {
            return fact instanceof Number && cell instanceof Number
                    || fact instanceof LocalDate && cell instanceof LocalDate
                    || fact instanceof Instant && cell instanceof Instant;
        }

        private static int compareBySize(@Nullable Object fact, Object cell) {
            if (fact instanceof LocalDate date) {
                return date.compareTo((LocalDate) cell);
            }
            return fact instanceof Instant instant
                    ? instant.compareTo((Instant) cell)
                    : Double.compare(
                            ((Number) Objects.requireNonNull(fact)).doubleValue(), ((Number) cell).doubleValue());
        }
    }

    /**
     * A column with a statement that a matching row makes; a blank cell makes none.
     *
     * @param index the number of the column
     * @param title the title that analysts read
     * @param target the receiver of the action: {@code entitlement}, or the variable that the object row binds
     * @param method the action
     * @param literals the fixed arguments that precede the cell's value
     * @param type the type of the cells
     */
    record ActionColumn(int index, String title, String target, String method, List<String> literals, CellType type)
            implements Column {

        /** Returns the text from which revisions are made, which must stay as it is from version to version. */
        @Override
        public String toString() {
            return "Action[" + "index=" + index + ", " + "title=" + title + ", " + "target=" + target + ", " + "method="
                    + method + ", " + "literals=" + literals + ", " + "type=" + type.revisionName() + "]";
        }

        /** Returns true if its statements prevail over a fact that was sent. */
        public boolean overrulesSent() {
            return action() == ActionName.SLA_CATEGORY && !literals.isEmpty();
        }

        /** Returns true if the entitlement receives it, and not the fact that the row matches. */
        public boolean isOnEntitlement() {
            return target.equals(HeaderGrammar.ENTITLEMENT);
        }

        /** Returns the action that the column calls. */
        public ActionName action() {
            return ActionName.ofName(method);
        }
    }

    /** A column of notes for readers, which the explanation returns. */
    record NoteColumn(int index, String title) implements Column {

        /** Returns the text from which revisions are made, which must stay as it is from version to version. */
        @Override
        public String toString() {
            return "Note[" + "index=" + index + ", " + "title=" + title + "]";
        }
    }
}
