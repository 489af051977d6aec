package support.entitlement.decision.allowance;

import java.time.Period;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import support.entitlement.text.NormalForm;

/**
 * The time into the next period during which the rest of an allowance may still be used, on the wall calendar. If it is
 * zero, nothing is carried over.
 *
 * @param time whole months and days; the months are counted first
 */
public record CarryOver(Period time) {

    /** The rest is lost at the end of its period. */
    public static final CarryOver NONE = new CarryOver(Period.ZERO);

    /** The accepted forms of a cell, in words for an error message. */
    public static final String FORMS = "none, or how long into the next period: so many days, weeks or months (P3M)";

    private static final Pattern WORDS = Pattern.compile("(\\d{1,4}) ?(day|week|month)s?");
    private static final Pattern ISO = Pattern.compile("p(?=\\d)(?:\\d{1,4}m)?(?:\\d{1,4}d)?");

    /**
     * Reads a cell, in any case.
     *
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static CarryOver parse(String text) {
        String words = NormalForm.key(text);
        if (words.equals("none")) {
            return NONE;
        }
        if (ISO.matcher(words).matches()) {
            return new CarryOver(Period.parse(words));
        }
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("“" + text + "” is not " + FORMS);
        }
        int number = Integer.parseInt(matcher.group(1));
        return new CarryOver(
                switch (matcher.group(2)) {
                    case "month" -> Period.ofMonths(number);
                    case "week" -> Period.ofWeeks(number);
                    default -> Period.ofDays(number);
                });
    }

    /** Returns true if nothing is carried over. */
    public boolean isNone() {
        return time.isZero();
    }

    /** Returns the normal form, which {@link #parse} reads back: {@code none}, {@code P3M}, {@code P1M15D}. */
    @Override
    public String toString() {
        return isNone() ? "none" : time.toString();
    }
}
