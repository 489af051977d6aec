package support.entitlement.policy;

import java.util.ArrayList;
import java.util.List;
import support.entitlement.sla.Deadlines;
import support.entitlement.table.Column;
import support.entitlement.table.Place;
import support.entitlement.table.Problem;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.Tables;

/** What must hold of tables for a policy to be made of them, beyond their being well-formed. */
final class PolicyChecks {

    private static final List<String> NEEDED = List.of("supportLevel", "entitled");

    private PolicyChecks() {}

    static List<Problem> check(Tables tables) {
        List<Problem> problems = new ArrayList<>();
        if (tables.whole()) {
            everyNeededActionIsThere(tables.tables(), problems);
        }
        for (Table table : tables.tables()) {
            table.actions().stream()
                    .filter(column -> column.method().equals("calendar"))
                    .forEach(column -> everyCalendarIsKnown(table, column, problems));
        }
        return problems;
    }

    private static void everyNeededActionIsThere(List<Table> tables, List<Problem> problems) {
        for (String action : NEEDED) {
            if (tables.stream().noneMatch(table -> table.says(action))) {
                problems.add(Problem.error(
                        "no-such-column",
                        Place.ofFile("rules"),
                        "",
                        "No table says “" + action + "”, so that nobody would be entitled to anything.",
                        "One table needs a column entitlement." + action + "($param)."));
            }
        }
    }

    private static void everyCalendarIsKnown(Table table, Column.Action column, List<Problem> problems) {
        for (Row row : table.rows()) {
            if (table.value(row, column) instanceof String name && !Deadlines.knowsCalendar(name)) {
                problems.add(Problem.error(
                        "unknown-calendar",
                        table.place(row, column),
                        name,
                        "There is no such calendar.",
                        "Known is " + Deadlines.ALWAYS_OPEN + "."));
            }
        }
    }
}
