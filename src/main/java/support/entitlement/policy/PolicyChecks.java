package support.entitlement.policy;

import java.util.ArrayList;
import java.util.List;
import support.entitlement.decision.Within;
import support.entitlement.sla.Calendar;
import support.entitlement.sla.Calendars;
import support.entitlement.table.Column;
import support.entitlement.table.Names;
import support.entitlement.table.Place;
import support.entitlement.table.Problem;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.Tables;

/** What must hold of tables for a policy to be made of them, beyond their being well-formed. */
final class PolicyChecks {

    private static final List<String> NEEDED = List.of("supportLevel", "entitled");
    private static final List<String> TIMES = List.of("within", "every");

    private PolicyChecks() {}

    static List<Problem> check(Tables tables, CalendarTables.Reading calendars) {
        List<Problem> problems = new ArrayList<>(calendars.problems());
        if (tables.whole()) {
            everyNeededActionIsThere(tables.tables(), problems);
        }
        for (Table table : tables.tables()) {
            for (Row row : table.rows()) {
                everyTimeCanBeCounted(table, row, calendars, problems);
            }
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

    private static void everyTimeCanBeCounted(
            Table table, Row row, CalendarTables.Reading reading, List<Problem> problems) {
        String name = Calendars.ALWAYS_OPEN;
        for (Column.Action column : table.actions()) {
            if (column.method().equals("calendar") && table.value(row, column) instanceof String stated) {
                name = stated;
                if (!reading.names(name)) {
                    problems.add(unknown(table.place(row, column), name, reading.calendars()));
                }
            }
        }
        if (reading.calendars().knows(name)) {
            times(table, row, reading.calendars().get(name), problems);
        }
    }

    private static Problem unknown(Place place, String name, Calendars calendars) {
        return Problem.error(
                "unknown-calendar",
                place,
                name,
                "There is no such calendar.",
                "Known are " + String.join(", ", calendars.names())
                        + new Names(calendars.names())
                                .nearest(name)
                                .map(nearest -> "; the nearest is “" + nearest + "”.")
                                .orElse("."));
    }

    private static void times(Table table, Row row, Calendar calendar, List<Problem> problems) {
        for (Column.Action column : table.actions()) {
            if (TIMES.contains(column.method()) && table.value(row, column) instanceof Within within) {
                String readings = calendar.readings(within);
                if (readings != null) {
                    problems.add(Problem.error(
                            "ambiguous-time",
                            table.place(row, column),
                            table.text(row, column),
                            "Days in a calendar that closes have two readings.",
                            readings));
                } else if (!calendar.reaches(within)) {
                    problems.add(Problem.error(
                            "too-long",
                            table.place(row, column),
                            table.text(row, column),
                            "This falls due more than fifty years later in the calendar of the row.",
                            "Write a shorter time; where none is promised, leave the cell blank."));
                }
            }
        }
    }
}
