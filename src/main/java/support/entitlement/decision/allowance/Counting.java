package support.entitlement.decision.allowance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which a booked amount is counted: an hour on the phone counts for 2 hours, each started quarter hour for 1 credit. Immutable.
 *
 * @param weight what one step counts for, above 0
 * @param step the size of a step in booked units, above 0
 * @param started true if a step that was begun counts as a whole one
 * @param bookedUnit the unit of booked amounts; null if it is the unit of the allowance
 */
public record Counting(
        BigDecimal weight,
        BigDecimal step,
        boolean started,
        @Nullable String bookedUnit) {

    /** The accepted forms of a cell, in words for an error message. */
    public static final String FORMS =
            "what a booked unit counts for, such as 2, “2 per hour”, “1 per started quarter hour” or “1 per started 15 minutes”";

    private static final Pattern CELL = Pattern.compile(
            "(?<weight>" + PlainNumber.PATTERN + ")(?: per(?<started> started)?(?: (?<step>" + PlainNumber.PATTERN
                    + "|quarter|half))? (?<unit>\\S.{0,99}))?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern READ_AS_STEP =
            Pattern.compile("(?:started|quarter|half)\\s.*", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final int DECIMALS = 6;

    /**
     * Reads a cell.
     *
     * @throws support.entitlement.text.WrittenNumber.AmbiguousNumberException if a number has two possible values
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static Counting parse(String text) {
        Counting read = parse(text, PlainNumber::parse);
        if (read.bookedUnit != null && Character.isDigit(read.bookedUnit.codePointAt(0))) {
            throw new IllegalArgumentException(
                    "“" + text + "” is not " + FORMS + "; write 1 per 1.5 hours or 1 per 1000 calls");
        }
        return read;
    }

    /** Reads what {@link #toString} wrote, also that of a version that accepted more. */
    public static Counting parseStored(String text) {
        return parse(text, number -> PlainNumber.normalize(new BigDecimal(number)));
    }

    private static Counting parse(String text, Function<String, BigDecimal> numbers) {
        Matcher cell = CELL.matcher(text.strip());
        if (!cell.matches()) {
            throw new IllegalArgumentException("“" + text + "” is not " + FORMS);
        }
        BigDecimal weight = numbers.apply(cell.group("weight"));
        BigDecimal step = parseStep(cell.group("step"), numbers);
        if (weight.signum() == 0 || step.signum() == 0) {
            throw new IllegalArgumentException("“" + text + "” counts nothing: write numbers above 0");
        }
        return new Counting(weight, step, cell.group("started") != null, cell.group("unit"));
    }

    private static BigDecimal parseStep(@Nullable String text, Function<String, BigDecimal> numbers) {
        if (text == null) {
            return BigDecimal.ONE;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "quarter" -> new BigDecimal("0.25");
            case "half" -> new BigDecimal("0.5");
            default -> numbers.apply(text);
        };
    }

    /** Returns what an amount counts for, rounded up to a millionth. */
    public BigDecimal count(BigDecimal amount) {
        BigDecimal steps = started
                ? amount.divide(step, 0, RoundingMode.CEILING)
                : amount.divide(step, DECIMALS + DECIMALS, RoundingMode.CEILING);
        return PlainNumber.normalize(steps.multiply(weight).setScale(DECIMALS, RoundingMode.CEILING));
    }

    /** Returns the normal form, which {@link #parse} reads back: {@code 2}, {@code 1 per started 0.25 hour}. */
    @Override
    public String toString() {
        String times = PlainNumber.format(weight);
        return bookedUnit == null ? times : times + " per " + (started ? "started " : "") + stepInWords() + bookedUnit;
    }

    /** Returns the step before a unit; 1 is left out unless the first word of the unit would be read as one. */
    private String stepInWords() {
        boolean leftOut = step.compareTo(BigDecimal.ONE) == 0
                && (bookedUnit == null || !READ_AS_STEP.matcher(bookedUnit).matches());
        return leftOut ? "" : PlainNumber.format(step) + " ";
    }
}
