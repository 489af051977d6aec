package support.entitlement.draft.change;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import support.entitlement.table.problem.Place;

/**
 * The place of a cell, as a spreadsheet names it.
 *
 * @param row the row from zero
 * @param column the column from zero
 */
public record CellName(int row, int column) {

    private static final Pattern CELL = Pattern.compile("([A-Z]{1,3})([1-9]\\d{0,6})");
    private static final Pattern COLUMN = Pattern.compile("[A-Z]{1,3}");
    private static final int LETTERS = 26;

    /** Reads the name of a cell, such as {@code C12}; empty if it is none. */
    public static Optional<CellName> parse(String name) {
        Matcher cell = CELL.matcher(name);
        return cell.matches()
                ? Optional.of(new CellName(Integer.parseInt(cell.group(2)) - 1, columnOf(cell.group(1))))
                : Optional.empty();
    }

    /** Reads the letters of a column, such as {@code C}; empty if they are none. */
    public static Optional<Integer> parseColumn(String letters) {
        return COLUMN.matcher(letters).matches() ? Optional.of(columnOf(letters)) : Optional.empty();
    }

    /** Returns the letters of a column that counts from zero. */
    public static String lettersOf(int column) {
        return Place.cellName(0, column).replaceFirst("1$", "");
    }

    private static int columnOf(String letters) {
        int column = 0;
        for (char letter : letters.toCharArray()) {
            column = column * LETTERS + letter - 'A' + 1;
        }
        return column - 1;
    }

    /** Returns the name, such as {@code C12}. */
    @Override
    public String toString() {
        return Place.cellName(row, column);
    }
}
