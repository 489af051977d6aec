package support.entitlement.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
            Pattern.compile("(\\d{1,2})(?:\\.? |er |[-./])(\\p{L}{3,12})\\.?[-./ ] ?(\\d{4})");
    private static final Pattern MONTH_FIRST = Pattern.compile("(\\p{L}{3,12})\\.? (\\d{1,2}),? (\\d{4})");
    private static final Pattern SHORT_YEAR_IN_WORDS =
            Pattern.compile("\\d{1,2}(?:\\.? |[-./])(\\p{L}{3,12})\\.?[-./ ] ?\\d{2}");
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
        names.put("mrz", Month.MARCH); // The name of former versions of Java and of spreadsheet programs.
        return Map.copyOf(names);
    }

    /** Returns true if the text is written as a day, even as an ambiguous one or one that does not exist. */
    public static boolean hasForm(String text) {
        String written = NormalForm.of(text);
        return findMonthInWords(written).isPresent()
                || hasShortYear(written)
                || Stream.of(YEAR_FIRST, YEAR_LAST)
                        .anyMatch(form -> form.matcher(written).matches());
    }

    /** The parts of a day whose month is a word. */
    private record DayInWords(String year, Month month, String day) {}

    private static Optional<DayInWords> findMonthInWords(String written) {
        Matcher dayFirst = MONTH_IN_WORDS.matcher(written);
        if (dayFirst.matches()) {
            return findMonth(dayFirst.group(2))
                    .map(month -> new DayInWords(dayFirst.group(3), month, dayFirst.group(1)));
        }
        Matcher monthFirst = MONTH_FIRST.matcher(written);
        return monthFirst.matches()
                ? findMonth(monthFirst.group(1))
                        .map(month -> new DayInWords(monthFirst.group(3), month, monthFirst.group(2)))
                : Optional.empty();
    }

    private static Optional<Month> findMonth(String name) {
        return Optional.ofNullable(MONTH_NAMES.get(NormalForm.key(name)));
    }

    private static boolean hasShortYear(String written) {
        Matcher words = SHORT_YEAR_IN_WORDS.matcher(written);
        return SHORT_YEAR.matcher(written).matches()
                || words.matches() && findMonth(words.group(1)).isPresent();
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
        Optional<DayInWords> words = findMonthInWords(written);
        if (words.isPresent()) {
            DayInWords day = words.get();
            return dateOf(written, day.year(), String.valueOf(day.month().getValue()), day.day());
        }
        throw new IllegalArgumentException(
                hasShortYear(written)
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
