package support.entitlement.decision;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.NormalForm;
import support.entitlement.text.WrittenNumber;

/**
 * The time within which a milestone must be reached. A calendar turns it into an instant; {@link Unit} defines how it
 * is counted.
 *
 * @param unit the unit of the two numbers
 * @param least the lower end of the published range; equals {@code most} unless a range was published
 * @param most the upper end: the milestone falls due then
 */
public record Within(Unit unit, long least, long most) {

    /** The accepted forms of a cell, in words for an error message. */
    public static final String FORMS = "a number and a unit (90 minutes, 1 hour, 4-8 hours, 2 business days, "
            + "3 calendar days, 2 weeks, 1 month, 30 seconds), immediately, an ISO 8601 duration (PT1H, P1M), or the end of"
            + " a business day (same business day, end of next business day, end of 3rd business day)";

    private static final String IMMEDIATELY = "immediately";

    private static final String NUMBER = "(\\d{1,6}(?:[.,]\\d{1,6})?)";
    private static final Pattern RANGE = Pattern.compile("\\s*(?:-|–|—|\\bto\\b)\\s*");
    private static final Pattern WORDS = Pattern.compile(NUMBER + "\\s*([a-z]+(?: [a-z]+)?)");
    private static final Pattern DATE = Pattern.compile("p" + NUMBER + "([ymwd])");
    private static final Pattern TIME = Pattern.compile("pt" + NUMBER + "([hms])");
    private static final Pattern END = Pattern.compile("(?:by )?(?:the )?(?:(?:end of (?:the )?)?(?<same>same)"
            + "|end of (?:the )?(?:next|(?<day>\\d{1,3})(?:st|nd|rd|th))) business day");

    /** The largest number of seconds that is written as a number of seconds, which {@link #parse} reads back. */
    private static final long MAX_WRITTEN_SECONDS = 999_999;

    private static final Map<String, Within> ONE = Map.ofEntries(
            Map.entry("s", ofOpenSeconds(1)),
            Map.entry("sec", ofOpenSeconds(1)),
            Map.entry("second", ofOpenSeconds(1)),
            Map.entry("m", ofOpenSeconds(60)),
            Map.entry("min", ofOpenSeconds(60)),
            Map.entry("minute", ofOpenSeconds(60)),
            Map.entry("h", ofOpenSeconds(3600)),
            Map.entry("hour", ofOpenSeconds(3600)),
            Map.entry("business second", ofOpenSeconds(1)),
            Map.entry("business minute", ofOpenSeconds(60)),
            Map.entry("business hour", ofOpenSeconds(3600)),
            Map.entry("business day", new Within(Unit.BUSINESS_DAY, 1, 1)),
            Map.entry("day", new Within(Unit.DAY, 1, 1)),
            Map.entry("calendar day", new Within(Unit.CALENDAR_DAY, 1, 1)),
            Map.entry("week", new Within(Unit.WEEK, 1, 1)),
            Map.entry("calendar week", new Within(Unit.WEEK, 1, 1)),
            Map.entry("month", new Within(Unit.MONTH, 1, 1)),
            Map.entry("calendar month", new Within(Unit.MONTH, 1, 1)),
            Map.entry("year", new Within(Unit.MONTH, 12, 12)));

    /** The unit of a time. */
    public enum Unit {
        /**
         * Seconds of the calendar's open time, whether written as seconds, minutes, hours or business hours. No seconds
         * are the first instant at which the calendar is open.
         */
        SECOND,
        /** The calendar's business days: the open time until the same local time this many open days later. */
        BUSINESS_DAY,
        /** The end of a business day: 0 is the same day, 1 the next, 3 the third from now. */
        END_OF_BUSINESS_DAY,
        /** Days of unstated kind: valid only for a calendar that is always open. */
        DAY,
        /** Days on the wall calendar, open or not, to the same local time. */
        CALENDAR_DAY,
        /** Weeks on the wall calendar. */
        WEEK,
        /** Months on the wall calendar, to the same day or the last one of a shorter month. */
        MONTH
    }

