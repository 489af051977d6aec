package support.entitlement.decision;

import java.math.BigDecimal;

/**
 * Checks and normalises amounts of an allowance: an amount is exact, and small enough for every database to store it
 * unchanged.
 */
public final class Amounts {

    /** The accepted form, in words for an error message. */
    public static final String FORMS = "a number from 0, such as 8 or 1.5, below 1000000000 and with up to 6 decimals";

    /** The amount of an allowance without a limit, in words. */
    public static final String UNLIMITED_WORD = "unlimited";

    /** The amount of an allowance without a limit. It is larger than whatever can be used of it. */
    public static final BigDecimal UNLIMITED = new BigDecimal("1000000000000");

    private static final BigDecimal TOO_MUCH = BigDecimal.valueOf(1_000_000_000);
    private static final int DECIMALS = 6;
    private static final int MAX_DIGITS = 40;

    private Amounts() {}

    /**
     * Returns true for a valid amount. The check never expands a number to its digits: a short text (1e9999999) can
     * mean millions of them.
     */
    public static boolean isValid(BigDecimal number) {
        return number.signum() == 0 && Math.abs((long) number.scale()) <= MAX_DIGITS
                || number.signum() > 0
                        && number.precision() <= MAX_DIGITS
                        && Math.abs((long) number.scale()) <= MAX_DIGITS
                        && number.stripTrailingZeros().scale() <= DECIMALS
                        && number.compareTo(TOO_MUCH) < 0;
    }

    /** Returns true if an amount, or what is left of one, has no limit. */
    public static boolean isUnlimited(BigDecimal amount) {
        return amount.compareTo(UNLIMITED) >= 0;
    }

    /** Returns the amount as tables write it: 8, 1.5, unlimited. */
    public static String inWords(BigDecimal amount) {
        return isUnlimited(amount) ? UNLIMITED_WORD : toPlainAmount(amount).toPlainString();
    }

    /** Returns the amount in its only normal form: 8 and 8.0 become equal, and so do 10 and 1E+1. */
    public static BigDecimal toPlainAmount(BigDecimal amount) {
        return amount.signum() == 0
                ? BigDecimal.ZERO
                : amount.stripTrailingZeros()
                        .setScale(Math.max(0, amount.stripTrailingZeros().scale()));
    }
}
