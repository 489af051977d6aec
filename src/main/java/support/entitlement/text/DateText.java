package support.entitlement.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads days as people and spreadsheets of any country write them. An ambiguous day such as 1/2/2026 is rejected with
 * both of its possible dates and never guessed. Stateless and thread-safe.
 */
public final class DateText {

    /** Examples of the accepted form, in words for an error message. */
    public static final String FORM = "2026-12-25 or 25.12.2026";

    private static final String MIDNIGHT = "(?:[T ]0?0:00(?::00(?:\\.0+)?)?)?";
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})" + MIDNIGHT);
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([-/.]) ?(\\d{1,2})\\2 ?(\\d{4})" + MIDNIGHT);
    private static final Pattern SHORT_YEAR = Pattern.compile("\\d{1,2}([-/.]) ?\\d{1,2}\\1 ?\\d{2}");
    private static final Pattern MONTH_IN_WORDS =
            Pattern.compile("(\\d{1,2})(?:\\.? |[-./])(\\p{L}{3,12})\\.?[-./ ] ?(\\d{4})");
    private static final int MONTHS = 12;
    private static final Map<String, Month> MONTH_NAMES = listMonthNames();

    private DateText() {}

    private static Map<String, Month> listMonthNames() {
        Map<String, Month> names = new HashMap<>();
        for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.ITALIAN)) {
            for (Month month : Month.values()) {
                for (TextStyle style : List.of(TextStyle.FULL, TextStyle.SHORT)) {
                    String name = month.getDisplayName(style, language).replace(".", "");
                    names.put(NormalForm.key(name), month);
                }
            }
        }
        return Map.copyOf(names);
    }

    /** Returns true if the text is written as a day, even as an ambiguous one or one that does not exist. */
    public static boolean hasForm(String text) {
        String written = NormalForm.of(text);
        Matcher words = MONTH_IN_WORDS.matcher(written);
        return words.matches() && MONTH_NAMES.containsKey(NormalForm.key(words.group(2)))
                || Stream.of(YEAR_FIRST, YEAR_LAST, SHORT_YEAR)
                        .anyMatch(form -> form.matcher(written).matches());
    }

    /**
     * Reads a day; a time of midnight after it is ignored.
     *
     * @throws IllegalArgumentException if it is not a day, or is ambiguous; the message is a sentence that says why
     */
    public static LocalDate parse(String text) {
        String written = NormalForm.of(text);
        Matcher first = YEAR_FIRST.matcher(written);
        if (first.matches()) {
            return dateOf(written, first.group(1), first.group(3), first.group(4));
        }
        Matcher last = YEAR_LAST.matcher(written);
        if (last.matches()) {
            return yearLast(written, last);
        }
        Matcher words = MONTH_IN_WORDS.matcher(written);
        Month month = words.matches() ? MONTH_NAMES.get(NormalForm.key(words.group(2))) : null;
        if (month != null) {
            return dateOf(written, words.group(3), String.valueOf(month.getValue()), words.group(1));
        }
        throw new IllegalArgumentException(
                SHORT_YEAR.matcher(written).matches()
                        ? "The year of “" + written + "” needs four digits."
                        : "“" + written + "” is no day.");
    }

    /**
     * Reads a day with the year last. With points, the day comes first; with other separators, the day or the month may
     * come first.
     */
    private static LocalDate yearLast(String written, Matcher matcher) {
        String one = matcher.group(1);
        String other = matcher.group(3);
        String year = matcher.group(4);
        boolean dayFirst = matcher.group(2).equals(".") || Integer.parseInt(one) > MONTHS;
        if (dayFirst || one.equals(other)) {
            return dateOf(written, year, other, one);
        }
        if (Integer.parseInt(other) > MONTHS) {
            return dateOf(written, year, one, other);
        }
        LocalDate british = dateOf(written, year, other, one);
        LocalDate american = dateOf(written, year, one, other);
        if (british.equals(american)) {
            return british;
        }
        throw new IllegalArgumentException("“" + written + "” has two readings: " + british + " or " + american
                + ". Write the one that is meant.");
    }

    private static LocalDate dateOf(String written, String year, String month, String day) {
        try {
            return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("There is no day “" + written + "”.", e);
        }
    }
}
