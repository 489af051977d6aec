package support.entitlement.table;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.NumberToTextConverter;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** The cells of one sheet of a workbook as text, each as it would stand in a CSV file. */
final class XlsxCells {

    private final Place place;
    private final XSSFSheet source;
    private final List<Problem> problems;

    /**
     * A reader of one sheet.
     *
     * @param problems receives what a reader of the sheet would not see, or see otherwise
     */
    XlsxCells(Place place, XSSFSheet source, List<Problem> problems) {
        this.place = place;
        this.source = source;
        this.problems = problems;
    }

    Sheet read() {
        List<List<String>> rows = new ArrayList<>();
        for (int number = 0; number <= Math.min(source.getLastRowNum(), SheetLimits.MOST_ROWS); number++) {
            Row row = source.getRow(number);
            rows.add(row == null ? new ArrayList<>() : cells(row));
        }
        source.getMergedRegions().forEach(region -> merge(region, rows));
        reportHidden(rows);
        return new Sheet(
                place.file(),
                place.sheet(),
                rows.stream().map(Collections::unmodifiableList).toList());
    }

    private List<String> cells(Row row) {
        int width = Math.min(row.getLastCellNum(), SheetLimits.MOST_COLUMNS + 1);
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            Cell cell = row.getCell(column);
            cells.add(cell == null ? "" : CellText.clean(text(cell)));
        }
        return cells;
    }

    private String text(Cell cell) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case STRING -> cell.getStringCellValue();
            case BOOLEAN -> cell.getBooleanCellValue() ? "TRUE" : "FALSE";
            case NUMERIC -> DateUtil.isCellDateFormatted(cell) ? date(cell) : number(cell.getNumericCellValue());
            case ERROR -> error(cell);
            default -> "";
        };
    }

    private static String number(double value) {
        return new BigDecimal(NumberToTextConverter.toText(value)).toPlainString();
    }

    private static String date(Cell cell) {
        LocalDateTime value = DateUtil.getLocalDateTime(cell.getNumericCellValue());
        if (value == null) {
            return number(cell.getNumericCellValue());
        }
        if (cell.getNumericCellValue() < 1) {
            return value.toLocalTime().toString();
        }
        return value.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? value.toLocalDate().toString()
                : value.toString();
    }

    private String error(Cell cell) {
        String shown = FormulaError.forInt(cell.getErrorCellValue()).getString();
        problems.add(Problem.error(
                "error-cell",
                at(cell.getRowIndex(), cell.getColumnIndex()),
                shown,
                "The formula in this cell fails.",
                "Mend the formula, or write the value itself."));
        return "";
    }

    /** A reader sees the value of merged cells in all of them. */
    private void merge(CellRangeAddress region, List<List<String>> rows) {
        int lastRow = Math.min(region.getLastRow(), rows.size() - 1);
        if (region.getFirstRow() >= rows.size() || region.getLastColumn() > SheetLimits.MOST_COLUMNS) {
            return;
        }
        String value = cell(rows.get(region.getFirstRow()), region.getFirstColumn());
        if (value.isEmpty()) {
            return;
        }
        for (int row = region.getFirstRow(); row <= lastRow; row++) {
            List<String> cells = rows.get(row);
            while (cells.size() <= region.getLastColumn()) {
                cells.add("");
            }
            for (int column = region.getFirstColumn(); column <= region.getLastColumn(); column++) {
                cells.set(column, value);
            }
        }
        problems.add(Problem.info(
                "merged-cells",
                at(region.getFirstRow(), region.getFirstColumn()),
                value,
                "The cells " + region.formatAsString() + " are merged; each of them counts as holding this."));
    }

    private void reportHidden(List<List<String>> rows) {
        for (int row = 0; row < rows.size(); row++) {
            Row shown = source.getRow(row);
            if (shown != null
                    && shown.getZeroHeight()
                    && !rows.get(row).stream().allMatch(String::isEmpty)) {
                problems.add(Problem.warning(
                        "hidden-row", at(row, 0), "", "The row is hidden, and counts.", "Show it, or delete it."));
            }
        }
        IntStream.rangeClosed(0, SheetLimits.MOST_COLUMNS)
                .filter(source::isColumnHidden)
                .filter(column ->
                        rows.stream().anyMatch(row -> !cell(row, column).isEmpty()))
                .forEach(column -> problems.add(Problem.warning(
                        "hidden-column",
                        at(0, column),
                        "",
                        "The column is hidden, and counts.",
                        "Show it, or delete it.")));
    }

    private static String cell(List<String> cells, int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    private Place at(int row, int column) {
        return new Place(place.file(), place.sheet(), Place.cellName(row, column));
    }
}
