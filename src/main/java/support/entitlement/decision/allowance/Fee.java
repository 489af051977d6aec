package support.entitlement.decision.allowance;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The price of each unit that is used beyond a limit. Immutable.
 *
 * @param amount the price of one unit
 * @param currency what it is paid in
 */
public record Fee(BigDecimal amount, String currency) {

    /** The accepted forms of a cell, in words for an error message. */
    public static final String FORMS = "the price of each unit beyond the limit, and its currency: 150 CHF";

    private static final Pattern CELL =
            Pattern.compile("(?<amount>" + PlainNumber.PATTERN + ") ?(?<currency>[^\\s\\d].{0,99})");
    private static final Pattern CURRENCY_FIRST =
            Pattern.compile("(?<currency>[^\\s\\d][^\\d]{0,99}?) ?(?<amount>" + PlainNumber.PATTERN + ")");

    /**
     * Reads a cell.
     *
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static Fee parse(String text) {
        Matcher cell = CELL.matcher(text.strip());
        Matcher first = CURRENCY_FIRST.matcher(text.strip());
        Matcher read = cell.matches() ? cell : first;
        if (!cell.matches() && !first.matches()) {
            throw new IllegalArgumentException("“" + text + "” is not " + FORMS);
        }
        return new Fee(PlainNumber.parse(read.group("amount")), read.group("currency"));
    }

    /** Returns the price of an amount. */
    public BigDecimal priceOf(BigDecimal used) {
        return PlainNumber.normalize(used.multiply(amount));
    }

    /** Returns the normal form, which {@link #parse} reads back: {@code 150 CHF}. */
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
