package support.entitlement.policy.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.CalendarBuilder;
import support.entitlement.calendar.Calendars;
import support.entitlement.policy.calendar.CalendarLine.CalendarCell;
import support.entitlement.table.Column;
import support.entitlement.table.FactType;
import support.entitlement.table.Operator;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.text.DateText;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;

/**
 * Reads calendars from the tables that define them. The rows of all these tables count together: one gives a calendar
 * its zone, others its hours, others its holidays.
 */
public final class CalendarTableReader {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2399;

    private static final List<String> HOURS = List.of("zone", "day", "on", "opens", "closes", "closedOn");

    /** Policies have a few; the open seconds of each are computed for centuries. */
    static final int MAX_CALENDARS = 200;

    private static final int MAX_LINES = 20_000;

    private final ProblemList problems = new ProblemList();
    /** Calendars that already have a problem, so that further ones would only follow from it. */
    private final Set<String> faulty = new TreeSet<>(NormalForm.ORDER);

    private final Map<String, CalendarBuilder> builders = new TreeMap<>(NormalForm.ORDER);
    private final Map<String, CalendarCell> zones = new TreeMap<>(NormalForm.ORDER);
    private final Map<String, CombinedCalendar> combined = new TreeMap<>(NormalForm.ORDER);
    private final Map<String, Calendar> calendars = new TreeMap<>(NormalForm.ORDER);

    private CalendarTableReader() {}

    /**
     * The calendars that tables define.
     *
     * @param calendars those without a fault
     * @param faulty the names of the others, as keys
     * @param problems the problems of the tables
     */
    public record ParsedCalendars(Calendars calendars, Set<String> faulty, List<Problem> problems) {

        /** Returns true if tables mention this calendar, even if its definition is faulty. */
        public boolean mentionsCalendar(String calendar) {
            return calendars.hasCalendar(calendar) || faulty.contains(NormalForm.key(calendar));
        }
    }

    /** A calendar that is made of others. */
    private record CombinedCalendar(CalendarLine line, CalendarCell cell, Function<List<Calendar>, Calendar> how) {}

    public static ParsedCalendars readCalendars(List<Table> tables) {
        CalendarTableReader reader = new CalendarTableReader();
        List<CalendarLine> lines = tables.stream()
                .filter(table -> table.fact() == FactType.BUSINESS_HOURS)
                .flatMap(table -> table.rows().stream().flatMap(row -> reader.readLines(table, row).stream()))
                .toList();
        if (reader.areTooMany(lines)) {
            Set<String> names =
                    lines.stream().map(line -> NormalForm.key(line.name())).collect(Collectors.toSet());
            return new ParsedCalendars(new Calendars(Map.of()), names, reader.problems.all());
        }
        lines.forEach(reader::readCombined);
        lines.forEach(reader::readZone);
        lines.forEach(reader::readHours);
        reader.builders.forEach(reader::buildCalendar);
        reader.combined.forEach((name, each) -> reader.combineCalendar(name, each, List.of()));
        Map<String, Calendar> made = new HashMap<>(reader.calendars);
        Set<String> faulty = reader.faulty.stream().map(NormalForm::key).collect(Collectors.toSet());
        return new ParsedCalendars(new Calendars(made), faulty, reader.problems.all());
    }

    private boolean areTooMany(List<CalendarLine> lines) {
        int names = (int) lines.stream()
                .map(line -> NormalForm.key(line.name()))
                .distinct()
                .count();
        boolean tooMany = names > MAX_CALENDARS || lines.size() > MAX_LINES;
        if (tooMany) {
            problems.add(lines.get(0)
                    .nameCell()
                    .error(
                            TableProblemCode.TOO_MANY_CALENDARS,
                            "There are " + names + " calendars in " + lines.size() + " rows.",
                            MAX_CALENDARS + " calendars in " + MAX_LINES
                                    + " rows may be, each calendar of a list counted as a row."));
        }
        return tooMany;
    }

