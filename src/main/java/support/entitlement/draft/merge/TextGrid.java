package support.entitlement.draft.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import support.entitlement.table.sheet.RuleTableStart;

/** The texts of a sheet, with rows of equal length. Immutable. */
final class TextGrid {

    /** The rows of the header of a table: its name, and the keywords, facts, templates and titles of its columns. */
    private static final int HEADER_ROWS = 5;

    private final List<List<String>> rows;
    private final int width;

    TextGrid(List<List<String>> ragged) {
        width = ragged.stream().mapToInt(List::size).max().orElse(0);
        rows = ragged.stream().map(this::padRow).toList();
    }

    private List<String> padRow(List<String> row) {
        List<String> padded = new ArrayList<>(row);
        padded.addAll(Collections.nCopies(width - row.size(), ""));
        return padded;
    }

    int height() {
        return rows.size();
    }

    String text(int row, int column) {
        return rows.get(row).get(column);
    }

    /** Returns the rows with these columns only. */
    List<List<String>> selectColumns(int[] columns) {
        return rows.stream()
                .map(row -> IntStream.of(columns).mapToObj(row::get).toList())
                .toList();
    }

    /** Returns the row with the name of the first table; -1 if the sheet has none. */
    int findTable() {
        return IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).stream().map(String::strip).anyMatch(RuleTableStart::isStart))
                .findFirst()
                .orElse(-1);
    }

    /**
     * Returns the cells of the header, column by column.
     *
     * @param table the row with the name of the table; -1 if the first row holds the titles of the columns
     */
    List<List<String>> headerColumns(int table) {
        int start = Math.max(0, table);
        int end = start + (table < 0 ? 1 : HEADER_ROWS);
        return IntStream.range(0, width)
                .mapToObj(column -> IntStream.range(start, end)
                        .mapToObj(row -> row < rows.size() ? text(row, column) : "")
                        .toList())
                .toList();
    }
}
