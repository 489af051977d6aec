package support.entitlement.table.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Strength;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;

/** What the cells of one row that describe a milestone must have in common. */
final class MilestoneChecks {

    private static final List<String> ALWAYS = List.of("milestone", "calendar");
    private static final Set<String> TIMES = Set.of("within", "every");
    private static final Set<String> ALL =
            Set.of("milestone", "calendar", "within", "every", "startsAt", "endsAt", "strength");

    private final Table table;
    private final ProblemList problems;

    private MilestoneChecks(Table table, ProblemList problems) {
        this.table = table;
        this.problems = problems;
    }

    static List<Problem> checkTables(List<Table> tables) {
        ProblemList problems = new ProblemList();
        for (Table table : tables) {
            if (ALL.stream().anyMatch(table::hasAction)) {
                new MilestoneChecks(table, problems).checkTable();
            }
        }
        return problems.all();
    }

    private void checkTable() {
        List<String> missing =
                ALWAYS.stream().filter(method -> !table.hasAction(method)).toList();
        if (!missing.isEmpty()) {
            problems.add(Problem.error(
                    TableProblemCode.INCOMPLETE_MILESTONE,
                    table.sheet(),
                    "",
                    "A milestone needs a name, a time and a calendar.",
                    "Add the columns that are missing: " + String.join(", ", missing) + "."));
            return;
        }
        table.rows().stream()
                .filter(row -> ALL.stream().anyMatch(method -> filledText(row, method) != null))
                .forEach(this::checkRow);
    }

    private void checkRow(Row row) {
        for (String method : ALWAYS) {
            if (filledText(row, method) == null) {
                Column.ActionColumn column = findColumn(method).orElseThrow();
                problems.add(Problem.error(
                        TableProblemCode.INCOMPLETE_MILESTONE,
                        table.cellPlace(row, column),
                        "",
                        "A milestone needs a name, a time and a calendar; this is blank.",
                        "Fill in “" + column.title() + "”, or clear the others."));
            }
        }
        if (TIMES.stream().allMatch(method -> filledText(row, method) == null) && !mayBeWithoutTime(row)) {
            Column place = findColumn("within")
                    .map(Column.class::cast)
                    .orElse(table.columns().get(0));
            problems.add(Problem.error(
                    TableProblemCode.INCOMPLETE_MILESTONE,
                    table.cellPlace(row, place),
                    "",
                    "A milestone needs a name, a time and a calendar; the time is blank.",
                    "Fill it in, or say by a column strength that it is a target or best-effort."));
        }
    }

    /** Who only aims at something may do so without saying when. */
    private boolean mayBeWithoutTime(Row row) {
        return findColumn("strength")
                .map(column -> table.cellValue(row, column))
                .filter(strength -> strength != Strength.GUARANTEED)
                .isPresent();
    }

    private @Nullable String filledText(Row row, String method) {
        return findColumn(method)
                .map(column -> table.cellText(row, column))
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    private Optional<Column.ActionColumn> findColumn(String method) {
        return table.actions().stream()
                .filter(column -> column.method().equals(method))
                .findFirst();
    }
}
