package support.entitlement.decision.allowance;

import java.time.Period;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import support.entitlement.text.NormalForm;

/**
 * The treatment of the rest of an allowance at the end of its period: it is lost, or may still be used for a time into the next period,
 * for some of the next periods, or without end.
 *
 * @param time the time into the next period, on the wall calendar: whole months and days, of which the months are counted first; zero
 *     if it is not limited by a time
 * @param periods the number of further periods in which the rest may be used; 0 if it is limited by a time, {@link #ENDLESS} if there is
 *     no last one
 * @param withinTerm true if the rest is lost at the end of the term in any case, so that nothing is carried into a new one
 */
public record CarryOver(Period time, int periods, boolean withinTerm) {

    /** The number of periods of a carry-over that no period ends. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    /** The rest is lost at the end of its period. */
    public static final CarryOver NONE = new CarryOver(Period.ZERO);

    /** The rest is never lost. */
    public static final CarryOver WITHOUT_END = new CarryOver(Period.ZERO, ENDLESS, false);

    /** The rest is lost at the end of the term. */
    public static final CarryOver UNTIL_TERM_ENDS = new CarryOver(Period.ZERO, ENDLESS, true);

    /** The accepted forms of a cell, in words for an error message. */
    public static final String FORMS =
            "none, or how long into the next period: so many days, weeks or months (P3M); or for so many periods (2 periods),"
                    + " without end, or until the term ends; “within the term” at the end keeps it out of the next one";

    private static final String WITHIN_TERM = " within the term";
    private static final Pattern WORDS = Pattern.compile("(\\d{1,4}) ?(day|week|month)s?");
    private static final Pattern PERIODS = Pattern.compile("([1-9]\\d?) ?periods?");
    private static final Pattern ISO = Pattern.compile("p(?=\\d)(?:\\d{1,4}m)?(?:\\d{1,4}d)?");

    /** Creates a carry-over for a time into the next period. */
    public CarryOver(Period time) {
        this(time, 0, false);
    }

    /**
     * Reads a cell, in any case.
     *
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static CarryOver parse(String text) {
        String words = NormalForm.key(text);
        boolean within = words.endsWith(WITHIN_TERM);
        CarryOver read = parseReach(within ? words.substring(0, words.length() - WITHIN_TERM.length()) : words, text);
        return within && !read.isNone() ? new CarryOver(read.time, read.periods, true) : read;
    }

    private static CarryOver parseReach(String words, String text) {
        switch (words) {
            case "none":
                return NONE;
            case "without end":
                return WITHOUT_END;
            case "until the term ends":
                return UNTIL_TERM_ENDS;
            default:
                Matcher periods = PERIODS.matcher(words);
                return periods.matches()
                        ? new CarryOver(Period.ZERO, Integer.parseInt(periods.group(1)), false)
                        : new CarryOver(parseTime(words, text));
        }
    }

    private static Period parseTime(String words, String text) {
        if (ISO.matcher(words).matches()) {
            return Period.parse(words);
        }
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("“" + text + "” is not " + FORMS);
        }
        int number = Integer.parseInt(matcher.group(1));
        return switch (matcher.group(2)) {
            case "month" -> Period.ofMonths(number);
            case "week" -> Period.ofWeeks(number);
            default -> Period.ofDays(number);
        };
    }

    /** Returns true if nothing is carried over. */
    public boolean isNone() {
        return periods == 0 && time.isZero();
    }

    /** Returns the normal form, which {@link #parse} reads back: {@code none}, {@code P3M}, {@code 2 periods within the term}. */
    @Override
    public String toString() {
        if (isNone()) {
            return "none";
        }
        if (periods == ENDLESS) {
            return withinTerm ? "until the term ends" : "without end";
        }
        String reach = periods == 0 ? time.toString() : periods + (periods == 1 ? " period" : " periods");
        return withinTerm ? reach + WITHIN_TERM : reach;
    }
}
