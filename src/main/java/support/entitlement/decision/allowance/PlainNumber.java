package support.entitlement.decision.allowance;

import java.math.BigDecimal;

/** A number from 0 within the words of a cell: digits, and at most six decimals after a point. */
final class PlainNumber {

    static final String PATTERN = "\\d{1,9}(?:\\.\\d{1,6})?";

    private PlainNumber() {}

    /** Reads a text of the {@link #PATTERN}. */
    static BigDecimal parse(String text) {
        return normalize(new BigDecimal(text));
    }

    /** Returns the number in its only normal form: 8 and 8.0 become equal. */
    static BigDecimal normalize(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
