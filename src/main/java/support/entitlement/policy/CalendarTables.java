package support.entitlement.policy;

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
import support.entitlement.policy.CalendarLine.Cell;
import support.entitlement.sla.Calendar;
import support.entitlement.sla.CalendarBuilder;
import support.entitlement.sla.Calendars;
import support.entitlement.table.Column;
import support.entitlement.table.FactType;
import support.entitlement.table.Names;
import support.entitlement.table.Operator;
import support.entitlement.table.Problem;
import support.entitlement.table.ProblemList;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.TableProblemCode;
import support.entitlement.text.DateText;
import support.entitlement.text.NormalForm;

/**
 * Reads calendars off the tables that say when they are open. The rows of all these tables count together: one gives a
 * calendar its zone, others its hours, others its holidays.
 */
final class CalendarTables {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2399;

    private static final List<String> HOURS = List.of("zone", "day", "on", "opens", "closes", "closedOn");

    /** Policies have a few; the hours of each are known by the second for centuries. */
    static final int MAX_CALENDARS = 200;

    private static final int MAX_LINES = 20_000;

    private final ProblemList problems = new ProblemList();
    /** Calendars that have a problem already, so that another would only follow from it. */
    private final Set<String> faulty = new TreeSet<>(NormalForm.ORDER);

    private final Map<String, CalendarBuilder> builders = new TreeMap<>(NormalForm.ORDER);
    private final Map<String, Cell> zones = new TreeMap<>(NormalForm.ORDER);
    private final Map<String, Combined> combined = new TreeMap<>(NormalForm.ORDER);
    private final Map<String, Calendar> calendars = new TreeMap<>(NormalForm.ORDER);

    private CalendarTables() {}

    /**
     * What tables say of calendars.
     *
     * @param calendars those that are whole
     * @param faulty the names of the others, as keys
     * @param problems what is wrong with the tables
     */
    record Reading(Calendars calendars, Set<String> faulty, List<Problem> problems) {

        /** Whether tables say anything of this calendar, though it may be wrong. */
        boolean names(String calendar) {
            return calendars.knows(calendar) || faulty.contains(NormalForm.key(calendar));
        }
    }

    /** A calendar that is made of others. */
    private record Combined(CalendarLine line, Cell cell, Function<List<Calendar>, Calendar> how) {}

