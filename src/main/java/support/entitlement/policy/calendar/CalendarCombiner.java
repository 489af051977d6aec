package support.entitlement.policy.calendar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.Calendars;
import support.entitlement.calendar.CombinedCalendars;
import support.entitlement.policy.calendar.CalendarLine.CalendarCell;
import support.entitlement.table.ActionName;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;

/** Makes the calendars that are combined from others: open when any of them is, when all are, or when none is. Not thread-safe. */
final class CalendarCombiner {

    private static final List<ActionName> HOURS = List.of(
            ActionName.ZONE, ActionName.DAY, ActionName.ON, ActionName.OPENS, ActionName.CLOSES, ActionName.CLOSED_ON);

    private static final Map<ActionName, Function<List<Calendar>, Calendar>> WAYS = new EnumMap<>(Map.of(
            ActionName.OPEN_WHEN_ANY_OF, CombinedCalendars::anyOf,
            ActionName.OPEN_WHEN_ALL_OF, CombinedCalendars::allOf,
            ActionName.OPEN_WHEN_NONE_OF, CombinedCalendars::noneOf));

    private final CalendarProblems problems;
    private final Set<String> local = new TreeSet<>(NormalForm.ORDER);
    private final Map<String, CombinedCalendar> combined = new TreeMap<>(NormalForm.ORDER);

    CalendarCombiner(CalendarProblems problems) {
        this.problems = problems;
    }

    /** A calendar that is made of others. */
    private record CombinedCalendar(CalendarLine line, CalendarCell cell, Function<List<Calendar>, Calendar> how) {}

    /** Returns true if rows combine this calendar from others. */
    boolean isCombined(String name) {
        return combined.containsKey(name);
    }

    /** Reads from a row how its calendar is combined, if it is. */
    void readCombined(CalendarLine line) {
        List<ActionName> ways = WAYS.keySet().stream().filter(line::hasCell).toList();
        if (ways.isEmpty() || line.isBuiltIn()) {
            return;
        }
        CalendarCell cell = Objects.requireNonNull(line.findCell(ways.get(0)));
        if (ways.size() > 1) {
            problems.report(
                    line,
                    Objects.requireNonNull(line.findCell(ways.get(1)))
                            .error(
                                    TableProblemCode.COMBINED_TWICE,
                                    "A calendar is open when any of others are, when all of them are, or when none is.",
                                    "Clear one of the two; a calendar of its own can be made of others first."));
        } else if (combined.containsKey(line.name())) {
            problems.report(
                    line,
                    cell.error(
                            TableProblemCode.COMBINED_TWICE,
                            "Another row says what this calendar is made of.",
                            "Write all of them in one row, as a list."));
        }
        combined.putIfAbsent(
                line.name(), new CombinedCalendar(line, cell, Objects.requireNonNull(WAYS.get(ways.get(0)))));
    }

    /** Reports hours in a row of a calendar that is combined from others. */
    void refuseOwnHours(CalendarLine line) {
        HOURS.stream()
                .map(line::findCell)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(cell -> problems.report(
                        line,
                        cell.error(
                                TableProblemCode.COMBINED_WITH_HOURS,
                                "“" + line.name()
                                        + "” is made of other calendars, and has no zone, hours or holidays of its own.",
                                "Write this in a row of a calendar that it is made of, or clear it.")));
    }

    /**
     * Combines all of them.
     *
     * @param calendars the calendars with hours of their own; receives the combined ones
     * @param named the names that tables give to calendars with hours of their own, faulty or not
     * @param local the names of calendars whose zone is a fact of the query
     */
    void combineAll(Map<String, Calendar> calendars, Collection<String> named, Collection<String> local) {
        this.local.addAll(local);
        combined.forEach((name, each) -> combineCalendar(name, each, List.of(), calendars, named));
    }

    /**
     * Combines a calendar from others, after combining those that are made of others themselves.
     *
     * @param within the calendars that are being combined and contain this one
     */
    private void combineCalendar(
            String name,
            CombinedCalendar calendar,
            List<String> within,
            Map<String, Calendar> calendars,
            Collection<String> named) {
        if (calendars.containsKey(name) || problems.isFaulty(name)) {
            return;
        }
        List<String> path = new ArrayList<>(within);
        path.add(name);
        List<Calendar> parts = new ArrayList<>();
        for (String part : calendar.cell().listedTexts()) {
            if (path.stream().anyMatch(each -> NormalForm.areSame(each, part))) {
                problems.report(
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
                combineCalendar(part, combined.get(part), path, calendars, named);
            }
            if (local.contains(part)) {
                problems.report(calendar.line(), localPartProblem(calendar.cell(), part));
                return;
            }
            Calendar known =
                    NormalForm.areSame(part, Calendars.ALWAYS_OPEN_NAME) ? Calendar.ALWAYS_OPEN : calendars.get(part);
            if (known != null) {
                parts.add(known);
            } else if (problems.isFaulty(part)) {
                problems.markFaulty(name);
            } else {
                problems.report(calendar.line(), unknownPartProblem(calendar.cell(), part, named));
            }
        }
        if (!problems.isFaulty(name)) {
            problems.tryStatement(
                    calendar.line(),
                    calendar.cell(),
                    () -> calendars.put(name, calendar.how().apply(parts)));
        }
    }

    private static Problem localPartProblem(CalendarCell cell, String part) {
        return cell.error(
                TableProblemCode.TWO_ZONES,
                "“" + part + "” has the zone of each query, so a calendar that is made of it has no single zone.",
                "Name calendars whose zone is in their table.");
    }

    private static Problem unknownPartProblem(CalendarCell cell, String part, Collection<String> named) {
        String nearest = new Names(named)
                .findNearest(part)
                .map(name -> "; the nearest is “" + name + "”.")
                .orElse(".");
        return cell.error(
                TableProblemCode.UNKNOWN_CALENDAR,
                "There is no calendar “" + part + "” to combine.",
                "Name calendars of these tables" + nearest);
    }
}
