package support.entitlement.table;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.WrittenNumber;
import support.entitlement.decision.WrittenNumber.AmbiguousNumberException;

/** Reads numbers off cells: a cell of a workbook knows its number, and any other only the text that it shows. */
final class NumberCell {

    private NumberCell() {}

    /** A cell that shows another number than it holds, so that nobody can tell which of them is meant. */
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
     * @param held the number that the cell holds, or null if that is not known
     * @throws AmbiguousNumberException if only the text is known, and it has two readings
     * @throws RoundedNumberException if the cell does not show the number that it holds
     * @throws IllegalArgumentException if the cell does not show a number that this type takes
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
                    && e.possibleNumbers().stream().anyMatch(reading -> reading.compareTo(held) == 0);
        }
    }
}
