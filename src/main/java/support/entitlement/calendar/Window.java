package support.entitlement.calendar;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opening hours on one day, in seconds from its 00:00. A window that passes midnight belongs to the day on which it opens.
 *
 * @param opens less than a day
 * @param closes at most a day after it opens
 */
record Window(int opens, int closes) {

    private static final int DAY = (int) Week.DAY;
    private static final int MAX_NIGHT_SECONDS = DAY / 2;
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):([0-5]\\d)(?::([0-5]\\d))?");

    /** The form in which French spreadsheets write 08:30: 8h30. */
    private static final Pattern WITH_H = Pattern.compile("(\\d{1,2}) ?[hH] ?([0-5]\\d)?");

    /** The form in which American spreadsheets write it: 8:30 AM. */
    private static final Pattern HALF_DAY = Pattern.compile(
            "(0?[1-9]|1[0-2])(?::([0-5]\\d))?(?::([0-5]\\d))? ?([ap])\\.?m\\.?", Pattern.CASE_INSENSITIVE);

    /**
     * Reads two cells.
     *
     * <p>{@code 25:00} is 01:00 of the next day. A closing time before the opening time is also on the next day, if the
     * window is then no longer than twelve hours (22:00 to 06:00). Otherwise the two cells are more likely swapped
     * (17:00 to 09:00), and the window is rejected.
     *
     * @throws IllegalArgumentException with a sentence that names the error
     */
    static Window parse(String open, String close) {
        int opens = parseSeconds(open);
        int closes = parseSeconds(close);
        if (opens >= DAY) {
            throw new IllegalArgumentException("“" + open + "” is on the next day: a window opens before 24:00");
        }
        if (closes < opens && closes + DAY - opens <= MAX_NIGHT_SECONDS) {
            closes += DAY;
        }
        if (closes <= opens) {
            throw new IllegalArgumentException("The window closes at “" + close + "” before it opens at “" + open
                    + "”. If it closes on the next day, write “" + formatTime(closes + DAY) + "”");
        }
        if (closes - opens > DAY) {
            throw new IllegalArgumentException(
                    "The window from “" + open + "” to “" + close + "” is longer than a day");
        }
        return new Window(opens, closes);
    }

    /** Returns true if there is a second that is in this window and in another of the same day. */
    boolean overlaps(Window other) {
        return overlaps(other, 0);
    }

    /** Returns true if there is a second that is in this window and in another so many days later. */
    boolean overlaps(Window other, int daysLater) {
        Span span = onDay(0);
        Span otherSpan = other.onDay(daysLater);
        return span.from() < otherSpan.to() && otherSpan.from() < span.to();
    }

    /** Returns a time of day in seconds from 00:00. */
    static int parseSeconds(String text) {
        Matcher time = TIME.matcher(text.strip());
        Matcher withH = WITH_H.matcher(text.strip());
        Matcher halfDay = HALF_DAY.matcher(text.strip());
        int seconds = -1;
        if (time.matches()) {
            seconds = toSeconds(parseOrZero(time.group(1)), time.group(2), time.group(3));
        } else if (withH.matches()) {
            seconds = toSeconds(parseOrZero(withH.group(1)), withH.group(2), null);
        } else if (halfDay.matches()) {
            int noon = halfDay.group(4).equalsIgnoreCase("p") ? 12 : 0;
            seconds = toSeconds(parseOrZero(halfDay.group(1)) % 12 + noon, halfDay.group(2), halfDay.group(3));
        }
        if (seconds < 0 || seconds > 2 * DAY) {
            throw new IllegalArgumentException(
                    "“" + text + "” is not a time of day such as 09:00, 24:00, or 25:00 for 01:00 of the next day");
        }
        return seconds;
    }

    private static int toSeconds(int hours, @Nullable String minutes, @Nullable String rest) {
        return hours * 3600 + parseOrZero(minutes) * 60 + parseOrZero(rest);
    }

    private static int parseOrZero(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static String formatTime(int seconds) {
        return String.format(Locale.ROOT, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
    }

    /** Returns the seconds of this window on the day with this number. */
    Span onDay(long day) {
        return new Span(day * Week.DAY + opens, day * Week.DAY + closes);
    }

    /** Returns the window in the form {@code 09:00-17:00}. */
    @Override
    public String toString() {
        return formatTime(opens) + "-" + formatTime(closes);
    }
}