    static Reading read(List<Table> tables) {
        CalendarTables reader = new CalendarTables();
        List<CalendarLine> lines = tables.stream()
                .filter(table -> table.fact() == FactType.BUSINESS_HOURS)
                .flatMap(table -> table.rows().stream().flatMap(row -> reader.lines(table, row).stream()))
                .toList();
        if (reader.areTooMany(lines)) {
            Set<String> names =
                    lines.stream().map(line -> NormalForm.key(line.name())).collect(Collectors.toSet());
            return new Reading(new Calendars(Map.of()), names, reader.problems.all());
        }
        lines.forEach(reader::combined);
        lines.forEach(reader::zone);
        lines.forEach(reader::hours);
        reader.builders.forEach(reader::build);
        reader.combined.forEach((name, each) -> reader.combine(name, each, List.of()));
        Map<String, Calendar> made = new HashMap<>(reader.calendars);
        Set<String> faulty = reader.faulty.stream().map(NormalForm::key).collect(Collectors.toSet());
        return new Reading(new Calendars(made), faulty, reader.problems.all());
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

    /** One for each calendar that the row is about. A row with a cell that was refused says no more than their names. */
    private List<CalendarLine> lines(Table table, Row row) {
        List<CalendarLine> lines = new ArrayList<>();
        for (Column.Condition column : table.conditions()) {
            if (column.operator() != Operator.EQUAL && column.operator() != Operator.IN) {
                problems.add(Problem.error(
                        TableProblemCode.NO_CALENDAR,
                        table.place(row, column),
                        table.text(row, column),
                        "A row of this table is about the calendars that it names, and about no others.",
                        "Write == or in above this column."));
            } else if (table.value(row, column) != null) {
                Cell cell = new Cell(table, row, column);
                cell.texts().forEach(name -> lines.add(new CalendarLine(table, row, column, name)));
            }
        }
        if (row.sound()) {
            if (lines.isEmpty()) {
                problems.add(Problem.error(
                        TableProblemCode.NO_CALENDAR,
                        table.conditions().isEmpty()
                                ? table.sheet()
                                : table.place(row, table.conditions().get(0)),
                        "",
                        "This row does not say which calendar it is about.",
                        "Name the calendar, or several in a list, if the column has “in”."));
            }
            return lines;
        }
        lines.forEach(line -> faulty.add(line.name()));
        return List.of();
    }

    private void problem(CalendarLine line, Problem problem) {
        problems.add(problem);
        faulty.add(line.name());
    }

    private void combined(CalendarLine line) {
        Cell any = line.cell("openWhenAnyOf");
        Cell all = line.cell("openWhenAllOf");
        if (any == null && all == null || isBuiltIn(line)) {
            return;
        }
        Cell cell = any != null ? any : all;
        if (any != null && all != null) {
            problem(
                    line,
                    all.error(
                            TableProblemCode.COMBINED_TWICE,
                            "A calendar is open when any of others are, or when all of them are.",
                            "Clear one of the two; a calendar of its own can be made of others first."));
        } else if (combined.containsKey(line.name())) {
            problem(
                    line,
                    cell.error(
                            TableProblemCode.COMBINED_TWICE,
                            "Another row says what this calendar is made of.",
                            "Write all of them in one row, as a list."));
        }
        combined.putIfAbsent(line.name(), new Combined(line, cell, any != null ? Calendar::anyOf : Calendar::allOf));
    }

    private static boolean isBuiltIn(CalendarLine line) {
        return NormalForm.areSame(line.name(), Calendars.ALWAYS_OPEN);
    }

    private void zone(CalendarLine line) {
        Cell zone = line.cell("zone");
        if (isBuiltIn(line)) {
            problems.add(line.nameCell()
                    .error(
                            TableProblemCode.CALENDAR_BUILT_IN,
                            "This calendar is built in, and always open.",
                            "Choose another name."));
        } else if (zone != null && !combined.containsKey(line.name())) {
            Cell first = zones.putIfAbsent(line.name(), zone);
            if (first == null) {
                firstZone(line, zone);
            } else if (!NormalForm.areSame(first.text(), zone.text())) {
                problem(
                        line,
                        zone.error(
                                TableProblemCode.TWO_ZONES,
                                "The calendar has the zone “" + first.text() + "” in another row.",
                                "Write the same zone in each of its rows, or leave this blank."));
            }
        }
    }

    private void firstZone(CalendarLine line, Cell zone) {
        try {
            builders.put(line.name(), new CalendarBuilder(zone.text()));
        } catch (IllegalArgumentException e) {
            problem(
                    line,
                    zone.error(
                            TableProblemCode.UNKNOWN_ZONE,
                            "There is no such time zone.",
                            "Write a region and a city, such as Europe/Zurich"
                                    + new Names(ZoneId.getAvailableZoneIds())
                                            .nearest(zone.text())
                                            .map(nearest -> "; the nearest is “" + nearest + "”.")
                                            .orElse(".")));
        }
    }

    private void hours(CalendarLine line) {
        CalendarBuilder builder = builders.get(line.name());
        if (isBuiltIn(line)) {
            return;
        } else if (combined.containsKey(line.name())) {
            combinedOnly(line);
        } else if (builder == null) {
            withoutZone(line);
        } else {
            closed(line, builder);
            opened(line, builder);
        }
    }

    private void combinedOnly(CalendarLine line) {
        HOURS.stream()
                .map(line::cell)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(cell -> problem(
                        line,
                        cell.error(
                                TableProblemCode.COMBINED_WITH_HOURS,
                                "“" + line.name()
                                        + "” is made of other calendars, and has no zone, hours or holidays of its own.",
                                "Write this in a row of a calendar that it is made of, or clear it.")));
    }

    private void withoutZone(CalendarLine line) {
        if (!faulty.contains(line.name())) {
            String nearest = new Names(zones.keySet())
                    .nearest(line.name())
                    .map(name -> "; or did you mean “" + name + "”?")
                    .orElse(".");
            problem(
                    line,
                    line.nameCell()
                            .error(
                                    TableProblemCode.NO_ZONE,
                                    "No row says in which time zone this calendar is.",
                                    "One row of the calendar needs its zone, such as Europe/Zurich" + nearest));
        }
    }

    private void closed(CalendarLine line, CalendarBuilder builder) {
        Cell closed = line.cell("closedOn");
        if (closed != null) {
            date(line, closed).ifPresent(date -> attempt(line, closed, () -> builder.closedOn(date)));
        }
    }

    private void opened(CalendarLine line, CalendarBuilder builder) {
        Cell open = line.cell("opens");
        Cell close = line.cell("closes");
        Cell days = line.cell("day");
        Cell on = line.cell("on");
        if (open == null && close == null && days == null && on == null) {
            if (!line.says("zone") && !line.says("closedOn")) {
                problem(
                        line,
                        line.nameCell()
                                .error(
                                        TableProblemCode.INCOMPLETE_HOURS,
                                        "This row says nothing of the calendar.",
                                        "Fill it in, or delete it."));
            }
        } else if (open == null || close == null || (days == null) == (on == null)) {
            problem(
                    line,
                    line.nameCell()
                            .error(
                                    TableProblemCode.INCOMPLETE_HOURS,
                                    "Hours need a time to open and one to close, and either days of the week or a date.",
                                    "Fill in what is missing."));
        } else if (isTime(line, open) & isTime(line, close)) {
            if (days != null) {
                days(line, days).stream()
                        .takeWhile(day -> attempt(line, open, () -> builder.opens(day, open.text(), close.text())))
                        .forEach(day -> {});
            } else {
                date(line, on)
                        .ifPresent(date -> attempt(line, open, () -> builder.opensOn(date, open.text(), close.text())));
            }
        }
    }

    private boolean isTime(CalendarLine line, Cell cell) {
        return attempt(line, cell, () -> CalendarBuilder.requireTime(cell.text()));
    }

    private boolean attempt(CalendarLine line, Cell cell, Runnable statement) {
        try {
            statement.run();
            return true;
        } catch (IllegalArgumentException e) {
            problem(
                    line,
                    cell.error(
                            TableProblemCode.BAD_HOURS, e.getMessage() + ".", "Change the hours, or delete the row."));
            return false;
        }
    }

    private void build(String name, CalendarBuilder builder) {
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
     * Makes a calendar of others, and those first of which it is made in turn.
     *
     * @param within the calendars that are being made of it
     */
    private void combine(String name, Combined calendar, List<String> within) {
        if (calendars.containsKey(name) || faulty.contains(name)) {
            return;
        }
        List<String> path = new ArrayList<>(within);
        path.add(name);
        List<Calendar> parts = new ArrayList<>();
        for (String part : calendar.cell().texts()) {
            if (path.stream().anyMatch(each -> NormalForm.areSame(each, part))) {
                problem(
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
                combine(part, combined.get(part), path);
            }
            Calendar known =
                    NormalForm.areSame(part, Calendars.ALWAYS_OPEN) ? Calendar.ALWAYS_OPEN : calendars.get(part);
            if (known != null) {
                parts.add(known);
            } else if (faulty.contains(part)) {
                faulty.add(name);
            } else {
                problem(calendar.line(), unknown(calendar.cell(), part));
            }
        }
        if (!faulty.contains(name)) {
            attempt(
                    calendar.line(),
                    calendar.cell(),
                    () -> calendars.put(name, calendar.how().apply(parts)));
        }
    }

    private Problem unknown(Cell cell, String part) {
        String nearest = new Names(zones.keySet())
                .nearest(part)
                .map(name -> "; the nearest is “" + name + "”.")
                .orElse(".");
        return cell.error(
                TableProblemCode.UNKNOWN_CALENDAR,
                "There is no calendar “" + part + "” to combine.",
                "Name calendars of these tables" + nearest);
    }

    private Optional<LocalDate> date(CalendarLine line, Cell cell) {
        String why = "This is no date of the years " + FIRST_YEAR + " to " + LAST_YEAR + ".";
        try {
            LocalDate date = DateText.parse(cell.text());
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return Optional.of(date);
            }
        } catch (IllegalArgumentException e) {
            why = String.valueOf(e.getMessage());
        }
        problem(line, cell.error(TableProblemCode.BAD_DATE, why, "Write it as " + DateText.FORM + "."));
        return Optional.empty();
    }

    /** The days of names and ranges: {@code Mon-Fri}, {@code Saturday}. */
    private List<DayOfWeek> days(CalendarLine line, Cell cell) {
        List<DayOfWeek> days = new ArrayList<>();
        for (String text : cell.texts()) {
            String[] ends = text.split("\\s*[-–]\\s*|\\s+to\\s+", 2);
            Optional<DayOfWeek> first = day(ends[0]);
            Optional<DayOfWeek> last = day(ends[ends.length - 1]);
            if (first.isEmpty() || last.isEmpty()) {
                problem(
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

    private static Optional<DayOfWeek> day(String text) {
        String name = NormalForm.of(text).toUpperCase(Locale.ROOT).replace(".", "");
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name.length() >= 2 && day.name().startsWith(name))
                .findFirst();
    }
}
