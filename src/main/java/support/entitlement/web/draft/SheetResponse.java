package support.entitlement.web.draft;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.table.ColumnResponse;

/**
 * A sheet of a draft as it is written.
 *
 * @param sheet its name; null for CSV
 * @param version the version of the draft
 * @param rows all rows of the file from row 1, each as long as the longest
 * @param header the header of its first table; null if it has none that can be read
 * @param columns the columns of that table; null like {@code header}
 * @param rowStates the rows that differ from the release, in their order
 * @param cellStates the cells that differ in the rows that were changed, in their order
 */
record SheetResponse(
        String file,
        @Nullable String sheet,
        long version,
        List<List<String>> rows,
        @Nullable SheetHeader header,
        @Nullable List<ColumnResponse> columns,
        List<RowState> rowStates,
        List<CellState> cellStates) {

    /**
     * The rows of a header: those of the file that define the table and its columns.
     *
     * @param firstRow the first of them
     * @param lastRow the last of them, which has the titles
     * @param leftColumn the letters of the first column of the table
     * @param table the name of the table
     */
    record SheetHeader(int firstRow, int lastRow, String leftColumn, String table) {}

    /**
     * A row that differs.
     *
     * @param state added, or changed
     * @param before its cells in the release; null if it is added
     */
    record RowState(int row, String state, @Nullable List<String> before) {}

    /**
     * A cell that differs.
     *
     * @param before its text in the release
     */
    record CellState(String cell, String before) {}
}
