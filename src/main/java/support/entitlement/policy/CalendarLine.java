package support.entitlement.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Column;
import support.entitlement.table.Problem;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.TableProblemCode;

/** What a row of a table of calendars says of one of them. */
record CalendarLine(Table table, Row row, Column column, String name) {

    /** A cell with something in it. */
    record Cell(Table table, Row row, Column column) {

        String text() {
            return table.text(row, column);
        }

        /** The names in a list, or the text as its only one. */
        List<String> texts() {
            return table.value(row, column) instanceof List<?> list
                    ? list.stream().map(String.class::cast).toList()
                    : List.of(text());
        }

        Problem error(TableProblemCode code, String message, String remedy) {
            return Problem.error(code, table.place(row, column), text(), message, remedy);
        }
    }

    /** The cell that names the calendar. */
    Cell nameCell() {
        return new Cell(table, row, column);
    }

    /** What the row says by a method; null if it says nothing. */
    @Nullable
    Cell cell(String method) {
        return table.actions().stream()
                .filter(action -> action.method().equals(method) && table.value(row, action) != null)
                .findFirst()
                .map(action -> new Cell(table, row, action))
                .orElse(null);
    }

    boolean says(String method) {
        return cell(method) != null;
    }
}
