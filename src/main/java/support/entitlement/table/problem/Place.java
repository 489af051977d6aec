package support.entitlement.table.problem;

import org.jspecify.annotations.Nullable;

/**
 * The place of something in a file, named as in a spreadsheet.
 *
 * @param file the file's name
 * @param sheet the sheet's name, or null if the format has no sheets, such as CSV
 * @param cell the cell, {@code D14}, or null for the whole sheet or file
 */
public record Place(
        String file, @Nullable String sheet, @Nullable String cell) {

    /** Returns the place of the cell's row, which all cells of the row share; the place itself if it is not a cell. */
    public Place rowPlace() {
        return cell == null ? this : new Place(file, sheet, cell.replaceAll("[A-Z]+", ""));
    }

    /** Returns the place of a whole file. */
    public static Place ofFile(String file) {
        return new Place(file, null, null);
    }

    /**
     * Returns the name of a cell.
     *
     * @param row the row from zero
     * @param column the column from zero
     */
    public static String cellName(int row, int column) {
        return columnName(column) + (row + 1);
    }

    /** Returns the letters of a column, counted from zero: {@code AA} for the 27th. */
    public static String columnName(int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.toString();
    }

    /** Returns the place in the form {@code support-matrix.csv!D14}, or {@code support.xlsx!Plans!B9}. */
    @Override
    public String toString() {
        return file + (sheet == null ? "" : "!" + sheet) + (cell == null ? "" : "!" + cell);
    }
}
