package support.entitlement.policy.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.text.NormalForm;

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

        Problem warning(TableProblemCode code, String message, String remedy) {
            return Problem.warning(code, table.cellPlace(row, column), text(), message, remedy);
        }
    }

    /** Returns true if the name belongs to the calendar that is always open, which no table defines. */
    boolean isBuiltIn() {
        return NormalForm.areSame(name, Calendars.ALWAYS_OPEN_NAME);
    }

    /** Returns the cell that names the calendar. */
    CalendarCell nameCell() {
        return new CalendarCell(table, row, column);
    }

    /** Returns the cell of an action; null if it is blank. */
    @Nullable
    CalendarCell findCell(ActionName action) {
        return table.actions().stream()
                .filter(column -> column.action() == action && table.cellValue(row, column) != null)
                .findFirst()
                .map(column -> new CalendarCell(table, row, column))
                .orElse(null);
    }

    boolean hasCell(ActionName action) {
        return findCell(action) != null;
    }

    /** Returns the names of the calendars that a row is about. */
    static Stream<String> listNames(Table table, Row row) {
        return table.conditions().stream()
                .filter(column -> column.operator().namesValues())
                .filter(column -> table.cellValue(row, column) != null)
                .flatMap(column -> new CalendarCell(table, row, column).listedTexts().stream());
    }

    /**
     * Returns a line for each calendar that the row names. For a row with a rejected cell it only marks these calendars
     * as faulty.
     */
    static List<CalendarLine> readRow(Table table, Row row, CalendarProblems problems) {
        List<CalendarLine> lines = new ArrayList<>();
        for (Column.ConditionColumn column : table.conditions()) {
            if (!column.operator().namesValues()) {
                problems.add(Problem.error(
                        TableProblemCode.NO_CALENDAR,
                        table.cellPlace(row, column),
                        table.cellText(row, column),
                        "A row of this table is about the calendars that it names, and about no others.",
                        "Write == or in above this column."));
            } else if (table.cellValue(row, column) != null) {
                CalendarCell cell = new CalendarCell(table, row, column);
                cell.listedTexts().forEach(name -> lines.add(new CalendarLine(table, row, column, name)));
            }
        }
        if (row.sound()) {
            if (lines.isEmpty()) {
                problems.add(Problem.error(
                        TableProblemCode.NO_CALENDAR,
                        table.conditions().isEmpty()
                                ? table.sheet()
                                : table.cellPlace(row, table.conditions().get(0)),
                        "",
                        "This row does not say which calendar it is about.",
                        "Name the calendar, or several in a list, if the column has “in”."));
            }
            return lines;
        }
        lines.forEach(line -> problems.markFaulty(line.name()));
        return List.of();
    }
}
