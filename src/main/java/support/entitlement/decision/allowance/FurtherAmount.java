package support.entitlement.decision.allowance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The growth of an allowance with a fact, in steps without end: 10 more for each further 1000 seats, begun ones included. Immutable.
 *
 * @param amount what each step adds
 * @param step the size of a step, above 0
 * @param fact the attribute that holds the number
 * @param above the number up to which the allowance does not grow
 */
public record FurtherAmount(BigDecimal amount, BigDecimal step, String fact, BigDecimal above) {

    /** The accepted forms of a cell, in words for an error message. */
    public static final String FORMS =
            "what each started step of a fact adds, such as “10 per 1000 seats” or “10 per 1000 seats above 5000”";

    private static final Pattern CELL = Pattern.compile(
            "(?<amount>" + PlainNumber.PATTERN + ") per (?:started )?(?<step>" + PlainNumber.PATTERN
                    + ") (?<fact>(?!\\d{3}(?:\\s|$))\\S.{0,99}?)(?: above (?<above>" + PlainNumber.PATTERN + "))?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final BigDecimal MOST = new BigDecimal("999999999");

    /**
     * Reads a cell.
     *
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static FurtherAmount parse(String text) {
        Matcher cell = CELL.matcher(text.strip());
        if (!cell.matches()) {
            throw new IllegalArgumentException("“" + text + "” is not " + FORMS);
        }
        BigDecimal amount = PlainNumber.parse(cell.group("amount"));
        BigDecimal step = PlainNumber.parse(cell.group("step"));
        if (amount.signum() == 0 || step.signum() == 0) {
            throw new IllegalArgumentException("“" + text + "” adds nothing: write numbers above 0");
        }
        String above = cell.group("above");
        return new FurtherAmount(
                amount, step, cell.group("fact"), above == null ? BigDecimal.ZERO : PlainNumber.parse(above));
    }

    /** Returns a first amount and what the fact adds to it; the first amount alone if the fact is not known. */
    public BigDecimal addTo(BigDecimal first, @Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return first;
        }
        BigDecimal beyond = BigDecimal.valueOf(value).subtract(above).max(BigDecimal.ZERO);
        return PlainNumber.normalize(
                first.add(beyond.divide(step, 0, RoundingMode.CEILING).multiply(amount))
                        .min(MOST.max(first)));
    }

    /** Returns the normal form, which {@link #parse} reads back: {@code 10 per 1000 seats above 5000}. */
    @Override
    public String toString() {
        return PlainNumber.format(amount) + " per " + PlainNumber.format(step) + " " + fact
                + (above.signum() == 0 ? "" : " above " + PlainNumber.format(above));
    }
}
