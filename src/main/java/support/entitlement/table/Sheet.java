package support.entitlement.table;

import java.util.List;

/**
 * The cells of one sheet as an analyst sees them, whatever the file format. Rows and columns count from zero here and
 * are named from one, and from A, wherever a person reads them.
 *
 * @param file the file's name
 * @param rows the rows from the top, blank ones included; each a list of cells, blank ones as empty text
 */
public record Sheet(String file, List<List<String>> rows) {

    /** The text of a cell without surrounding blanks; empty beyond the end of a row. */
    String cell(int row, int column) {
        List<String> cells = rows.get(row);
        return column < cells.size() ? cells.get(column).strip() : "";
    }

    /** The number of columns of a row. */
    int width(int row) {
        return rows.get(row).size();
    }

    boolean isBlank(int row) {
        return rows.get(row).stream().allMatch(String::isBlank);
    }

    /** The name of a cell; see {@link #nameOf(String, int, int)}. */
    String nameOf(int row, int column) {
        return nameOf(file, row, column);
    }

    /** The name of a cell in the way of spreadsheets: {@code support-matrix.csv!D14}. */
    static String nameOf(String file, int row, int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return file + "!" + letters + (row + 1);
    }
}
