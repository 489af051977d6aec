package support.entitlement.table;

import java.util.Arrays;
import java.util.List;

/** Finds lists in cells that take one name, where all of the list would count as one name that nobody ever sends. */
final class SingleNameChecks {

    private SingleNameChecks() {}

    static List<Problem> check(List<Table> tables) {
        ProblemList problems = new ProblemList();
        for (Table table : tables) {
            for (Column column : table.columns()) {
                if (takesOneName(column)) {
                    table.rows().stream()
                            .filter(row -> table.value(row, column) instanceof String)
                            .forEach(row -> check(table, row, column, problems));
                }
            }
        }
        return problems.all();
    }

    private static boolean takesOneName(Column column) {
        boolean name = Arrays.stream(NameKind.values()).anyMatch(kind -> kind.standsIn(column));
        return column instanceof Column.Condition condition
                ? condition.operator() != Operator.IN && condition.type() == CellType.TEXT
                : name && column instanceof Column.Action action && action.type() == CellType.TEXT;
    }

    private static void check(Table table, Row row, Column column, List<Problem> problems) {
        String text = (String) table.value(row, column);
        if (text == null || CellList.parts(text).size() < 2) {
            return;
        }
        boolean list = text.contains(";") || text.contains("\n") || text.startsWith("\"");
        String remedy = column instanceof Column.Condition
                ? "For several names write in ($param) above the column; a name with such a sign stands there in quotes."
                : "Write one name; for several, write a row for each.";
        if (list) {
            problems.add(Problem.error(
                    TableProblemCode.LIST_IN_CELL,
                    table.place(row, column),
                    text,
                    "This is a list, and the column takes one name.",
                    remedy));
        } else if (column instanceof Column.Condition condition && !condition.attribute()) {
            problems.add(Problem.warning(
                    TableProblemCode.LIST_IN_CELL,
                    table.place(row, column),
                    text,
                    "The column takes one name, so that this is one name with a comma in it.",
                    remedy));
        }
    }
}
