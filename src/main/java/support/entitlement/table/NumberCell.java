package support.entitlement.table;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.WrittenNumber;
import support.entitlement.text.WrittenNumber.AmbiguousNumberException;

/**
 * Reads numbers from cells: a cell of a workbook stores its number, and any other cell only has the text that it shows.
 */
final class NumberCell {

    private NumberCell() {}

    /** Reports a cell that shows a different number than it stores, so that it is unclear which of them is meant. */
    static final class RoundedNumberException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        private RoundedNumberException(String shown, BigDecimal held) {
            super("The cell shows " + shown + " and holds " + held.toPlainString() + ".");
        }
    }

    /**
     * Reads a number.
     *
     * @param shown the text that the cell shows
     * @param held the number that the file stores, or null if it is not known
     * @throws AmbiguousNumberException if only the text is known, and it is ambiguous
     * @throws RoundedNumberException if the cell does not show the number that it stores
     * @throws IllegalArgumentException if the cell does not show a number that is valid for this type
     */
    static BigDecimal parseNumber(CellType type, String shown, @Nullable BigDecimal held) {
        if (held != null && !showsNumber(shown, held)) {
            throw new RoundedNumberException(shown, held);
        }
        return type.requireAllowed(held != null ? held : WrittenNumber.parse(shown));
    }

    private static boolean showsNumber(String shown, BigDecimal held) {
        try {
            return WrittenNumber.parse(shown).compareTo(held) == 0;
        } catch (AmbiguousNumberException e) {
            return !shown.endsWith("%")
                    && e.possibleNumbers().stream().anyMatch(possible -> possible.compareTo(held) == 0);
        }
    }
}
