package support.entitlement.policy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import support.entitlement.sla.Calendar;
import support.entitlement.sla.CalendarBuilder;
import support.entitlement.sla.Calendars;
import support.entitlement.table.Column;
import support.entitlement.table.FactType;
import support.entitlement.table.Names;
import support.entitlement.table.Problem;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/**
 * Reads calendars off the tables that say when they are open. The rows of all these tables count together: one gives a
 * calendar its zone, others its hours, others its holidays.
 */
final class CalendarTables {

    private static final List<DateTimeFormatter> DATES =
            List.of(DateTimeFormatter.ISO_LOCAL_DATE, DateTimeFormatter.ofPattern("d.M.uuuu", Locale.ROOT));

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, CalendarBuilder> builders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Cell> firstCells = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Calendar> calendars = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Combined> combined = new LinkedHashMap<>();

    private CalendarTables() {}

    /** The calendars, and what is wrong with the tables. */
    record Reading(Calendars calendars, List<Problem> problems) {}

    /** A calendar that is made of others. */
    private record Combined(Line line, List<String> parts, Cell cell, Function<List<Calendar>, Calendar> how) {}

    static Reading read(List<Table> tables) {
        CalendarTables reader = new CalendarTables();
        List<Line> lines = tables.stream()
                .filter(table -> table.fact() == FactType.BUSINESS_HOURS)
                .flatMap(table -> table.rows().stream().filter(Row::sound).flatMap(row -> Line.of(table, row).stream()))
                .toList();
        lines.forEach(reader::zone);
        lines.forEach(reader::hours);
        reader.builders.forEach(reader::build);
        reader.combined.values().forEach(reader::combine);
        Map<String, Calendar> made = new HashMap<>(reader.calendars);
        return new Reading(new Calendars(made), List.copyOf(reader.problems));
    }

    private void zone(Line line) {
        Cell zone = line.cell("zone");
        if (line.name().equalsIgnoreCase(Calendars.ALWAYS_OPEN)) {
            problems.add(line.nameCell()
                    .error("calendar-built-in", "This calendar is built in, and always open.", "Choose another name."));
        } else if (zone != null) {
            firstCells.putIfAbsent(line.name(), zone);
            try {
                if (!builders.containsKey(line.name())) {
                    builders.put(line.name(), new CalendarBuilder(zone.text()));
                } else if (!firstCells.get(line.name()).text().equalsIgnoreCase(zone.text())) {
                    problems.add(zone.error(
                            "two-zones",
                            "The calendar has the zone “"
                                    + firstCells.get(line.name()).text() + "” in another row.",
                            "Write the same zone in each of its rows, or leave this blank."));
                }
            } catch (IllegalArgumentException e) {
                problems.add(zone.error(
                        "unknown-zone",
                        "There is no such time zone.",
                        "Write a region and a city; the nearest is “"
                                + new Names(ZoneId.getAvailableZoneIds())
                                        .nearest(zone.text())
                                        .orElseThrow() + "”."));
            }
        }
    }

    private void hours(Line line) {
        Cell any = line.cell("openWhenAnyOf");
        Cell all = line.cell("openWhenAllOf");
        if (any != null || all != null) {
            Cell cell = any != null ? any : all;
            combined.put(
                    line.name(),
                    new Combined(line, cell.texts(), cell, any != null ? Calendar::anyOf : Calendar::allOf));
            return;
        }
        CalendarBuilder builder = builders.get(line.name());
        if (builder == null) {
            boolean reported =
                    firstCells.containsKey(line.name()) || line.name().equalsIgnoreCase(Calendars.ALWAYS_OPEN);
            if (!reported) {
                problems.add(line.nameCell()
                        .error(
                                "no-zone",
                                "No row says in which time zone this calendar is.",
                                "One row of the calendar needs its zone, such as Europe/Zurich."));
            }
            return;
        }
        closed(line, builder);
        opened(line, builder);
    }

    private void closed(Line line, CalendarBuilder builder) {
        Cell closed = line.cell("closedOn");
        if (closed != null) {
            date(closed).ifPresent(date -> attempt(closed, () -> builder.closedOn(date)));
        }
    }