    /**
     * Returns a line for each calendar that the row names. For a row with a rejected cell it only marks these calendars
     * as faulty.
     */
    private List<CalendarLine> readLines(Table table, Row row) {
        List<CalendarLine> lines = new ArrayList<>();
        for (Column.ConditionColumn column : table.conditions()) {
            if (column.operator() != Operator.EQUAL && column.operator() != Operator.IN) {
                problems.add(Problem.error(
                        TableProblemCode.NO_CALENDAR,
                        table.cellPlace(row, column),
                        table.cellText(row, column),
                        "A row of this table is about the calendars that it names, and about no others.",
                        "Write == or in above this column."));
            } else if (table.cellValue(row, column) != null) {
                CalendarCell cell = new CalendarCell(table, row, column);
                cell.listedTexts().forEach(name -> lines.add(new CalendarLine(table, row, column, name)));
            }
        }
        if (row.sound()) {
            if (lines.isEmpty()) {
                problems.add(Problem.error(
                        TableProblemCode.NO_CALENDAR,
                        table.conditions().isEmpty()
                                ? table.sheet()
                                : table.cellPlace(row, table.conditions().get(0)),
                        "",
                        "This row does not say which calendar it is about.",
                        "Name the calendar, or several in a list, if the column has “in”."));
            }
            return lines;
        }
        lines.forEach(line -> faulty.add(line.name()));
        return List.of();
    }

    private void reportProblem(CalendarLine line, Problem problem) {
        problems.add(problem);
        faulty.add(line.name());
    }

    private void readCombined(CalendarLine line) {
        CalendarCell any = line.findCell("openWhenAnyOf");
        CalendarCell all = line.findCell("openWhenAllOf");
        if (any == null && all == null || isBuiltIn(line)) {
            return;
        }
        CalendarCell cell = any != null ? any : all;
        if (any != null && all != null) {
            reportProblem(
                    line,
                    all.error(
                            TableProblemCode.COMBINED_TWICE,
                            "A calendar is open when any of others are, or when all of them are.",
                            "Clear one of the two; a calendar of its own can be made of others first."));
        } else if (combined.containsKey(line.name())) {
            reportProblem(
                    line,
                    cell.error(
                            TableProblemCode.COMBINED_TWICE,
                            "Another row says what this calendar is made of.",
                            "Write all of them in one row, as a list."));
        }
        combined.putIfAbsent(
                line.name(), new CombinedCalendar(line, cell, any != null ? Calendar::anyOf : Calendar::allOf));
    }

    private static boolean isBuiltIn(CalendarLine line) {
        return NormalForm.areSame(line.name(), Calendars.ALWAYS_OPEN_NAME);
    }

    private void readZone(CalendarLine line) {
        CalendarCell zone = line.findCell("zone");
        if (isBuiltIn(line)) {
            problems.add(line.nameCell()
                    .error(
                            TableProblemCode.CALENDAR_BUILT_IN,
                            "This calendar is built in, and always open.",
                            "Choose another name."));
        } else if (zone != null && !combined.containsKey(line.name())) {
            CalendarCell first = zones.putIfAbsent(line.name(), zone);
            if (first == null) {
                createBuilder(line, zone);
            } else if (!NormalForm.areSame(first.text(), zone.text())) {
                reportProblem(
                        line,
                        zone.error(
                                TableProblemCode.TWO_ZONES,
                                "The calendar has the zone “" + first.text() + "” in another row.",
                                "Write the same zone in each of its rows, or leave this blank."));
            }
        }
    }

    private void createBuilder(CalendarLine line, CalendarCell zone) {
        try {
            builders.put(line.name(), new CalendarBuilder(zone.text()));
        } catch (IllegalArgumentException e) {
            reportProblem(
                    line,
                    zone.error(
                            TableProblemCode.UNKNOWN_ZONE,
                            "There is no such time zone.",
                            "Write a region and a city, such as Europe/Zurich"
                                    + new Names(ZoneId.getAvailableZoneIds())
                                            .findNearest(zone.text())
                                            .map(nearest -> "; the nearest is “" + nearest + "”.")
                                            .orElse(".")));
        }
    }

