package support.entitlement.decision;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.NormalForm;

/**
 * The time into the next period during which the rest of an allowance may still be used, on the wall calendar. If both
 * are 0, nothing is carried over.
 *
 * @param months whole months, counted before the days
 * @param days whole days
 */
public record CarryOver(int months, int days) {

    /** The rest is lost at the end of its period. */
    public static final CarryOver NONE = new CarryOver(0, 0);

    /** The accepted forms of a cell, in words for an error message. */
    public static final String FORMS = "none, or how long into the next period: so many days, weeks or months (P3M)";

    private static final Pattern WORDS = Pattern.compile("(\\d{1,4}) ?(day|week|month)s?");
    private static final Pattern ISO = Pattern.compile("p(?=\\d)(?:(\\d{1,4})m)?(?:(\\d{1,4})d)?");

    /**
     * Reads a cell, in any case.
     *
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static CarryOver parse(String text) {
        String words = NormalForm.key(text);
        Matcher iso = ISO.matcher(words);
        if (words.equals("none")) {
            return NONE;
        }
        if (iso.matches()) {
            return new CarryOver(parseOrZero(iso.group(1)), parseOrZero(iso.group(2)));
        }
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("“" + text + "” is not " + FORMS);
        }
        int number = parseOrZero(matcher.group(1));
        return switch (matcher.group(2)) {
            case "month" -> new CarryOver(number, 0);
            case "week" -> new CarryOver(0, 7 * number);
            default -> new CarryOver(0, number);
        };
    }

    private static int parseOrZero(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Returns true if nothing is carried over. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Returns the normal form, which {@link #parse} reads back: {@code none}, {@code P3M}, {@code P1M15D}. */
    @Override
    public String toString() {
        return isNone() ? "none" : "P" + (months == 0 ? "" : months + "M") + (days == 0 ? "" : days + "D");
    }
}
