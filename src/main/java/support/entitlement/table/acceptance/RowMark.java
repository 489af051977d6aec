package support.entitlement.table.acceptance;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Column;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.text.NormalForm;
import support.entitlement.text.Sha256;

/**
 * Marks of the meaning of rows. A mark stays the same when the row or its columns are moved, renamed or annotated, or its cells are
 * written in another form, and differs once the row says something else. Stateless and thread-safe.
 */
final class RowMark {

    /** The form of a mark. It begins with letters, so that no spreadsheet program takes it for a number. */
    static final String PATTERN = "row-[0-9a-f]{16}";

    private static final int DIGITS = 16;

    private RowMark() {}

    /**
     * Returns the mark of a row.
     *
     * @param column the column to which a problem of the row belongs; null if it concerns the whole row
     */
    static String markRow(Table table, Row row, @Nullable Column column) {
        String cells = table.columns().stream()
                .filter(each -> !(each instanceof Column.NoteColumn))
                .filter(each -> table.cellValue(row, each) != null
                        || !table.cellText(row, each).isEmpty())
                .map(each -> describeColumn(each) + "=" + describeCell(table, row, each))
                .sorted()
                .collect(Collectors.joining("\n"));
        return toMark("row\n" + cells + (column == null ? "" : "\nat " + describeColumn(column)));
    }

    /** Returns the mark of a problem that concerns no single row. */
    static String markWords(String words) {
        return toMark("words\n" + words);
    }

    /** Returns the mark of a problem with counterparts; the mark as it is, if there are none. Their order does not matter. */
    static String addCounterparts(String mark, Collection<String> counterparts) {
        return counterparts.isEmpty()
                ? mark
                : toMark(mark + "\nwith\n" + counterparts.stream().sorted().collect(Collectors.joining("\n")));
    }

    /** Returns the mark of one of several problems that agree in all that is marked; the mark as it is, for the first. */
    static String addNumber(String mark, int number) {
        return number == 1 ? mark : toMark(mark + "\nnumber " + number);
    }

    private static String toMark(String meaning) {
        return "row-" + Sha256.hashText(meaning).substring(0, DIGITS);
    }

    private static String describeColumn(Column column) {
        if (column instanceof Column.ConditionColumn condition) {
            Input input = Input.ofCondition(condition);
            return "if " + (input.attribute() ? "attribute " : "") + input.name() + " "
                    + condition.operator().name().toLowerCase(Locale.ROOT);
        }
        return column instanceof Column.ActionColumn action
                ? "then " + action.method() + " " + String.join(", ", action.literals())
                : "note " + column.title();
    }

    private static String describeCell(Table table, Row row, Column column) {
        Object value = table.cellValue(row, column);
        if (value == null) {
            return table.cellText(row, column);
        }
        if (value instanceof Collection<?> list) {
            List<String> names = list.stream()
                    .map(each -> NormalForm.key(String.valueOf(each)))
                    .toList();
            return (column instanceof Column.ConditionColumn
                            ? names.stream().distinct().sorted()
                            : names.stream())
                    .collect(Collectors.joining(" | "));
        }
        return column instanceof Column.ConditionColumn ? NormalForm.key(value.toString()) : value.toString();
    }
}
