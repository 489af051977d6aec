package support.entitlement.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The cells of a sheet while it is read. It grows to the last cell that holds text, and no further than tables do. */
final class XlsxGrid {

    private final Place sheet;
    private final Budget cells;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * An empty sheet.
     *
     * @param cells how many cells all sheets of the workbook may still have
     */
    XlsxGrid(Place sheet, Budget cells) {
        this.sheet = sheet;
        this.cells = cells;
    }

    void set(int row, int column, String text) {
        if (row >= SheetLimits.MOST_ROWS) {
            throw SheetLimits.tooManyRows(sheet);
        }
        if (column >= SheetLimits.MOST_COLUMNS) {
            throw SheetLimits.tooManyColumns(sheet.file(), sheet.sheet(), row);
        }
        while (rows.size() <= row) {
            rows.add(new ArrayList<>());
        }
        List<String> filled = rows.get(row);
        cells.take(1 + Math.max(0, column - filled.size()));
        while (filled.size() <= column) {
            filled.add("");
        }
        filled.set(column, text);
    }

    /** Counts cells that are looked at once more, as all cells of a merged region are. */
    void count(long more) {
        cells.take(more);
    }

    String cell(int row, int column) {
        return row < rows.size() && column < rows.get(row).size()
                ? rows.get(row).get(column)
                : "";
    }

    boolean isBlank(int row) {
        return row >= rows.size() || rows.get(row).stream().allMatch(String::isEmpty);
    }

    int height() {
        return rows.size();
    }

    List<List<String>> rows() {
        return rows.stream().map(Collections::unmodifiableList).toList();
    }
}
