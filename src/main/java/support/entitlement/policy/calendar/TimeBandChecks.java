package support.entitlement.policy.calendar;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import support.entitlement.calendar.Calendars;
import support.entitlement.calendar.JointOpenings;
import support.entitlement.decision.Query.Opening;
import support.entitlement.policy.calendar.CalendarTableReader.ParsedCalendars;
import support.entitlement.table.Column.ConditionColumn;
import support.entitlement.table.FactField;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.space.KnownOpenings;
import support.entitlement.table.value.OpeningBound;
import support.entitlement.text.Names;

/** Checks the calendars and the instants that conditions compare the opening of a case with. Not thread-safe. */
public final class TimeBandChecks {

    private static final int MAX_NAMED = 20;

    private final ParsedCalendars parsed;
    private final ProblemList problems = new ProblemList();
    private final Set<String> unusable = new HashSet<>();

    private TimeBandChecks(ParsedCalendars parsed) {
        this.parsed = parsed;
    }

    /** Returns the openings that conditions of tables tell apart, with the problems of these conditions. */
    public static KnownOpenings findOpenings(List<Table> tables, ParsedCalendars parsed) {
        return findOpenings(tables, parsed, Instant.now());
    }

    /**
     * Returns the openings that conditions of tables tell apart, with the problems of these conditions.
     *
     * @param now the instant of the check; rows that count for no case which is opened then are reported
     */
    static KnownOpenings findOpenings(List<Table> tables, ParsedCalendars parsed, Instant now) {
        TimeBandChecks checks = new TimeBandChecks(parsed);
        for (Table table : tables) {
            for (ConditionColumn column : table.conditions()) {
                if (column.boundsOpening()) {
                    table.rows().forEach(row -> checks.checkValidity(table, row, column, now));
                } else if (column.isField(FactField.OPENED_DURING)) {
                    table.rows().forEach(row -> checks.checkCell(table, row, column));
                }
            }
        }
        TimeBands bands = TimeBands.of(tables, parsed.calendars());
        List<Opening> openings = bands.findOpenings();
        if (openings.isEmpty() && !bands.isEmpty()) {
            checks.addUnknownTogether(tables);
        }
        if (openings.size() > JointOpenings.MAX_FOUND) {
            checks.addTooManyOpenings(tables);
        }
        return new KnownOpenings(openings, checks.unusable, checks.problems.all());
    }

    private void checkValidity(Table table, Row row, ConditionColumn column, Instant now) {
        if (!(table.cellValue(row, column) instanceof OpeningBound bound)
                || bound.isFirst() != now.isBefore(bound.at().toInstant())) {
            return;
        }
        if (bound.isFirst()) {
            problems.add(Problem.info(
                    TableProblemCode.VALIDITY_AHEAD,
                    table.cellPlace(row, column),
                    table.cellText(row, column),
                    "The row counts only for cases that are opened from " + bound.at() + " on, which is yet to come."));
        } else {
            problems.add(Problem.warning(
                    TableProblemCode.VALIDITY_OVER,
                    table.cellPlace(row, column),
                    table.cellText(row, column),
                    "The row counts only for cases that were opened before " + bound.at() + ", which is over.",
                    "Delete the row; if earlier cases are still asked about, keep it and accept the warning."));
        }
    }

    private void checkCell(Table table, Row row, ConditionColumn column) {
        table.cellWords(row, column)
                .filter(name -> parsed.calendars().zoneAttributeOf(name).isPresent())
                .forEach(name -> {
                    unusable.add(name);
                    problems.add(Problem.error(
                            TableProblemCode.TWO_ZONES,
                            table.cellPlace(row, column),
                            name,
                            "“" + name
                                    + "” has the zone of each query. Openings are compared with calendars of one zone.",
                            "Name a calendar whose zone is in its table."));
                });
        table.cellWords(row, column)
                .filter(name -> !parsed.calendars().hasCalendar(name))
                .forEach(name -> {
                    unusable.add(name);
                    if (!parsed.mentionsCalendar(name)) {
                        problems.add(unknownCalendarProblem(
                                table.cellPlace(row, column), name, parsed.calendars(), problems.hasRoom()));
                    }
                });
    }

    /**
     * Returns the problem of a cell that names an unknown calendar.
     *
     * @param isShown true if the nearest name is worth the search
     */
    public static Problem unknownCalendarProblem(Place place, String name, Calendars calendars, boolean isShown) {
        return Problem.error(
                TableProblemCode.UNKNOWN_CALENDAR,
                place,
                name,
                "There is no such calendar.",
                "Known are " + calendars.names().stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
                        + (calendars.names().size() > MAX_NAMED ? ", …" : "")
                        + (isShown ? new Names(calendars.names()).findNearest(name) : Optional.<String>empty())
                                .map(nearest -> "; the nearest is “" + nearest + "”.")
                                .orElse("."));
    }

    private void addTooManyOpenings(List<Table> tables) {
        addProblemOfAll(
                tables,
                TableProblemCode.TOO_MANY_CALENDARS,
                "Conditions compare the opening of a case with calendars and dates in more than "
                        + JointOpenings.MAX_FOUND + " combinations.",
                "Compare it with fewer calendars, or with fewer dates.");
    }

    private void addUnknownTogether(List<Table> tables) {
        addProblemOfAll(
                tables,
                TableProblemCode.HOLIDAYS_END,
                "Conditions compare the opening of a case with calendars whose holidays are known in different years, and"
                        + " together in none.",
                "Write the holidays of the regions as dates.");
    }

    private void addProblemOfAll(List<Table> tables, TableProblemCode code, String message, String remedy) {
        tables.stream()
                .filter(table ->
                        table.conditions().stream().anyMatch(column -> column.isField(FactField.OPENED_DURING)))
                .findFirst()
                .ifPresent(table -> problems.add(Problem.error(code, table.sheet(), "", message, remedy)));
    }
}
