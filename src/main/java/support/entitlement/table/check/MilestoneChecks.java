package support.entitlement.table.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;

/** Checks that the cells of one row that describe a milestone are complete together. */
final class MilestoneChecks {

    private static final List<ActionName> ALWAYS = List.of(ActionName.MILESTONE, ActionName.CALENDAR);
    private static final Set<ActionName> TIMES = Set.of(ActionName.WITHIN, ActionName.EVERY);
    private static final Set<ActionName> ALL = Set.of(
            ActionName.MILESTONE,
            ActionName.CALENDAR,
            ActionName.WITHIN,
            ActionName.EVERY,
            ActionName.REPEATED_UNTIL,
            ActionName.STARTS_AT,
            ActionName.ENDS_AT,
            ActionName.STRENGTH);

    /** The parts that a row without a milestone states for every milestone. */
    static final Set<ActionName> OF_EVERY_MILESTONE =
            Set.of(ActionName.STARTS_DURING, ActionName.PAUSED_BY, ActionName.RESUMED_BY);

    private static final List<ActionName> OF_A_PAUSE = List.of(ActionName.PAUSED_BY, ActionName.RESUMED_BY);

    private final Table table;
    private final ProblemList problems;

    private MilestoneChecks(Table table, ProblemList problems) {
        this.table = table;
        this.problems = problems;
    }

    static List<Problem> checkTables(List<Table> tables) {
        ProblemList problems = new ProblemList();
        for (Table table : tables) {
            if (OF_A_PAUSE.stream().anyMatch(table::hasAction)) {
                table.rows().forEach(new MilestoneChecks(table, problems)::checkPause);
            }
            if (ALL.stream().anyMatch(table::hasAction)) {
                new MilestoneChecks(table, problems).checkTable();
            }
        }
        return problems.all();
    }

    private void checkTable() {
        List<String> missing = ALWAYS.stream()
                .filter(action -> !table.hasAction(action))
                .map(ActionName::toString)
                .toList();
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
                .filter(row -> ALL.stream().anyMatch(action -> filledText(row, action) != null))
                .forEach(this::checkRow);
    }

    private void checkPause(Row row) {
        List<ActionName> filled = OF_A_PAUSE.stream()
                .filter(action -> filledText(row, action) != null)
                .toList();
        if (filled.size() == 1) {
            Column.ActionColumn column = findColumn(filled.get(0)).orElseThrow();
            problems.add(Problem.error(
                    TableProblemCode.INCOMPLETE_MILESTONE,
                    table.cellPlace(row, column),
                    table.cellText(row, column),
                    "A pause needs the events that begin it and those that end it; the row names only one of them.",
                    "Name both, in columns with entitlement.pausedBy($param) and entitlement.resumedBy($param)."));
        }
    }

    private void checkRow(Row row) {
        for (ActionName action : ALWAYS) {
            if (filledText(row, action) == null) {
                Column.ActionColumn column = findColumn(action).orElseThrow();
                problems.add(Problem.error(
                        TableProblemCode.INCOMPLETE_MILESTONE,
                        table.cellPlace(row, column),
                        "",
                        "A milestone needs a name, a time and a calendar; this is blank.",
                        "Fill in “" + column.title() + "”, or clear the others."));
            }
        }
        if (TIMES.stream().allMatch(action -> filledText(row, action) == null) && !mayBeWithoutTime(row)) {
            Column place = findColumn(ActionName.WITHIN)
                    .map(Column.class::cast)
                    .orElse(table.columns().get(0));
            problems.add(Problem.error(
                    TableProblemCode.INCOMPLETE_MILESTONE,
                    table.cellPlace(row, place),
                    "",
                    "A milestone needs a name, a time and a calendar; the time is blank.",
                    "Fill it in, or write “target” or “best-effort” in a column for strength."));
        }
        checkRepetition(row);
        findColumn(ActionName.EVERY)
                .filter(column -> table.cellValue(row, column) instanceof Within interval && interval.isImmediate())
                .ifPresent(column -> problems.add(Problem.error(
                        TableProblemCode.BAD_CELL,
                        table.cellPlace(row, column),
                        table.cellText(row, column),
                        "A milestone cannot be repeated without time in between.",
                        "Write the time between two repetitions.")));
    }

    private void checkRepetition(Row row) {
        if (filledText(row, ActionName.EVERY) == null) {
            findColumn(ActionName.REPEATED_UNTIL)
                    .filter(column -> filledText(row, ActionName.REPEATED_UNTIL) != null)
                    .ifPresent(column -> problems.add(Problem.error(
                            TableProblemCode.INCOMPLETE_MILESTONE,
                            table.cellPlace(row, column),
                            table.cellText(row, column),
                            "This ends a repetition, and the row promises none.",
                            "Write the time between two repetitions, in a column with entitlement.every($param); or clear the"
                                    + " cell.")));
        }
    }

    /** Returns true if the milestone needs no time, because it is not guaranteed. */
    private boolean mayBeWithoutTime(Row row) {
        return findColumn(ActionName.STRENGTH)
                .map(column -> table.cellValue(row, column))
                .filter(strength -> strength != Strength.GUARANTEED)
                .isPresent();
    }

    private @Nullable String filledText(Row row, ActionName action) {
        return findColumn(action)
                .map(column -> table.cellText(row, column))
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    private Optional<Column.ActionColumn> findColumn(ActionName action) {
        return table.actions().stream()
                .filter(column -> column.action() == action)
                .findFirst();
    }
}