    private void opened(Line line, CalendarBuilder builder) {
        Cell open = line.cell("opens");
        Cell close = line.cell("closes");
        Cell days = line.cell("day");
        Cell on = line.cell("on");
        if (open == null && close == null && days == null && on == null) {
            return;
        }
        if (open == null || close == null || (days == null) == (on == null)) {
            problems.add(line.nameCell()
                    .error(
                            "incomplete-hours",
                            "Hours need a time to open and one to close, and either days of the week or a date.",
                            "Fill in what is missing."));
        } else if (days != null) {
            days(days).forEach(day -> attempt(open, () -> builder.opens(day, open.text(), close.text())));
        } else {
            date(on).ifPresent(date -> attempt(open, () -> builder.opensOn(date, open.text(), close.text())));
        }
    }

    private void attempt(Cell cell, Runnable statement) {
        try {
            statement.run();
        } catch (IllegalArgumentException e) {
            problems.add(cell.error("bad-hours", e.getMessage() + ".", "Change the hours, or delete the row."));
        }
    }

    private void build(String name, CalendarBuilder builder) {
        try {
            calendars.put(name, builder.build());
        } catch (IllegalArgumentException e) {
            problems.add(firstCells.get(name).error("never-open", e.getMessage() + ".", "Add a row with its hours."));
        }
    }

    private void combine(Combined calendar) {
        List<Calendar> parts = new ArrayList<>();
        for (String part : calendar.parts()) {
            Calendar known = part.equalsIgnoreCase(Calendars.ALWAYS_OPEN) ? Calendar.ALWAYS_OPEN : calendars.get(part);
            if (known == null) {
                problems.add(calendar.cell()
                        .error(
                                "unknown-calendar",
                                "There is no calendar “" + part + "” to combine.",
                                "Name calendars that have hours of their own, or are combined above."));
            } else {
                parts.add(known);
            }
        }
        if (parts.size() == calendar.parts().size()) {
            attempt(
                    calendar.cell(),
                    () -> calendars.put(calendar.line().name(), calendar.how().apply(parts)));
        }
    }

    private Optional<LocalDate> date(Cell cell) {
        for (DateTimeFormatter format : DATES) {
            try {
                return Optional.of(LocalDate.parse(cell.text(), format));
            } catch (DateTimeException e) {
                continue;
            }
        }
        problems.add(cell.error("bad-date", "This is no date.", "Write it as 2026-12-25 or 25.12.2026."));
        return Optional.empty();
    }

    /** The days of names and ranges: {@code Mon-Fri}, {@code Saturday}. */
    private List<DayOfWeek> days(Cell cell) {
        List<DayOfWeek> days = new ArrayList<>();
        for (String text : cell.texts()) {
            String[] ends = text.split("\\s*[-–]\\s*|\\s+to\\s+", 2);
            Optional<DayOfWeek> first = day(ends[0]);
            Optional<DayOfWeek> last = day(ends[ends.length - 1]);
            if (first.isEmpty() || last.isEmpty()) {
                problems.add(cell.error(
                        "bad-day",
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
        String name = text.strip().toUpperCase(Locale.ROOT).replace(".", "");
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name.length() >= 2 && day.name().startsWith(name))
                .findFirst();
    }

    /** What a row says of one calendar. */
    private record Line(Table table, Row row, Column.Condition nameColumn, String name) {

        static List<Line> of(Table table, Row row) {
            return table.conditions().stream()
                    .flatMap(column -> Optional.ofNullable(table.value(row, column)).stream()
                            .flatMap(value -> (value instanceof List<?> list ? list : List.of(value)).stream())
                            .map(name -> new Line(table, row, column, (String) name)))
                    .toList();
        }

        Cell nameCell() {
            return new Cell(table, row, nameColumn);
        }

        @Nullable
        Cell cell(String method) {
            return table.actions().stream()
                    .filter(column -> column.method().equals(method) && table.value(row, column) != null)
                    .findFirst()
                    .map(column -> new Cell(table, row, column))
                    .orElse(null);
        }
    }

    private record Cell(Table table, Row row, Column column) {

        String text() {
            return table.text(row, column);
        }

        List<String> texts() {
            return table.value(row, column) instanceof List<?> list
                    ? list.stream().map(String.class::cast).toList()
                    : List.of(text());
        }

        Problem error(String code, String message, String remedy) {
            return Problem.error(code, table.place(row, column), text(), message, remedy);
        }
    }
}
