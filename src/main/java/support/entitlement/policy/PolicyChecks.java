package support.entitlement.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import support.entitlement.decision.Within;
import support.entitlement.sla.Calendar;
import support.entitlement.sla.Calendars;
import support.entitlement.table.Budget;
import support.entitlement.table.Column;
import support.entitlement.table.Names;
import support.entitlement.table.Place;
import support.entitlement.table.Problem;
import support.entitlement.table.ProblemList;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.TableProblemCode;
import support.entitlement.table.Tables;

/** What must hold of tables for a policy to be made of them, beyond their being well-formed. */
final class PolicyChecks {

    private static final List<String> NEEDED = List.of("supportLevel", "entitled");
    private static final List<String> TIMES = List.of("within", "every");

    private static final int MAX_NAMED = 20;

    /** What it costs to find out when something falls due. */
    private static final int STEPS_A_TIME = 20_000;

    private final ProblemList problems;
    private final Budget budget;
    private final Map<Counted, Boolean> reached = new HashMap<>();

    private PolicyChecks(ProblemList problems, Budget budget) {
        this.problems = problems;
        this.budget = budget;
    }

    /** A length of time in a calendar. */
    private record Counted(String calendar, Within within) {}

    static List<Problem> check(Tables tables, CalendarTables.Reading calendars, Budget budget) {
        ProblemList problems = new ProblemList();
        problems.addAll(calendars.problems());
        notTooManyRows(tables.tables(), problems, budget);
        if (tables.whole()) {
            everyNeededActionIsThere(tables.tables(), problems);
        }
        try {
            PolicyChecks checks = new PolicyChecks(problems, budget);
            for (Table table : tables.tables()) {
                table.rows().forEach(row -> checks.everyTimeCanBeCounted(table, row, calendars));
            }
        } catch (Budget.Exhausted e) {
            problems.add(budget.open(
                    Place.ofFile("rules"),
                    "The tables promise too many different times to find out whether each can be counted.",
                    "Promise fewer different times, or delete rows."));
        }
        return problems.all();
    }

    private static void notTooManyRows(List<Table> tables, List<Problem> problems, Budget budget) {
        int rows = 0;
        for (Table table : tables) {
            rows += table.fact().isMatched() ? table.rows().size() : 0;
            if (rows > EngineBuilder.maxRules() && !budget.isOfRelease()) {
                problems.add(Problem.error(
                        TableProblemCode.TOO_LARGE,
                        table.sheet(),
                        "",
                        "With this table, there are more than " + EngineBuilder.maxRules()
                                + " rows, as many as the memory of the service takes.",
                        "Delete rows, join some by lists, or give the service more memory (-Xmx)."));
                return;
            }
        }
    }

    private static void everyNeededActionIsThere(List<Table> tables, List<Problem> problems) {
        for (String action : NEEDED) {
            if (tables.stream().noneMatch(table -> table.says(action))) {
                problems.add(Problem.error(
                        TableProblemCode.NO_SUCH_COLUMN,
                        Place.ofFile("rules"),
                        "",
                        "No table says “" + action + "”, so that nobody would be entitled to anything.",
                        "One table needs a column entitlement." + action + "($param)."));
            }
        }
    }

    private void everyTimeCanBeCounted(Table table, Row row, CalendarTables.Reading reading) {
        String name = Calendars.ALWAYS_OPEN;
        for (Column.Action column : table.actions()) {
            if (column.method().equals("calendar") && table.value(row, column) instanceof String stated) {
                name = stated;
                if (!reading.names(name)) {
                    problems.add(unknown(table.place(row, column), name, reading.calendars(), problems.hasRoom()));
                }
            }
        }
        if (reading.calendars().knows(name)) {
            times(table, row, name, reading.calendars().get(name));
        }
    }

    private static Problem unknown(Place place, String name, Calendars calendars, boolean isShown) {
        return Problem.error(
                TableProblemCode.UNKNOWN_CALENDAR,
                place,
                name,
                "There is no such calendar.",
                "Known are " + calendars.names().stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
                        + (calendars.names().size() > MAX_NAMED ? ", …" : "")
                        + (isShown ? new Names(calendars.names()).nearest(name) : Optional.<String>empty())
                                .map(nearest -> "; the nearest is “" + nearest + "”.")
                                .orElse("."));
    }

    private void times(Table table, Row row, String name, Calendar calendar) {
        for (Column.Action column : table.actions()) {
            if (TIMES.contains(column.method()) && table.value(row, column) instanceof Within within) {
                String readings = calendar.readings(within);
                if (readings != null) {
                    problems.add(Problem.error(
                            TableProblemCode.AMBIGUOUS_TIME,
                            table.place(row, column),
                            table.text(row, column),
                            "Days in a calendar that closes have two readings.",
                            readings));
                } else if (!reaches(name, calendar, within)) {
                    problems.add(Problem.error(
                            TableProblemCode.TOO_LONG,
                            table.place(row, column),
                            table.text(row, column),
                            "This falls due more than fifty years later in the calendar of the row.",
                            "Write a shorter time; where none is promised, leave the cell blank."));
                }
            }
        }
    }

    private boolean reaches(String name, Calendar calendar, Within within) {
        return reached.computeIfAbsent(new Counted(name, within), any -> {
            budget.take(STEPS_A_TIME);
            return calendar.reaches(within);
        });
    }
}
