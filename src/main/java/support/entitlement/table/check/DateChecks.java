package support.entitlement.table.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import support.entitlement.table.CellType;
import support.entitlement.table.Column;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;

/** Checks that each attribute is compared either with dates or with instants. A value that is sent can only be one of them. */
final class DateChecks {

    private DateChecks() {}

    /** Checks tables, which must be all that queries match. */
    static List<Problem> checkTables(List<Table> tables) {
        Map<String, Place> dates = new HashMap<>();
        tables.forEach(table -> table.conditions().stream()
                .filter(column -> column.attribute() && column.type() == CellType.DATE)
                .forEach(column -> dates.putIfAbsent(nameOf(column), firstCell(table, column))));
        ProblemList problems = new ProblemList();
        for (Table table : tables) {
            for (Column.ConditionColumn column : table.conditions()) {
                Place date = dates.get(nameOf(column));
                if (column.attribute() && column.type() == CellType.INSTANT && date != null) {
                    problems.add(createProblem(table, column, date));
                }
            }
        }
        return problems.all();
    }

    private static Problem createProblem(Table table, Column.ConditionColumn column, Place date) {
        return Problem.error(
                TableProblemCode.MIXED_DATES,
                firstCell(table, column),
                nameOf(column),
                "“" + nameOf(column) + "” is compared with instants here, and with dates in " + date + ".",
                "Compare it with dates only, or with instants only; give the other fact a name of its own.");
    }

    private static String nameOf(Column.ConditionColumn column) {
        return Input.ofCondition(column).name();
    }

    private static Place firstCell(Table table, Column.ConditionColumn column) {
        Row first = table.rows().stream()
                .filter(row -> table.cellValue(row, column) != null)
                .findFirst()
                .orElseGet(() -> table.rows().get(0));
        return table.cellPlace(first, column);
    }
}
