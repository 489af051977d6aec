package support.entitlement.table.name;

import java.util.Arrays;
import java.util.List;
import support.entitlement.table.CellType;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.CheckMemory;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.value.CellList;

/** Finds lists in cells that take one name, where the whole list would count as one name that no query contains. */
public final class SingleNameChecks {

    private SingleNameChecks() {}

    public static List<Problem> checkTables(List<Table> tables, CheckMemory memory) {
        ProblemList problems = new ProblemList();
        for (Table table : tables) {
            if (memory.isClean("single names", List.of(table))) {
                continue;
            }
            int found = problems.countFound();
            for (Column column : table.columns()) {
                if (takesOneName(column)) {
                    table.rows().stream()
                            .filter(row -> table.cellValue(row, column) instanceof String)
                            .forEach(row -> checkCell(table, row, column, problems));
                }
            }
            if (problems.countFound() == found) {
                memory.markClean("single names", List.of(table));
            }
        }
        return problems.all();
    }

    private static boolean takesOneName(Column column) {
        boolean name = Arrays.stream(NameKind.values()).anyMatch(kind -> kind.standsIn(column));
        return column instanceof Column.ConditionColumn condition
                ? !condition.operator().takesList() && condition.type() == CellType.TEXT
                : name && column instanceof Column.ActionColumn action && action.type() == CellType.TEXT;
    }

    private static void checkCell(Table table, Row row, Column column, List<Problem> problems) {
        String text = (String) table.cellValue(row, column);
        if (text == null || CellList.splitAll(text).size() < 2) {
            return;
        }
        boolean list = text.contains(";") || text.contains("\n") || text.startsWith("\"");
        String remedy = column instanceof Column.ConditionColumn
                ? "For several names write in ($param) above the column; put a name that contains a separator in quotes."
                : "Write one name; for several, write a row for each.";
        if (list) {
            problems.add(Problem.error(
                    TableProblemCode.LIST_IN_CELL,
                    table.cellPlace(row, column),
                    text,
                    "This is a list, and the column takes one name.",
                    remedy));
        } else if (column instanceof Column.ConditionColumn condition && !condition.attribute()) {
            problems.add(Problem.warning(
                    TableProblemCode.LIST_IN_CELL,
                    table.cellPlace(row, column),
                    text,
                    "The column takes one name, so this is one name that contains a comma.",
                    remedy));
        }
    }
}
