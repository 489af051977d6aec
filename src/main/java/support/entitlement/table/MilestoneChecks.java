package support.entitlement.table;

import java.util.ArrayList;
import java.util.List;

/** What the cells of one row that describe a milestone must have in common. */
final class MilestoneChecks {

    private static final List<String> MILESTONE = List.of("milestone", "within", "calendar");

    private MilestoneChecks() {}

    static List<Problem> check(List<Table> tables) {
        List<Problem> problems = new ArrayList<>();
        for (Table table : tables) {
            List<Column.Action> columns = table.actions().stream()
                    .filter(column -> MILESTONE.contains(column.method()))
                    .toList();
            if (!columns.isEmpty() && columns.size() < MILESTONE.size()) {
                problems.add(Problem.error(
                        "incomplete-milestone",
                        table.sheet(),
                        "",
                        "A milestone needs a name, a time and a calendar.",
                        "Add the columns that are missing of " + String.join(", ", MILESTONE) + "."));
            }
            for (Row row : table.rows()) {
                if (columns.stream().anyMatch(column -> table.value(row, column) != null)) {
                    columns.stream()
                            .filter(column -> table.text(row, column).isEmpty())
                            .forEach(column -> problems.add(Problem.error(
                                    "incomplete-milestone",
                                    table.place(row, column),
                                    "",
                                    "A milestone needs a name, a time and a calendar; this is blank.",
                                    "Fill in “" + column.title() + "”, or clear the others.")));
                }
            }
        }
        return problems;
    }
}
