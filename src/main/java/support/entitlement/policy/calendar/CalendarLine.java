package support.entitlement.policy.calendar;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/** The statements of a row of a table of calendars about one calendar. */
record CalendarLine(Table table, Row row, Column column, String name) {

    /** A cell that is not blank. */
    record CalendarCell(Table table, Row row, Column column) {

        String text() {
            return table.cellText(row, column);
        }

        /** Returns the names in a list, or else the text as the only element. */
        List<String> listedTexts() {
            return table.cellValue(row, column) instanceof List<?> list
                    ? list.stream().map(String.class::cast).toList()
                    : List.of(text());
        }

        Problem error(TableProblemCode code, String message, String remedy) {
            return Problem.error(code, table.cellPlace(row, column), text(), message, remedy);
        }
    }

    /** Returns the cell that names the calendar. */
    CalendarCell nameCell() {
        return new CalendarCell(table, row, column);
    }

    /** Returns the cell of an action; null if it is blank. */
    @Nullable
    CalendarCell findCell(String method) {
        return table.actions().stream()
                .filter(action -> action.method().equals(method) && table.cellValue(row, action) != null)
                .findFirst()
                .map(action -> new CalendarCell(table, row, action))
                .orElse(null);
    }

    boolean hasCell(String method) {
        return findCell(method) != null;
    }
}