    /**
     * Rejects zero days, weeks and months, which have two readings, and a range whose lower end exceeds the upper one.
     */
    public Within {
        if (most == 0 && unit != Unit.SECOND && unit != Unit.END_OF_BUSINESS_DAY) {
            throw new UnreadableTimeException(
                    "none of these is either no time or the rest of the day, so write “immediately” or “same business day”");
        }
        if (least > most || least < 0) {
            throw new IllegalArgumentException(
                    "a time is not negative, and a range goes from the shorter one to the longer one");
        }
    }

    /**
     * Creates a time of open hours.
     *
     * @param time whole seconds, not negative
     */
    public Within(Duration time) {
        this(Unit.SECOND, wholeSeconds(time), time.toSeconds());
    }

    private static long wholeSeconds(Duration time) {
        if (time.getNano() != 0) {
            throw new IllegalArgumentException("a time to keep a promise in is counted in whole seconds");
        }
        return time.toSeconds();
    }

    private static Within ofOpenSeconds(long seconds) {
        return new Within(Unit.SECOND, seconds, seconds);
    }

    /**
     * Reads a cell, in any case. Hours, minutes, seconds and years may have a fraction, if the result is a whole number of
     * seconds or months.
     *
     * @throws UnreadableTimeException if it has the form of a time, but cannot be one
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static Within parse(String text) {
        String words = NormalForm.key(text);
        Matcher end = END.matcher(words);
        if (end.matches()) {
            return endOfBusinessDay(end);
        }
        String[] ends = RANGE.split(words, 2);
        return ends.length == 1 ? parseSingle(words) : parseRange(ends[0], ends[1]);
    }

    private static Within endOfBusinessDay(Matcher matcher) {
        String day = matcher.group("day");
        long number = matcher.group("same") != null ? 0 : day == null ? 1 : Long.parseLong(day);
        if (day != null && number == 0) {
            throw new IllegalArgumentException("the first business day is the next one");
        }
        return new Within(Unit.END_OF_BUSINESS_DAY, number, number);
    }

    private static Within parseRange(String from, String to) {
        Within most = parseSingle(to);
        Within least = parseSingle(from.matches(NUMBER) ? from + to.replaceFirst(NUMBER, "") : from);
        if (least.unit != most.unit) {
            throw new IllegalArgumentException("both ends of a range are written in the same unit");
        }
        return new Within(most.unit, least.most, most.most);
    }

    private static Within parseSingle(String text) {
        if (text.equals(IMMEDIATELY)) {
            return ofOpenSeconds(0);
        }
        Matcher words = WORDS.matcher(text);
        if (words.matches()) {
            return ofUnit(words.group(1), words.group(2));
        }
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            return ofDate(date.group(1), date.group(2));
        }
        Matcher time = TIME.matcher(text);
        return time.matches() ? ofUnit(time.group(1), time.group(2)) : ofTime(text);
    }

    private static Within ofDate(String number, String letter) {
        return switch (letter) {
            case "d" -> ofUnit(number, "day");
            case "w" -> ofUnit(number, "week");
            case "m" -> ofUnit(number, "month");
            default -> ofUnit(number, "year");
        };
    }

    private static Within ofUnit(String number, String unit) {
        Within one = ONE.get(unit.length() > 2 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit);
        if (one == null) {
            throw new IllegalArgumentException("“" + unit + "” is not a unit of time that is known here");
        }
        long total = requireWhole(parseNumber(number).multiply(BigDecimal.valueOf(one.most)), one.unit);
        return new Within(one.unit, total, total);
    }

    private static BigDecimal parseNumber(String text) {
        try {
            return WrittenNumber.parse(text);
        } catch (WrittenNumber.AmbiguousNumberException e) {
            throw new UnreadableTimeException("“" + text + "” has two readings, "
                    + WrittenNumber.formatUnambiguously(e.possibleNumbers().get(0)) + " and "
                    + WrittenNumber.formatUnambiguously(e.possibleNumbers().get(1))
                    + ", so write the one that is meant");
        }
    }

    private static long requireWhole(BigDecimal number, Unit unit) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new UnreadableTimeException(
                    unit == Unit.SECOND
                            ? "this is no whole number of seconds"
                            : "days, weeks and months are counted whole, since a part of one has no fixed length, so write"
                                    + " the hours that are meant");
        }
    }

    private static Within ofTime(String text) {
        try {
            if (text.startsWith("pt")) {
                return new Within(Duration.parse(text));
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("“" + text + "” is not " + FORMS, e);
        }
        throw new IllegalArgumentException("“" + text + "” is not " + FORMS);
    }

    /** Returns the near end of a range as a time of its own; null if it is no range. */
    public @Nullable Within nearEnd() {
        return least == most ? null : new Within(unit, least, least);
    }

