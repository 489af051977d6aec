package support.entitlement.table.value;

import java.time.YearMonth;

/** The months of the Gregorian calendar, which repeats every 400 years. */
final class CalendarCycle {

    /** The number of months after which the calendar repeats. */
    static final int MONTHS = 4_800;

    private static final int DAYS = 146_097;

    /** The shortest month has so many days. */
    private static final int MIN_LENGTH = 28;

    private static final int[] LENGTHS = new int[MONTHS];

    /** The days before each month. */
    private static final int[] STARTS = new int[MONTHS];

    static {
        YearMonth first = YearMonth.of(2000, 1);
        for (int month = 0; month < MONTHS; month++) {
            LENGTHS[month] = first.plusMonths(month).lengthOfMonth();
            STARTS[month] = month == 0 ? 0 : STARTS[month - 1] + LENGTHS[month - 1];
        }
    }

    private CalendarCycle() {}

    /**
     * Returns the least number of days from the day that is one number of months behind a date to the day that is another number
     * of months behind it, over all dates. It is negative if the second day may be the earlier one.
     */
    static int leastDaysBetween(int months, int otherMonths) {
        int least = Integer.MAX_VALUE;
        for (int month = 0; month < MONTHS; month++) {
            int before = month + months;
            int after = month + otherMonths;
            // Days that every month has are equally far from each other. Behind them, the distance only grows or only
            // shrinks.
            int ofShortest = dayIn(after, MIN_LENGTH) - dayIn(before, MIN_LENGTH);
            int ofLast = dayIn(after, LENGTHS[month]) - dayIn(before, LENGTHS[month]);
            least = Math.min(least, Math.min(ofShortest, ofLast));
        }
        return least;
    }

    /** Returns the number of a day of a month; that of its last day if it has not so many. */
    private static int dayIn(int month, int day) {
        int inCycle = Math.floorMod(month, MONTHS);
        return Math.floorDiv(month, MONTHS) * DAYS + STARTS[inCycle] + Math.min(day, LENGTHS[inCycle]);
    }
}
