package support.entitlement.policy;

import java.util.ArrayList;
import java.util.List;
import support.entitlement.sla.Deadlines;
import support.entitlement.table.Column;
import support.entitlement.table.Problem;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.TableException;

/** What must hold between tables, and between the cells of a row, before they are compiled. */
final class PolicyChecks {

    private static final List<String> NEEDED = List.of("supportLevel", "entitled");
    private static final List<String> MILESTONE = List.of("milestone", "within", "calendar");

    private final List<Problem> problems = new ArrayList<>();

    private PolicyChecks() {}

    /**
     * Checks tables.
     *
     * @throws TableException with all that is wrong
     */
    static void check(List<Table> tables) {
        PolicyChecks checks = new PolicyChecks();
        checks.everyNeededActionIsThere(tables);
        for (Table table : tables) {
            for (Row row : table.rows()) {
                checks.milestoneIsWhole(table, row);
            }
        }
        if (!checks.problems.isEmpty()) {
            throw new TableException(checks.problems);
        }
    }

    private void everyNeededActionIsThere(List<Table> tables) {
        for (String action : NEEDED) {
            if (tables.stream().noneMatch(table -> table.says(action))) {
                problems.add(new Problem(
                        "no-such-column", "rules", "", "No table has a column entitlement." + action + "($param)."));
            }
        }
    }

    private void milestoneIsWhole(Table table, Row row) {
        List<Column.Action> columns = table.actions().stream()
                .filter(column -> MILESTONE.contains(column.method()))
                .toList();
        boolean started = columns.stream().anyMatch(column -> table.value(row, column) != null);
        for (Column.Action column : columns) {
            Object value = table.value(row, column);
            if (started && value == null) {
                problems.add(new Problem(
                        "incomplete-milestone",
                        table.nameOf(row, column),
                        "",
                        "A milestone needs a name, a time and a calendar; “" + column.title() + "” is blank."));
            } else if (column.method().equals("calendar")
                    && value != null
                    && !Deadlines.knowsCalendar((String) value)) {
                problems.add(new Problem(
                        "unknown-calendar",
                        table.nameOf(row, column),
                        (String) value,
                        "There is no such calendar. Known is " + Deadlines.ALWAYS_OPEN + "."));
            }
        }
        if (started && columns.size() < MILESTONE.size()) {
            problems.add(new Problem(
                    "incomplete-milestone",
                    table.nameOf(row, columns.get(0)),
                    "",
                    "A table of milestones needs the columns " + String.join(", ", MILESTONE) + "."));
        }
    }
}