    private void readHours(CalendarLine line) {
        CalendarBuilder builder = builders.get(line.name());
        if (isBuiltIn(line)) {
            return;
        } else if (combined.containsKey(line.name())) {
            refuseOwnHours(line);
        } else if (builder == null) {
            reportMissingZone(line);
        } else {
            readClosedDate(line, builder);
            readOpenHours(line, builder);
        }
    }

    private void refuseOwnHours(CalendarLine line) {
        HOURS.stream()
                .map(line::findCell)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(cell -> reportProblem(
                        line,
                        cell.error(
                                TableProblemCode.COMBINED_WITH_HOURS,
                                "“" + line.name()
                                        + "” is made of other calendars, and has no zone, hours or holidays of its own.",
                                "Write this in a row of a calendar that it is made of, or clear it.")));
    }

    private void reportMissingZone(CalendarLine line) {
        if (!faulty.contains(line.name())) {
            String nearest = new Names(zones.keySet())
                    .findNearest(line.name())
                    .map(name -> "; or did you mean “" + name + "”?")
                    .orElse(".");
            reportProblem(
                    line,
                    line.nameCell()
                            .error(
                                    TableProblemCode.NO_ZONE,
                                    "No row says in which time zone this calendar is.",
                                    "One row of the calendar needs its zone, such as Europe/Zurich" + nearest));
        }
    }

    private void readClosedDate(CalendarLine line, CalendarBuilder builder) {
        CalendarCell closed = line.findCell("closedOn");
        if (closed != null) {
            readDate(line, closed).ifPresent(date -> tryStatement(line, closed, () -> builder.closedOn(date)));
        }
    }

    private void readOpenHours(CalendarLine line, CalendarBuilder builder) {
        CalendarCell open = line.findCell("opens");
        CalendarCell close = line.findCell("closes");
        CalendarCell days = line.findCell("day");
        CalendarCell on = line.findCell("on");
        if (open == null && close == null && days == null && on == null) {
            if (!line.hasCell("zone") && !line.hasCell("closedOn")) {
                reportProblem(
                        line,
                        line.nameCell()
                                .error(
                                        TableProblemCode.INCOMPLETE_HOURS,
                                        "This row says nothing of the calendar.",
                                        "Fill it in, or delete it."));
            }
        } else if (open == null || close == null || (days == null) == (on == null)) {
            reportProblem(
                    line,
                    line.nameCell()
                            .error(
                                    TableProblemCode.INCOMPLETE_HOURS,
                                    "Hours need a time to open and one to close, and either days of the week or a date.",
                                    "Fill in what is missing."));
        } else if (isTime(line, open) & isTime(line, close)) {
            if (days != null) {
                readDays(line, days).stream()
                        .takeWhile(day -> tryStatement(line, open, () -> builder.opens(day, open.text(), close.text())))
                        .forEach(day -> {});
            } else {
                readDate(line, on)
                        .ifPresent(date ->
                                tryStatement(line, open, () -> builder.opensOn(date, open.text(), close.text())));
            }
        }
    }

    private boolean isTime(CalendarLine line, CalendarCell cell) {
        return tryStatement(line, cell, () -> CalendarBuilder.requireTime(cell.text()));
    }

    private boolean tryStatement(CalendarLine line, CalendarCell cell, Runnable statement) {
        try {
            statement.run();
            return true;
        } catch (IllegalArgumentException e) {
            reportProblem(
                    line,
                    cell.error(
                            TableProblemCode.BAD_HOURS, e.getMessage() + ".", "Change the hours, or delete the row."));
            return false;
        }
    }

    private void buildCalendar(String name, CalendarBuilder builder) {
        try {
            calendars.put(name, builder.build());
        } catch (IllegalArgumentException e) {
            if (faulty.add(name)) {
                problems.add(zones.get(name)
                        .error(TableProblemCode.NEVER_OPEN, e.getMessage() + ".", "Add a row with its hours."));
            }
        }
    }

