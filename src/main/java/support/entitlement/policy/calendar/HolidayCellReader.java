package support.entitlement.policy.calendar;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import support.entitlement.calendar.SpecialDays;
import support.entitlement.calendar.holiday.RecurringDays;
import support.entitlement.calendar.holiday.RegionalHolidays;
import support.entitlement.policy.calendar.CalendarLine.CalendarCell;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.text.DateText;

/** Reads cells that name a date, a day of every year, or the holidays of a region. Not thread-safe. */
final class HolidayCellReader {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2399;

    /** A day of every year is about five hundred dates. */
    private static final int MAX_COMPUTED = 500_000;

    private static final String DAYS = "Write it as " + DateText.FORM + ", or a day of every year as "
            + RecurringDays.FORM + ", each perhaps “from 2027 until 2030”";

    private final CalendarProblems problems;
    private int computed;

    HolidayCellReader(CalendarProblems problems) {
        this.problems = problems;
    }

    /** Reads a date, a day of every year or a region; empty if the cell has none, which is reported. */
    Optional<SpecialDays> readClosedDays(CalendarLine line, CalendarCell cell) {
        return RegionalHolidays.isCode(cell.text()) && !isDay(cell)
                ? readRegion(line, cell).filter(days -> isWithinLimit(days, line, cell))
                : readDays(line, cell);
    }

    /** Reads a date or a day of every year; empty if the cell has none, which is reported. */
    Optional<SpecialDays> readDays(CalendarLine line, CalendarCell cell) {
        String why = "This is no date of the years " + FIRST_YEAR + " to " + LAST_YEAR + ".";
        String name = Objects.requireNonNullElse(line.row().matched().note(), "");
        try {
            Optional<SpecialDays> every = RecurringDays.parse(cell.text(), name);
            if (every.isPresent()) {
                return every.filter(days -> isWithinLimit(days, line, cell));
            }
            LocalDate date = DateText.parse(cell.text());
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return Optional.of(SpecialDays.onDate(date, name));
            }
        } catch (IllegalArgumentException e) {
            why = String.valueOf(e.getMessage());
        }
        problems.report(line, cell.error(TableProblemCode.BAD_DATE, why, DAYS + "."));
        return Optional.empty();
    }

    private static boolean isDay(CalendarCell cell) {
        return RecurringDays.parse(cell.text(), "").isPresent();
    }

    private Optional<SpecialDays> readRegion(CalendarLine line, CalendarCell cell) {
        Optional<SpecialDays> holidays = RegionalHolidays.findCode(cell.text())
                .map(RegionalHolidays::of)
                .filter(days -> !days.names().isEmpty());
        if (holidays.isEmpty()) {
            problems.report(
                    line,
                    cell.error(
                            TableProblemCode.UNKNOWN_REGION,
                            "This is no country or region whose holidays are known, and no day.",
                            "Write the code of one, such as US or DE-BY"
                                    + RegionalHolidays.findNearest(cell.text())
                                            .map(nearest -> "; the nearest is “" + nearest + "”. ")
                                            .orElse(". ")
                                    + DAYS + "."));
        }
        return holidays;
    }

    private boolean isWithinLimit(SpecialDays days, CalendarLine line, CalendarCell cell) {
        computed += days.names().size();
        if (computed > MAX_COMPUTED) {
            problems.report(
                    line,
                    cell.error(
                            TableProblemCode.TOO_MANY_CALENDARS,
                            "The days that recur of all calendars are more than " + MAX_COMPUTED
                                    + " dates within five centuries.",
                            "Delete some, or write those of few years as dates."));
            return false;
        }
        return true;
    }
}
