package support.entitlement.table.value;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.NormalForm;

/**
 * The dates or instants that a cell admits, relative to the opening of a case: {@code within 24 hours after opening}.
 * Immutable.
 *
 * @param low the first; null if there is none
 * @param lowCounts true if the first itself is admitted
 * @param high the last; null if there is none
 * @param highCounts true if the last itself is admitted
 */
public record OpeningRange(
        @Nullable OpeningOffset low,
        boolean lowCounts,
        @Nullable OpeningOffset high,
        boolean highCounts) {

    /** Descriptions of the cells, in words for an error message. */
    public static final String FORMS_OF_DATES =
            "days from the opening, for example “at most 30 days before opening”, “within 30 days after opening”, “more than 2 years before opening”,"
                    + " “at least 1 month before opening”, “after opening” or “on opening”";

    public static final String FORMS_OF_INSTANTS =
            "hours from the opening, such as “within 24 hours after opening”, “less than 90 minutes before opening”,"
                    + " “within 2 hours of opening” or “before opening”";

    private static final String OPENING = "(?:the )?opening|(?:it|the case|the issue) is opened";
    private static final Pattern AMOUNT =
            Pattern.compile("(?:(within|less than|at most|more than|at least) )?(\\d{1,6}) (?:calendar )?"
                    + "(minute|hour|day|week|month|year)s? (before|after|of) (?:" + OPENING + ")");
    private static final Pattern ALONE = Pattern.compile("(before|after|on|at) (?:" + OPENING + ")");
    private static final Pattern AMOUNT_OR_SLIP =
            Pattern.compile("(?:(?:within|less than|at most|more than|at least) \\d.*"
                    + "|\\d[\\d.,]* (?:\\S+ )?(?:minute|hour|day|week|month|year)s?) (?:before|after|of|from) (?:"
                    + OPENING
                    + ")");
    private static final Pattern FORM = Pattern.compile(".*\\d.* (?:before|after|of|from) (?:" + OPENING + ")");
    private static final int MAX_YEARS = 400;
    private static final int MINUTES_A_YEAR = 525_960;

    private static final int DAYS_A_WEEK = 7;
    private static final int MONTHS_A_YEAR = 12;
    private static final long SECONDS_A_MINUTE = 60;
    private static final long SECONDS_AN_HOUR = 3_600;

    /** Returns true if a text may be meant as such a cell, even one that cannot be read. */
    public static boolean hasForm(String text) {
        String words = inWords(text);
        return FORM.matcher(words).matches() || ALONE.matcher(words).matches();
    }

    /** Returns true if a text counts minutes or hours, so that instants are compared. */
    public static boolean countsHours(String text) {
        Matcher amount = AMOUNT.matcher(inWords(text));
        return amount.matches() && isOfInstants(amount.group(3));
    }

    /** Returns true if a text counts days or more, so that dates are compared. */
    public static boolean countsDays(String text) {
        Matcher amount = AMOUNT.matcher(inWords(text));
        return amount.matches() && !isOfInstants(amount.group(3));
    }

    private static boolean isOfInstants(String unit) {
        return unit.equals("minute") || unit.equals("hour");
    }

    private static String inWords(String text) {
        return NormalForm.of(text).toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the cell of a column that compares dates; those of UTC, until {@link #inZone} says another zone.
     *
     * @throws IllegalArgumentException if it is of another form; the message is a sentence that says why
     */
    public static OpeningRange parseDates(String text) {
        if (countsHours(text)) {
            throw new IllegalArgumentException("“" + text
                    + "” counts hours, and the column compares dates: its header states a zone, or other cells"
                    + " count days.");
        }
        return parse(text, ZoneOffset.UTC);
    }

    /**
     * Reads the cell of a column that compares instants.
     *
     * @throws IllegalArgumentException if it is of another form; the message is a sentence that says why
     */
    public static OpeningRange parseInstants(String text) {
        if (countsDays(text)) {
            throw new IllegalArgumentException(
                    "“" + text + "” counts days, and the column compares instants, because other cells count hours.");
        }
        return parse(text, null);
    }

    /** Returns true if a text states an amount of time from the opening, even one that cannot be read, and so is no name. */
    public static boolean statesAmount(String text) {
        return AMOUNT_OR_SLIP.matcher(inWords(text)).matches();
    }

    private static OpeningRange parse(String text, @Nullable ZoneId zone) {
        String words = inWords(text);
        OpeningOffset opening = OpeningOffset.ofOpening(zone);
        Matcher alone = ALONE.matcher(words);
        if (alone.matches()) {
            return switch (alone.group(1)) {
                case "before" -> new OpeningRange(null, false, opening, false);
                case "after" -> new OpeningRange(opening, false, null, false);
                default -> new OpeningRange(opening, true, opening, true);
            };
        }
        Matcher form = AMOUNT.matcher(words);
        if (!form.matches()) {
            throw new IllegalArgumentException("“" + text + "” is no time from the opening.");
        }
        String bound = form.group(1);
        String side = form.group(4);
        if (bound == null) {
            throw new IllegalArgumentException("“" + text + "” may be a limit, or that time alone.");
        }
        OpeningOffset after = offset(text, Integer.parseInt(form.group(2)), form.group(3), zone);
        OpeningOffset before = new OpeningOffset(-after.months(), -after.days(), -after.seconds(), zone);
        if (side.equals("of")) {
            if (!bound.equals("within")) {
                throw new IllegalArgumentException("“" + text + "” names no side of the opening.");
            }
            return new OpeningRange(before, true, after, true);
        }
        boolean isAfter = side.equals("after");
        return switch (bound) {
            case "within", "at most" ->
                isAfter ? new OpeningRange(opening, true, after, true) : new OpeningRange(before, true, opening, true);
            case "less than" ->
                isAfter
                        ? new OpeningRange(opening, true, after, false)
                        : new OpeningRange(before, false, opening, true);
            default -> {
                boolean counts = bound.equals("at least");
                yield isAfter
                        ? new OpeningRange(after, counts, null, false)
                        : new OpeningRange(null, false, before, counts);
            }
        };
    }

    private static OpeningOffset offset(String text, int amount, String unit, @Nullable ZoneId zone) {
        long most = (long) MAX_YEARS
                * switch (unit) {
                    case "minute" -> MINUTES_A_YEAR;
                    case "hour" -> MINUTES_A_YEAR / 60;
                    case "day" -> 365;
                    case "week" -> 52;
                    case "month" -> MONTHS_A_YEAR;
                    default -> 1;
                };
        if (amount == 0 || amount > most) {
            throw new IllegalArgumentException(
                    amount == 0
                            ? "“" + text + "” is the opening itself."
                            : "“" + text + "” is more than " + MAX_YEARS + " years.");
        }
        return switch (unit) {
            case "minute" -> new OpeningOffset(0, 0, amount * SECONDS_A_MINUTE, zone);
            case "hour" -> new OpeningOffset(0, 0, amount * SECONDS_AN_HOUR, zone);
            case "day" -> new OpeningOffset(0, amount, 0, zone);
            case "week" -> new OpeningOffset(0, amount * DAYS_A_WEEK, 0, zone);
            case "month" -> new OpeningOffset(amount, 0, 0, zone);
            default -> new OpeningOffset(amount * MONTHS_A_YEAR, 0, 0, zone);
        };
    }

    /** Returns the same range of dates in a zone. */
    public OpeningRange inZone(ZoneId zone) {
        return new OpeningRange(
                low == null ? null : low.inZone(zone), lowCounts, high == null ? null : high.inZone(zone), highCounts);
    }

    /** Returns the first and the last of them, as far as there are. */
    public Stream<OpeningOffset> bounds() {
        return Stream.of(low, high).filter(Objects::nonNull).distinct();
    }

    /** Returns true if it admits an attribute in this position. */
    public boolean admits(OpeningDistance distance) {
        return (low == null || isMet(distance.compareTo(low), lowCounts))
                && (high == null || isMet(-distance.compareTo(high), highCounts));
    }

    private static boolean isMet(int order, boolean counts) {
        return order > 0 || order == 0 && counts;
    }
}
