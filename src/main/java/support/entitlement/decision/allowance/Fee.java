package support.entitlement.decision.allowance;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import support.entitlement.text.WrittenNumber;

/**
 * The price of each unit that is used beyond a limit. Immutable.
 *
 * @param amount the price of one unit
 * @param currency what it is paid in
 */
public record Fee(BigDecimal amount, String currency) {

    /** The accepted forms of a cell, in words for an error message. */
    public static final String FORMS = "the price of each unit beyond the limit, and its currency: 150 CHF";

    private static final String AMOUNT = "(?<amount>\\p{Nd}[^\\p{L}\\p{Sc}]{0,99}?)";
    private static final String CURRENCY = "(?<currency>[\\p{L}\\p{Sc}][\\p{L}\\p{M}\\p{Sc} ./-]{0,99}?)";
    private static final Pattern AMOUNT_FIRST = Pattern.compile(AMOUNT + "\\h*" + CURRENCY);
    private static final Pattern CURRENCY_FIRST = Pattern.compile(CURRENCY + "\\h*" + AMOUNT);
    private static final BigDecimal TOO_MUCH = BigDecimal.valueOf(1_000_000_000);
    private static final int MAX_DECIMALS = 6;

    /**
     * Reads a cell. The amount is read as every number of a table.
     *
     * @throws WrittenNumber.AmbiguousNumberException if the amount has two possible values
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static Fee parse(String text) {
        Matcher cell = AMOUNT_FIRST.matcher(text.strip());
        Matcher first = CURRENCY_FIRST.matcher(text.strip());
        Matcher read = cell.matches() ? cell : first;
        if (!cell.matches() && !first.matches()) {
            throw new IllegalArgumentException("“" + text + "” is not " + FORMS);
        }
        BigDecimal amount = PlainNumber.normalize(WrittenNumber.parse(read.group("amount")));
        if (amount.scale() > MAX_DECIMALS || amount.compareTo(TOO_MUCH) >= 0) {
            throw new IllegalArgumentException("“" + text + "” is not " + FORMS + ", with up to " + MAX_DECIMALS
                    + " decimals, below " + TOO_MUCH.toPlainString());
        }
        return new Fee(amount, read.group("currency"));
    }

    /** Reads a fee that was written by {@link #toString}, also by that of a version that accepted more. */
    public static Fee parseStored(String text) {
        int blank = text.indexOf(' ');
        return new Fee(PlainNumber.normalize(new BigDecimal(text.substring(0, blank))), text.substring(blank + 1));
    }

    /** Returns the price of an amount. */
    public BigDecimal priceOf(BigDecimal used) {
        return PlainNumber.normalize(used.multiply(amount));
    }

    /** Returns the normal form, which {@link #parse} reads back: {@code 150 CHF}. */
    @Override
    public String toString() {
        return PlainNumber.format(amount) + " " + currency;
    }
}
