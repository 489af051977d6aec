package support.entitlement.table.sheet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Place;

/** The cells of a sheet while it is read. It grows to the last cell with text, within the limits of a table. */
final class XlsxGrid {

    private final Place sheet;
    private final Budget cells;
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<String, BigDecimal> numbers = new HashMap<>();

    /**
     * Creates an empty sheet.
     *
     * @param cells the number of cells that all sheets of the workbook may still have
     */
    XlsxGrid(Place sheet, Budget cells) {
        this.sheet = sheet;
        this.cells = cells;
    }

    void setText(int row, int column, String text) {
        if (row >= SheetLimits.MAX_ROWS) {
            throw SheetLimits.tooManyRows(sheet);
        }
        if (column >= SheetLimits.MAX_COLUMNS) {
            throw SheetLimits.tooManyColumns(sheet.file(), sheet.sheet(), row);
        }
        while (rows.size() <= row) {
            rows.add(new ArrayList<>());
        }
        List<String> filled = rows.get(row);
        cells.takeSteps(1 + Math.max(0, column - filled.size()));
        while (filled.size() <= column) {
            filled.add("");
        }
        filled.set(column, text);
    }

    /** Records the number that a cell stores, or that it stores none. */
    void setNumber(int row, int column, @Nullable BigDecimal number) {
        if (number != null) {
            numbers.put(Place.cellName(row, column), number);
        } else if (!numbers.isEmpty()) {
            numbers.remove(Place.cellName(row, column));
        }
    }

    @Nullable
    BigDecimal numberAt(int row, int column) {
        return numbers.get(Place.cellName(row, column));
    }

    Map<String, BigDecimal> numbersByCell() {
        return Map.copyOf(numbers);
    }

    /** Counts cells that are visited again, as all cells of a merged region are. */
    void takeCells(long more) {
        cells.takeSteps(more);
    }

    String textAt(int row, int column) {
        return row < rows.size() && column < rows.get(row).size()
                ? rows.get(row).get(column)
                : "";
    }

    boolean isBlank(int row) {
        return row >= rows.size() || rows.get(row).stream().allMatch(String::isEmpty);
    }

    /** Returns the leftmost text of a row; empty if there is none. */
    String firstText(int row) {
        return row >= rows.size()
                ? ""
                : rows.get(row).stream()
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
    }

    int countRows() {
        return rows.size();
    }

    List<List<String>> rows() {
        return rows.stream().map(Collections::unmodifiableList).toList();
    }
}
