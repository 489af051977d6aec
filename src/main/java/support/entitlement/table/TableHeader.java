package support.entitlement.table;

import java.util.ArrayList;
import java.util.List;
import support.entitlement.table.sheet.Sheet;

/**
 * The rows above the rows of a table as they stand in its file: its hit policy, its name, and the cells that define its
 * columns. They are kept with the table, so that it can be shown without its file.
 *
 * @param firstRow the number of the first of them in the file
 * @param rows their cells, from the leftmost column of the file
 */
public record TableHeader(int firstRow, List<List<String>> rows) {

    /** Copies the list. */
    public TableHeader {
        rows = List.copyOf(rows);
    }

    /**
     * Reads the rows of a header.
     *
     * @param from the index of the first row that belongs to no table above
     * @param start the index of the row with the name of the table
     */
    static TableHeader readHeader(Sheet sheet, int from, int start) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = from; row <= start + TableHeaderParser.TITLES; row++) {
            rows.add(List.copyOf(sheet.rows().get(row)));
        }
        return new TableHeader(from + 1, rows);
    }

    /** Returns the cell that says the kind of a column. */
    public String keywordOf(Column column) {
        return cellText(TableHeaderParser.KEYWORDS, column);
    }

    /** Returns the cell that says what a column tests or does. */
    public String templateOf(Column column) {
        return cellText(TableHeaderParser.TEMPLATES, column);
    }

    /** Returns the cell of a column in one of the rows below the name of the table. */
    private String cellText(int below, Column column) {
        List<String> cells = rows.get(rows.size() - 1 - TableHeaderParser.TITLES + below);
        return column.index() < cells.size() ? cells.get(column.index()).strip() : "";
    }
}
