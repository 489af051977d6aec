package support.entitlement.calendar.holiday;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Optional;

/** A rule that finds a day in each year. */
sealed interface YearlyDay {

    /** Returns the day of a year; empty if this year has none. */
    Optional<LocalDate> in(int year);

    /** A date; 29 February is one in leap years only. */
    record FixedDay(MonthDay day) implements YearlyDay {

        @Override
        public Optional<LocalDate> in(int year) {
            return day.isValidYear(year) ? Optional.of(day.atYear(year)) : Optional.empty();
        }
    }

    /**
     * A weekday of a month.
     *
     * @param number 1 for the first such weekday of the month; -1 for the last
     */
    record WeekdayOfMonth(int number, DayOfWeek weekday, Month month) implements YearlyDay {

        @Override
        public Optional<LocalDate> in(int year) {
            LocalDate day = LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(number, weekday));
            return Optional.of(day).filter(each -> each.getMonth() == month);
        }
    }

    /**
     * A day before or after another one, in the year of the other.
     *
     * @param offset the days after it; negative before it
     */
    record DayBeside(YearlyDay other, int offset) implements YearlyDay {

        @Override
        public Optional<LocalDate> in(int year) {
            return other.in(year).map(day -> day.plusDays(offset));
        }
    }

    /**
     * A day that is moved when it falls on some weekdays.
     *
     * @param moves the days to a later date, by the weekday on which the day falls; negative to an earlier one
     */
    record MovedDay(YearlyDay other, Map<DayOfWeek, Integer> moves) implements YearlyDay {

        @Override
        public Optional<LocalDate> in(int year) {
            return other.in(year).map(day -> day.plusDays(moves.getOrDefault(day.getDayOfWeek(), 0)));
        }
    }

    /** Easter Sunday of the western churches. */
    record EasterSunday() implements YearlyDay {

        @Override
        public Optional<LocalDate> in(int year) {
            return Optional.of(easterSunday(year));
        }

        /** The computation of Meeus, Jones and Butcher: the Sunday after the first full moon of spring. */
        private static LocalDate easterSunday(int year) {
            int lunarYear = year % 19;
            int century = year / 100;
            int ofCentury = year % 100;
            int moonShift = (century - (century + 8) / 25 + 1) / 3;
            int moonAge = (19 * lunarYear + century - century / 4 - moonShift + 15) % 30;
            int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - moonAge - ofCentury % 4) % 7;
            int correction = (lunarYear + 11 * moonAge + 22 * weekday) / 451;
            int day = moonAge + weekday - 7 * correction + 114;
            return LocalDate.of(year, day / 31, day % 31 + 1);
        }
    }
}
