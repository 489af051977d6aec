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

    /** The end of holidays beyond it concerns nobody yet. */
    private static final int FIRST_YEAR_WITHOUT_CASES = 2100;

    /** A day of every year is about five hundred dates. */
    private static final int MAX_COMPUTED = 500_000;

    private static final String DAYS = "Write it as " + DateText.FORM + ", or a day of every year as "
            + RecurringDays.FORM + ", each perhaps with “if Sunday then Monday”, and “from 2027 until 2030”";

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
        Optional<String> code = RegionalHolidays.findCode(cell.text());
        if (code.isEmpty()) {
            reportNoRegion(
                    line,
                    cell,
                    "This is no country or region whose holidays are known, and no day.",
                    RegionalHolidays.findNearest(cell.text()));
            return Optional.empty();
        }
        if (!code.get().equals(cell.text())) {
            reportNoRegion(
                    line,
                    cell,
                    "Codes of regions are written in capital letters: “" + code.get() + "” stands for "
                            + RegionalHolidays.nameOf(code.get()) + ".",
                    code);
            return Optional.empty();
        }
        SpecialDays holidays = RegionalHolidays.of(code.get());
        if (holidays.names().isEmpty()) {
            reportNoRegion(
                    line, cell, RegionalHolidays.nameOf(code.get()) + " has no public holidays.", Optional.empty());
            return Optional.empty();
        }
        warnOfEnd(cell, holidays);
        return Optional.of(holidays);
    }

    private void reportNoRegion(CalendarLine line, CalendarCell cell, String why, Optional<String> nearest) {
        problems.report(
                line,
                cell.error(
                        TableProblemCode.UNKNOWN_REGION,
                        why,
                        "Write the code of one, such as US or DE-BY"
                                + nearest.map(each -> "; the nearest is “" + each + "”. ")
                                        .orElse(". ") + DAYS + "."));
    }

    private void warnOfEnd(CalendarCell cell, SpecialDays holidays) {
        if (holidays.years().last() < FIRST_YEAR_WITHOUT_CASES) {
            problems.add(cell.warning(
                    TableProblemCode.HOLIDAYS_END,
                    "The holidays of this region are known until "
                            + holidays.years().last()
                            + " only. A query about a later time in this calendar is refused.",
                    "Write the holidays as dates, or accept the warning until then."));
        }
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
