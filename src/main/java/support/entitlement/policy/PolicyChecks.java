package support.entitlement.policy;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Verdict;
import support.entitlement.decision.Within;
import support.entitlement.policy.calendar.CalendarTableReader;
import support.entitlement.policy.calendar.TimeBandChecks;
import support.entitlement.policy.engine.EngineBuilder;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.ParsedTables;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.value.FactChoice;

/** Checks conditions for compiling a policy that go beyond well-formed tables. */
final class PolicyChecks {

    private static final List<ActionName> NEEDED = List.of(ActionName.SUPPORT_LEVEL, ActionName.ENTITLED);
    private static final List<ActionName> NAMING_CALENDARS =
            List.of(ActionName.CALENDAR, ActionName.STARTS_DURING, ActionName.OPEN_DURING);
    private static final List<ActionName> TIMES = List.of(ActionName.WITHIN, ActionName.EVERY);

    /** The cost of computing a due time, in steps of the budget. */
    private static final int STEPS_A_TIME = 20_000;

    private final ProblemList problems;
    private final Budget budget;
    private final Map<CountedTime, Boolean> hasDueTimes = new HashMap<>();

    private PolicyChecks(ProblemList problems, Budget budget) {
        this.problems = problems;
        this.budget = budget;
    }

    /** A length of time in a calendar. */
    private record CountedTime(String calendar, Within within) {}

    static List<Problem> findProblems(
            ParsedTables tables, CalendarTableReader.ParsedCalendars calendars, Budget budget) {
        ProblemList problems = new ProblemList();
        problems.addAll(calendars.problems());
        checkRowCount(tables.tables(), problems, budget);
        if (tables.whole()) {
            checkNeededActions(tables.tables(), problems);
        }
        try {
            PolicyChecks checks = new PolicyChecks(problems, budget);
            for (Table table : tables.tables()) {
                table.rows().forEach(row -> checks.checkCalendarAndTimes(table, row, calendars));
            }
        } catch (Budget.Exhausted e) {
            problems.add(budget.openQuestionProblem(
                    Place.ofFile("rules"),
                    "The tables promise too many different times to determine whether each has a due time.",
                    "Promise fewer different times, or delete rows."));
        }
        return problems.all();
    }

    private static void checkRowCount(List<Table> tables, List<Problem> problems, Budget budget) {
        int rows = 0;
        for (Table table : tables) {
            rows += table.fact().isMatched() ? table.rows().size() : 0;
            if (rows > EngineBuilder.maxRules() && !budget.isOfRelease()) {
                problems.add(Problem.error(
                        TableProblemCode.TOO_LARGE,
                        table.sheet(),
                        "",
                        "With this table, there are more than " + EngineBuilder.maxRules()
                                + " rows, the limit that the memory of the service allows.",
                        "Delete rows, join some by lists, or give the service more memory (-Xmx)."));
                return;
            }
        }
    }

    private static void checkNeededActions(List<Table> tables, List<Problem> problems) {
        for (ActionName action : NEEDED) {
            if (tables.stream().noneMatch(table -> table.hasAction(action))) {
                problems.add(Problem.error(
                        TableProblemCode.NO_SUCH_COLUMN,
                        Place.ofFile("rules"),
                        "",
                        "No table sets “" + action + "”, so no customer would be entitled to anything.",
                        "One table needs a column entitlement." + action + "($param)."));
            }
        }
    }

    private void checkCalendarAndTimes(Table table, Row row, CalendarTableReader.ParsedCalendars parsed) {
        String counted = Calendars.ALWAYS_OPEN_NAME;
        for (Column.ActionColumn column : table.actions()) {
            if (NAMING_CALENDARS.contains(column.action()) && table.cellValue(row, column) instanceof String stated) {
                if (column.action() == ActionName.CALENDAR) {
                    counted = stated;
                }
                checkCalendar(table, row, column, stated, parsed);
            }
        }
        for (String calendar : possibleCalendars(counted, parsed)) {
            if (parsed.calendars().hasCalendar(calendar)
                    && !checkTimes(table, row, calendar, parsed.calendars().get(calendar))) {
                return;
            }
        }
    }

    private void checkCalendar(
            Table table,
            Row row,
            Column.ActionColumn column,
            String stated,
            CalendarTableReader.ParsedCalendars parsed) {
        String name = ActionName.OF_CALENDARS.contains(column.action()) ? FactChoice.nameIn(stated) : stated;
        boolean isStated = column.action() != ActionName.CALENDAR || !Verdict.isNotStated(stated);
        if (isStated && !parsed.mentionsCalendar(name)) {
            problems.add(TimeBandChecks.unknownCalendarProblem(
                    table.cellPlace(row, column), name, parsed.calendars(), problems.hasRoom()));
        }
    }

    /** Returns the calendars in which the time of a cell may be counted. */
    private static Collection<String> possibleCalendars(String stated, CalendarTableReader.ParsedCalendars parsed) {
        return FactChoice.parse(stated).isPresent() ? parsed.calendars().names() : List.of(stated);
    }

    /** Reports times that cannot be counted in a calendar; returns false if there are any. */
    private boolean checkTimes(Table table, Row row, String name, Calendar calendar) {
        boolean countable = true;
        for (Column.ActionColumn column : table.actions()) {
            if (TIMES.contains(column.action()) && table.cellValue(row, column) instanceof Within within) {
                String possibleMeanings = calendar.describeReadings(within);
                countable &= possibleMeanings == null && hasDueTime(name, calendar, within);
                if (possibleMeanings != null) {
                    problems.add(Problem.error(
                            TableProblemCode.AMBIGUOUS_TIME,
                            table.cellPlace(row, column),
                            table.cellText(row, column),
                            "Days in a calendar that closes have two readings.",
                            possibleMeanings));
                } else if (!hasDueTime(name, calendar, within)) {
                    problems.add(Problem.error(
                            TableProblemCode.TOO_LONG,
                            table.cellPlace(row, column),
                            table.cellText(row, column),
                            "This falls due more than fifty years later in the calendar of the row.",
                            "Write a shorter time; where none is promised, leave the cell blank."));
                }
            }
        }
        return countable;
    }

    private boolean hasDueTime(String name, Calendar calendar, Within within) {
        return hasDueTimes.computeIfAbsent(new CountedTime(name, within), any -> {
            budget.takeSteps(STEPS_A_TIME);
            return calendar.hasDueTime(within);
        });
    }
}
