package support.entitlement.table.sheet;

import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.util.CellRangeAddress;
import support.entitlement.table.problem.Counterpart;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/**
 * Fills merged cells. A reader sees the value of the first cell in the whole region, and Drools reads headers in this
 * way, so all cells of the region get this value. Other values within the region are invisible, and are ignored.
 */
final class XlsxMergedCells {

    static final int MAX_REGIONS = 1_000;

    private final Place sheet;
    private final XlsxGrid grid;
    private final List<Problem> problems = new ArrayList<>();

    private XlsxMergedCells(Place sheet, XlsxGrid grid) {
        this.sheet = sheet;
        this.grid = grid;
    }

    /** Fills merged cells, and reports them. */
    static List<Problem> fillMergedCells(Place sheet, List<String> regions, XlsxGrid grid) {
        if (regions.size() > MAX_REGIONS) {
            throw SheetLimits.tooManyCells(sheet.file());
        }
        XlsxMergedCells merges = new XlsxMergedCells(sheet, grid);
        int height = grid.countRows();
        regions.forEach(region -> merges.fillRegion(CellRangeAddress.valueOf(region), height));
        return merges.problems;
    }

    private void fillRegion(CellRangeAddress region, int height) {
        int firstRow = region.getFirstRow();
        int firstColumn = region.getFirstColumn();
        String value = firstRow < 0 || firstColumn < 0 ? "" : grid.textAt(firstRow, firstColumn);
        boolean shown = !value.isEmpty();
        int lastRow = Math.min(region.getLastRow(), height - 1);
        int lastColumn = Math.min(region.getLastColumn(), SheetLimits.MAX_COLUMNS - 1);
        for (int row = Math.max(0, firstRow); row <= lastRow; row++) {
            grid.takeCells(Math.max(0, lastColumn - firstColumn));
            for (int column = Math.max(0, firstColumn); column <= lastColumn; column++) {
                if (!grid.textAt(row, column).equals(value)) {
                    shown = true;
                    grid.setText(row, column, value);
                    grid.setNumber(row, column, grid.numberAt(firstRow, firstColumn));
                }
            }
        }
        if (shown) {
            reportRegion(region, value, firstRow);
        }
    }

    private void reportRegion(CellRangeAddress region, String value, int firstRow) {
        Place place = new Place(sheet.file(), sheet.sheet(), Place.cellName(firstRow, region.getFirstColumn()));
        String cells = "The cells " + region.formatAsString() + " are merged; ";
        if (!isData(firstRow)) {
            problems.add(Problem.info(
                    TableProblemCode.MERGED_CELLS, place, value, cells + "each of them counts as holding this."));
        } else if (region.getFirstColumn() == region.getLastColumn()) {
            int rows = region.getLastRow() - firstRow + 1;
            problems.add(Problem.warning(
                            TableProblemCode.MERGED_CELLS,
                            place,
                            value,
                            cells + "each of these rows counts as holding this.",
                            "Unmerge them, and write the text in each row that it is meant for.")
                    .withCounterparts(List.of(new Counterpart.Words(rows + " rows"))));
        } else {
            problems.add(Problem.error(
                    TableProblemCode.MERGED_COLUMNS,
                    place,
                    value,
                    cells + "one text cannot be the cell of several columns.",
                    "Unmerge them, and write each column's own text."));
        }
    }

    /** Returns true if a row is below the header of a table. */
    private boolean isData(int row) {
        for (int above = Math.min(row, grid.countRows() - 1); above >= 0; above--) {
            if (RuleTableStart.isStart(grid.firstText(above))) {
                return row > above + RuleTableStart.HEADER_ROWS;
            }
        }
        return false;
    }
}
