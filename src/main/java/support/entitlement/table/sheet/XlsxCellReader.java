package support.entitlement.table.sheet;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.util.NumberToTextConverter;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableException;
import support.entitlement.table.problem.TableProblemCode;

/** Reads the cells of one sheet of a workbook as text, in the form of a CSV file. */
final class XlsxCellReader extends XlsxXmlReader {

    private static final int MAX_ERRORS = 100;

    private final Place sheet;
    private final XlsxWorkbook book;
    private final XlsxGrid grid;
    private final BitSet hiddenRows = new BitSet();
    private final BitSet hiddenColumns = new BitSet();
    private final List<String> merged = new ArrayList<>();
    private final List<Problem> errors = new ArrayList<>();
    private int row = -1;
    private int column = -1;
    private CellInProgress cell = new CellInProgress("n", 0);
    private boolean pronounced;

    /** The state of the cell that is being read. */
    private static final class CellInProgress {

        private final String type;
        private final int style;
        private final StringBuilder inline = new StringBuilder();
        private @Nullable String value;
        private @Nullable BigDecimal number;
        private boolean formula;

        CellInProgress(String type, int style) {
            this.type = type;
            this.style = style;
        }
    }

    XlsxCellReader(Place sheet, XlsxWorkbook book, Budget cells) {
        super(sheet.file());
        this.sheet = sheet;
        this.book = book;
        this.grid = new XlsxGrid(sheet, cells);
    }

    XlsxGrid grid() {
        return grid;
    }

    BitSet hiddenRows() {
        return hiddenRows;
    }

    BitSet hiddenColumns() {
        return hiddenColumns;
    }

    /** Returns the merged regions in the form {@code A1:B3}. */
    List<String> mergedRegions() {
        return merged;
    }

    /** Returns the problems of single cells. */
    List<Problem> cellErrors() {
        return errors;
    }

    @Override
    void handleStart(String element, Attributes attributes) {
        switch (element) {
            case "col" -> {
                if (isSet(attributes, "hidden")) {
                    int last = Math.min(Integer.parseInt(attributes.getValue("max")), SheetLimits.MAX_COLUMNS);
                    hiddenColumns.set(
                            Math.min(Integer.parseInt(attributes.getValue("min")) - 1, last), Math.max(last, 0));
                }
            }
            case "row" -> startRow(attributes);
            case "c" -> startCell(attributes);
            case "f" -> cell.formula = true;
            case "rPh" -> pronounced = true;
            case "mergeCell" -> {
                if (merged.size() <= XlsxMergedCells.MAX_REGIONS) {
                    merged.add(attributes.getValue("ref"));
                }
            }
            default -> {}
        }
    }

    private void startRow(Attributes attributes) {
        String number = attributes.getValue("r");
        row = number == null ? row + 1 : Integer.parseInt(number) - 1;
        column = -1;
        if (isSet(attributes, "hidden") && row < SheetLimits.MAX_ROWS) {
            hiddenRows.set(row);
        }
    }

    private void startCell(Attributes attributes) {
        String name = attributes.getValue("r");
        String type = attributes.getValue("t");
        String style = attributes.getValue("s");
        column = name == null ? column + 1 : columnOf(name);
        cell = new CellInProgress(type == null ? "n" : type, style == null ? 0 : Integer.parseInt(style));
    }

    /** Returns the column of a cell's name, from zero. */
    private static int columnOf(String name) {
        int column = 0;
        for (int i = 0; i < name.length() && name.charAt(i) >= 'A'; i++) {
            column = Math.min(column * 26 + name.charAt(i) - 'A' + 1, Short.MAX_VALUE);
        }
        return column - 1;
    }

    @Override
    void handleEnd(String element, String text) {
        switch (element) {
            case "v" -> cell.value = text;
            case "rPh" -> pronounced = false;
            case "t" -> {
                if (!pronounced && cell.inline.length() <= CellText.MAX_CLEANED_LENGTH) {
                    cell.inline.append(text);
                }
            }
            case "c" -> {
                String clean = CellText.cleanText(textOf(cell));
                if (!clean.isEmpty()) {
                    grid.setText(row, column, clean);
                    grid.setNumber(row, column, cell.number);
                }
            }
            default -> {}
        }
    }

    private String textOf(CellInProgress cell) {
        if (cell.type.equals("inlineStr")) {
            return XlsxWorkbook.unescapeText(cell.inline.toString());
        }
        String value = cell.value;
        if (value == null || (value.isEmpty() && !cell.type.equals("str"))) {
            if (cell.formula) {
                addError(
                        TableProblemCode.NO_VALUE,
                        "",
                        "The formula in this cell has never been calculated.",
                        "Open and save the file" + " with a spreadsheet program, or write the value itself.");
            }
            return "";
        }
        return switch (cell.type) {
            case "s" -> book.sharedText(Integer.parseInt(value));
            case "str" -> XlsxWorkbook.unescapeText(value);
            case "b" -> value.equals("1") || value.equals("true") ? "TRUE" : "FALSE";
            case "d" -> dateText(value, cell.style);
            case "e" -> {
                addError(
                        TableProblemCode.ERROR_CELL,
                        value,
                        "The formula in this cell fails.",
                        "Mend the formula, or write the value itself.");
                yield "";
            }
            default -> numberText(Double.parseDouble(value), cell);
        };
    }

    private String numberText(double value, CellInProgress cell) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("no number of a spreadsheet");
        }
        XlsxFormat format = book.formatOf(cell.style);
        try {
            String text = format.formatNumber(value, book.isDate1904());
            BigDecimal number = new BigDecimal(NumberToTextConverter.toText(value));
            boolean plain = text.equals(number.toPlainString()) && number.scale() <= 0;
            if (format instanceof XlsxNumberFormat && !plain) {
                cell.number = number;
            }
            if (!text.isBlank()) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // The number is rejected below, like one that the format hides.
        }
        addError(
                TableProblemCode.UNKNOWN_FORMAT,
                NumberToTextConverter.toText(value),
                "The format of this cell hides its number, or shows it in a way that is not known here.",
                "Format the cell as General or as text, and write in it what it is to say.");
        return "";
    }

    private String dateText(String value, int style) {
        Optional<LocalDateTime> date = IsoDates.parse(value);
        if (date.isEmpty()) {
            addError(TableProblemCode.BAD_DATE, value, "This is not a date.", "Write the date as 2026-12-25.");
            return "";
        }
        return (book.formatOf(style) instanceof XlsxDateFormat format ? format : XlsxDateFormat.ISO)
                .formatDateTime(date.get());
    }

    private void addError(TableProblemCode code, String value, String message, String remedy) {
        Place place = new Place(sheet.file(), sheet.sheet(), Place.cellName(row, column));
        errors.add(Problem.error(code, place, value, message, remedy));
        if (errors.size() == MAX_ERRORS) {
            throw new TableException(errors);
        }
    }
}