    /** Returns true if it falls due as soon as the calendar is open. */
    public boolean isImmediate() {
        return unit == Unit.SECOND && most == 0;
    }

    /** Returns this time with each week as seven calendar days, so that times that always fall due together are equal. */
    public Within inDays() {
        return unit == Unit.WEEK ? new Within(Unit.CALENDAR_DAY, 7 * least, 7 * most) : this;
    }

    /**
     * Returns the normal form, which {@link #parse} reads back: {@code PT1H}, {@code 2 business days}, {@code
     * PT4H-PT8H}.
     */
    @Override
    public String toString() {
        return switch (unit) {
            case SECOND -> writeRange(Duration.ofSeconds(least), Duration.ofSeconds(most));
            case DAY -> writeRange("P" + least + "D", "P" + most + "D");
            case WEEK -> writeRange("P" + least + "W", "P" + most + "W");
            case MONTH -> writeRange("P" + least + "M", "P" + most + "M");
            case BUSINESS_DAY -> writeCount("business day");
            case CALENDAR_DAY -> writeCount("calendar day");
            case END_OF_BUSINESS_DAY -> most == 0 ? "same business day" : "end of " + dayOrdinal() + " business day";
        };
    }

    /**
     * Returns the time in everyday words, which {@link #parse} reads back, too: {@code 1 hour}, {@code 4 hours to 8
     * hours}, {@code 2 weeks}.
     */
    public String inWords() {
        return switch (unit) {
            case SECOND -> {
                if (isImmediate()) {
                    yield IMMEDIATELY;
                }
                String longest = durationInWords(Duration.ofSeconds(most));
                yield least == most ? longest : durationInWords(Duration.ofSeconds(least)) + " to " + longest;
            }
            case DAY -> writeCount("day");
            case WEEK -> writeCount("week");
            case MONTH -> writeCount("month");
            case BUSINESS_DAY, CALENDAR_DAY, END_OF_BUSINESS_DAY -> toString();
        };
    }

    private static String durationInWords(Duration time) {
        if (time.toSecondsPart() != 0) {
            return time.toSeconds() > MAX_WRITTEN_SECONDS ? time.toString() : countInWords(time.toSeconds(), "second");
        }
        return time.toMinutesPart() == 0
                ? countInWords(time.toHours(), "hour")
                : countInWords(time.toMinutes(), "minute");
    }

    private static String countInWords(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    private String writeRange(Object from, Object to) {
        return least == most ? to.toString() : from + "-" + to;
    }

    private String writeCount(String one) {
        return writeRange(least, most) + " " + one + (most == 1 ? "" : "s");
    }

    private String dayOrdinal() {
        String ending =
                most % 100 / 10 == 1 || most % 10 > 3 ? "th" : new String[] {"th", "st", "nd", "rd"}[(int) most % 10];
        return most == 1 ? "next" : most + ending;
    }
}
