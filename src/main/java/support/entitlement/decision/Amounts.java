package support.entitlement.decision;

import java.math.BigDecimal;

/** What an amount of an allowance may be: exact, and small enough for every database to keep it as it is. */
public final class Amounts {

    /** What is right, in words for an error message. */
    public static final String FORMS = "a number from 0, such as 8 or 1.5, below 1000000000 and with up to 6 decimals";

    private static final BigDecimal TOO_MUCH = BigDecimal.valueOf(1_000_000_000);
    private static final int DECIMALS = 6;
    private static final int MAX_DIGITS = 40;

    private Amounts() {}

    /** Whether it is one. A number is never written out to find that: a few letters (1e9999999) may mean many digits. */
    public static boolean isValid(BigDecimal number) {
        return number.signum() == 0 && Math.abs((long) number.scale()) <= MAX_DIGITS
                || number.signum() > 0
                        && number.precision() <= MAX_DIGITS
                        && Math.abs((long) number.scale()) <= MAX_DIGITS
                        && number.stripTrailingZeros().scale() <= DECIMALS
                        && number.compareTo(TOO_MUCH) < 0;
    }

    /** The same amount, written in one way: 8 and 8.0 are one, and so are 10 and 1E+1. */
    public static BigDecimal toPlainAmount(BigDecimal amount) {
        return amount.signum() == 0
                ? BigDecimal.ZERO
                : amount.stripTrailingZeros()
                        .setScale(Math.max(0, amount.stripTrailingZeros().scale()));
    }
}
