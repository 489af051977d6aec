package support.entitlement.policy.calendar;

import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.CalendarBuilder;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Verdict;
import support.entitlement.policy.calendar.CalendarLine.CalendarCell;
import support.entitlement.table.ActionName;
import support.entitlement.table.FactType;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.value.FactChoice;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;

/**
 * Reads calendars from the tables that define them. The rows of all these tables count together: one gives a calendar
 * its zone, others its hours, others its holidays.
 */
public final class CalendarTableReader {

    /** Policies have a few; the open seconds of each are computed for centuries. */
    static final int MAX_CALENDARS = 200;

    private static final int MAX_LINES = 20_000;

    private final CalendarProblems problems = new CalendarProblems();
    private final CalendarCombiner combiner = new CalendarCombiner(problems);
    private final CalendarHoursReader hours = new CalendarHoursReader(problems);
    private final Map<String, CalendarBuilder> builders = new TreeMap<>(NormalForm.ORDER);
    private final Map<String, CalendarCell> zones = new TreeMap<>(NormalForm.ORDER);
    private final Map<String, String> zoneAttributes = new TreeMap<>(NormalForm.ORDER);
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

    /** Lists the calendars that tables name, also where their definitions are faulty, and the built-in one. */
    public static Set<String> listNames(List<Table> tables) {
        Set<String> names = new TreeSet<>(NormalForm.ORDER);
        names.add(Calendars.ALWAYS_OPEN_NAME);
        tables.stream()
                .filter(table -> table.fact() == FactType.BUSINESS_HOURS)
                .flatMap(table -> table.rows().stream().flatMap(row -> CalendarLine.listNames(table, row)))
                .forEach(names::add);
        return Collections.unmodifiableSet(names);
    }

    /** Reads all calendars that tables define. */
    public static ParsedCalendars readCalendars(List<Table> tables) {
        CalendarTableReader reader = new CalendarTableReader();
        List<CalendarLine> lines = tables.stream()
                .filter(table -> table.fact() == FactType.BUSINESS_HOURS)
                .flatMap(table -> table.rows().stream()
                        .flatMap(row -> CalendarLine.readRow(table, row, reader.problems).stream()))
                .toList();
        if (reader.areTooMany(lines)) {
            Set<String> names =
                    lines.stream().map(line -> NormalForm.key(line.name())).collect(Collectors.toSet());
            return new ParsedCalendars(new Calendars(Map.of()), names, reader.problems.all());
        }
        lines.forEach(reader.combiner::readCombined);
        lines.forEach(reader::readZone);
        lines.forEach(reader::readHours);
        reader.builders.forEach(reader::buildCalendar);
        reader.combiner.combineAll(reader.calendars, reader.zones.keySet(), reader.zoneAttributes.keySet());
        Map<String, Calendar> made = new HashMap<>(reader.calendars);
        return new ParsedCalendars(
                new Calendars(made, reader.zoneAttributes), reader.problems.faultyKeys(), reader.problems.all());
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

    private void readZone(CalendarLine line) {
        CalendarCell zone = line.findCell(ActionName.ZONE);
        if (Verdict.isNotStated(line.name())) {
            problems.report(
                    line,
                    line.nameCell()
                            .error(
                                    TableProblemCode.CALENDAR_BUILT_IN,
                                    "A milestone says by this name that no calendar is stated.",
                                    "Choose another name."));
        } else if (line.isBuiltIn()) {
            problems.add(line.nameCell()
                    .error(
                            TableProblemCode.CALENDAR_BUILT_IN,
                            "This calendar is built in, and always open.",
                            "Choose another name."));
        } else if (zone != null && !combiner.isCombined(line.name())) {
            CalendarCell first = zones.putIfAbsent(line.name(), zone);
            if (first == null) {
                createBuilder(line, zone);
            } else if (!NormalForm.areSame(first.text(), zone.text())) {
                problems.report(
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
            builders.put(line.name(), new CalendarBuilder(FactChoice.nameIn(zone.text())));
            FactChoice.parse(zone.text()).ifPresent(choice -> zoneAttributes.put(line.name(), choice.attribute()));
        } catch (IllegalArgumentException e) {
            problems.report(
                    line,
                    zone.error(
                            TableProblemCode.UNKNOWN_ZONE,
                            "There is no such time zone.",
                            FactChoice.parse(zone.text()).isPresent()
                                    ? "Behind “or”, write the zone that counts where the fact is not sent:"
                                            + " attribute[\"zone\"] or Europe/Zurich."
                                    : "Write a region and a city, such as Europe/Zurich"
                                            + new Names(ZoneId.getAvailableZoneIds())
                                                    .findNearest(zone.text())
                                                    .map(nearest -> "; the nearest is “" + nearest + "”.")
                                                    .orElse(".")));
        }
    }

    private void readHours(CalendarLine line) {
        CalendarBuilder builder = builders.get(line.name());
        if (line.isBuiltIn()) {
            return;
        }
        if (combiner.isCombined(line.name())) {
            combiner.refuseOwnHours(line);
        } else if (builder == null) {
            reportMissingZone(line);
        } else {
            hours.readHours(line, builder);
        }
    }

    private void reportMissingZone(CalendarLine line) {
        if (!problems.isFaulty(line.name())) {
            String nearest = new Names(zones.keySet())
                    .findNearest(line.name())
                    .map(name -> "; or did you mean “" + name + "”?")
                    .orElse(".");
            problems.report(
                    line,
                    line.nameCell()
                            .error(
                                    TableProblemCode.NO_ZONE,
                                    "No row states the time zone of this calendar.",
                                    "One row of the calendar needs its zone, such as Europe/Zurich" + nearest));
        }
    }

    private void buildCalendar(String name, CalendarBuilder builder) {
        try {
            calendars.put(name, builder.build());
        } catch (IllegalArgumentException e) {
            if (problems.markFaulty(name)) {
                problems.add(zones.get(name)
                        .error(TableProblemCode.NEVER_OPEN, e.getMessage() + ".", "Add a row with its hours."));
            }
        }
    }
}
