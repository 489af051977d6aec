package support.entitlement.policy.calendar;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import support.entitlement.calendar.CalendarBuilder;
import support.entitlement.policy.calendar.CalendarLine.CalendarCell;
import support.entitlement.table.ActionName;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.text.NormalForm;

/** Reads the hours and the holidays of a calendar from the rows about it. Not thread-safe. */
final class CalendarHoursReader {

    private final CalendarProblems problems;
    private final HolidayCellReader holidays;

    CalendarHoursReader(CalendarProblems problems) {
        this.problems = problems;
        this.holidays = new HolidayCellReader(problems);
    }

    /** Adds the hours and the holiday of one row to a calendar. */
    void readHours(CalendarLine line, CalendarBuilder builder) {
        readClosedDate(line, builder);
        readOpenHours(line, builder);
    }

    private void readClosedDate(CalendarLine line, CalendarBuilder builder) {
        CalendarCell closed = line.findCell(ActionName.CLOSED_ON);
        if (closed != null) {
            holidays.readClosedDays(line, closed)
                    .ifPresent(days -> problems.tryStatement(line, closed, () -> builder.closedOn(days)));
        }
    }

    private void readOpenHours(CalendarLine line, CalendarBuilder builder) {
        CalendarCell open = line.findCell(ActionName.OPENS);
        CalendarCell close = line.findCell(ActionName.CLOSES);
        CalendarCell days = line.findCell(ActionName.DAY);
        CalendarCell on = line.findCell(ActionName.ON);
        if (open == null && close == null && days == null && on == null) {
            if (!line.hasCell(ActionName.ZONE) && !line.hasCell(ActionName.CLOSED_ON)) {
                problems.report(
                        line,
                        line.nameCell()
                                .error(
                                        TableProblemCode.INCOMPLETE_HOURS,
                                        "This row says nothing of the calendar.",
                                        "Fill it in, or delete it."));
            }
        } else if (open == null || close == null || (days == null) == (on == null)) {
            problems.report(
                    line,
                    line.nameCell()
                            .error(
                                    TableProblemCode.INCOMPLETE_HOURS,
                                    "Hours need a time to open and one to close, and either days of the week or a date.",
                                    "Fill in what is missing."));
        } else if (areTimes(line, open, close)) {
            if (days != null) {
                openOnDays(line, days, builder, new OpenHours(open, close));
            } else {
                holidays.readDays(line, on)
                        .ifPresent(dates -> problems.tryStatement(
                                line, open, () -> builder.opensOn(dates, open.text(), close.text())));
            }
        }
    }

    private void openOnDays(CalendarLine line, CalendarCell days, CalendarBuilder builder, OpenHours hours) {
        for (DayOfWeek day : readDays(line, days)) {
            boolean added = problems.tryStatement(
                    line,
                    hours.opens(),
                    () -> builder.opens(
                            day, hours.opens().text(), hours.closes().text()));
            if (!added) {
                return;
            }
        }
    }

    /** Checks both, so that both are reported. */
    private boolean areTimes(CalendarLine line, CalendarCell open, CalendarCell close) {
        boolean opens = isTime(line, open);
        boolean closes = isTime(line, close);
        return opens && closes;
    }

    private boolean isTime(CalendarLine line, CalendarCell cell) {
        return problems.tryStatement(line, cell, () -> CalendarBuilder.requireTime(cell.text()));
    }

    /** The cells of an opening and of a closing time. */
    private record OpenHours(CalendarCell opens, CalendarCell closes) {}

    /** Returns the days of names and ranges: {@code Mon-Fri}, {@code Saturday}. */
    private List<DayOfWeek> readDays(CalendarLine line, CalendarCell cell) {
        List<DayOfWeek> days = new ArrayList<>();
        for (String text : cell.listedTexts()) {
            String[] ends = text.split("\\s*[-–]\\s*|\\s+to\\s+", 2);
            Optional<DayOfWeek> first = parseDay(ends[0]);
            Optional<DayOfWeek> last = parseDay(ends[ends.length - 1]);
            if (first.isEmpty() || last.isEmpty()) {
                problems.report(
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