    /**
     * Combines a calendar from others, after combining those that are made of others themselves.
     *
     * @param within the calendars that are being combined and contain this one
     */
    private void combineCalendar(String name, CombinedCalendar calendar, List<String> within) {
        if (calendars.containsKey(name) || faulty.contains(name)) {
            return;
        }
        List<String> path = new ArrayList<>(within);
        path.add(name);
        List<Calendar> parts = new ArrayList<>();
        for (String part : calendar.cell().listedTexts()) {
            if (path.stream().anyMatch(each -> NormalForm.areSame(each, part))) {
                reportProblem(
                        calendar.line(),
                        calendar.cell()
                                .error(
                                        TableProblemCode.CIRCULAR_CALENDAR,
                                        "The calendar is made of itself: " + String.join(" of ", path) + " of " + part
                                                + ".",
                                        "Name calendars that have hours of their own."));
                return;
            }
            if (combined.containsKey(part)) {
                combineCalendar(part, combined.get(part), path);
            }
            Calendar known =
                    NormalForm.areSame(part, Calendars.ALWAYS_OPEN_NAME) ? Calendar.ALWAYS_OPEN : calendars.get(part);
            if (known != null) {
                parts.add(known);
            } else if (faulty.contains(part)) {
                faulty.add(name);
            } else {
                reportProblem(calendar.line(), unknownPartProblem(calendar.cell(), part));
            }
        }
        if (!faulty.contains(name)) {
            tryStatement(
                    calendar.line(),
                    calendar.cell(),
                    () -> calendars.put(name, calendar.how().apply(parts)));
        }
    }

    private Problem unknownPartProblem(CalendarCell cell, String part) {
        String nearest = new Names(zones.keySet())
                .findNearest(part)
                .map(name -> "; the nearest is “" + name + "”.")
                .orElse(".");
        return cell.error(
                TableProblemCode.UNKNOWN_CALENDAR,
                "There is no calendar “" + part + "” to combine.",
                "Name calendars of these tables" + nearest);
    }

    private Optional<LocalDate> readDate(CalendarLine line, CalendarCell cell) {
        String why = "This is no date of the years " + FIRST_YEAR + " to " + LAST_YEAR + ".";
        try {
            LocalDate date = DateText.parse(cell.text());
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return Optional.of(date);
            }
        } catch (IllegalArgumentException e) {
            why = String.valueOf(e.getMessage());
        }
        reportProblem(line, cell.error(TableProblemCode.BAD_DATE, why, "Write it as " + DateText.FORM + "."));
        return Optional.empty();
    }

    /** Returns the days of names and ranges: {@code Mon-Fri}, {@code Saturday}. */
    private List<DayOfWeek> readDays(CalendarLine line, CalendarCell cell) {
        List<DayOfWeek> days = new ArrayList<>();
        for (String text : cell.listedTexts()) {
            String[] ends = text.split("\\s*[-–]\\s*|\\s+to\\s+", 2);
            Optional<DayOfWeek> first = parseDay(ends[0]);
            Optional<DayOfWeek> last = parseDay(ends[ends.length - 1]);
            if (first.isEmpty() || last.isEmpty()) {
                reportProblem(
                        line,
                        cell.error(
                                TableProblemCode.BAD_DAY,
                                "“" + text + "” is no day of the week.",
                                "Write Mon, Monday, or a range such as Mon-Fri."));
                return List.of();
            }
            for (DayOfWeek day = first.get(); ; day = day.plus(1)) {
                days.add(day);
                if (day == last.get()) {
                    break;
                }
            }
        }
        return days;
    }

    private static Optional<DayOfWeek> parseDay(String text) {
        String name = NormalForm.of(text).toUpperCase(Locale.ROOT).replace(".", "");
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name.length() >= 2 && day.name().startsWith(name))
                .findFirst();
    }
}
