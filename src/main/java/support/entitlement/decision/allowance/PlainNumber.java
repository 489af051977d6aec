package support.entitlement.decision.allowance;

import java.math.BigDecimal;
import support.entitlement.text.WrittenNumber;

/** A number from 0 within the words of a cell: digits, and at most six decimals after a point. */
final class PlainNumber {

    static final String PATTERN = "\\d{1,9}(?:\\.\\d{1,6})?";

    private PlainNumber() {}

    /**
     * Reads a text of the {@link #PATTERN}.
     *
     * @throws WrittenNumber.AmbiguousNumberException if its point may separate thousands: 1.500
     */
    static BigDecimal parse(String text) {
        return normalize(WrittenNumber.parse(text));
    }

    /** Returns the number in its only normal form: 8 and 8.0 become equal. */
    static BigDecimal normalize(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** Returns a text that {@link #parse} reads back as the same number. */
    static String format(BigDecimal number) {
        return WrittenNumber.formatUnambiguously(number);
    }
}
