package support.entitlement.table.sheet;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.xml.sax.SAXException;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Counterpart;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableException;
import support.entitlement.table.problem.TableProblemCode;

/**
 * Reads Excel workbooks: each sheet that holds a table, hidden or not. Sheets are read as streams: a tree of a sheet of
 * 50,000 rows would take seconds and hundreds of megabytes, and a malicious one more.
 */
final class XlsxSheetReader {

    private static final int MAX_NAMED = 10;

    /** Parts of a workbook that are not cells take time, too; this many of their bytes count as one cell. */
    private static final int BYTES_A_CELL = 100;

    private XlsxSheetReader() {}

    /**
     * Reads a workbook. Dangerous or too large contents are rejected before they are parsed.
     *
     * @param wanted returns true for the sheets to keep, if there are several
     * @throws TableException if it cannot be used
     */
    static ReadSheets readWorkbook(String file, byte[] content, Budget room, Predicate<Sheet> wanted) {
        try {
            Map<String, byte[]> parts = XlsxPackage.readParts(file, content);
            room.takeSteps(
                    parts.values().stream().mapToLong(part -> part.length).sum() / BYTES_A_CELL);
            return readWorkbook(file, new XlsxWorkbook(file, parts), room.createPart(SheetLimits.MAX_CELLS), wanted);
        } catch (TableException e) {
            throw e;
        } catch (Budget.Exhausted e) {
            throw SheetLimits.tooManyCells(file);
        } catch (SAXException | RuntimeException e) {
            throw noWorkbook(file);
        }
    }

    private static ReadSheets readWorkbook(String file, XlsxWorkbook book, Budget room, Predicate<Sheet> wanted)
            throws SAXException {
        List<Sheet> sheets = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (XlsxWorkbook.XlsxSheet source : book.sheets()) {
            Place place = new Place(file, source.name(), null);
            List<Problem> found = new ArrayList<>();
            Sheet sheet = readSheet(place, source, book, room, found);
            if (book.sheets().size() > 1 && !wanted.test(sheet)) {
                problems.add(Problem.info(
                        TableProblemCode.SHEET_WITHOUT_TABLE,
                        place,
                        "",
                        "The sheet holds no RuleTable, and is not read."));
                continue;
            }
            if (source.hidden()) {
                problems.add(Problem.warning(
                        TableProblemCode.HIDDEN_SHEET,
                        place,
                        "",
                        "The sheet is hidden, and counts.",
                        "Show it, or delete it."));
            }
            sheets.add(sheet);
            problems.addAll(found);
        }
        if (sheets.isEmpty()) {
            problems.add(Problem.error(
                    TableProblemCode.NO_TABLE,
                    Place.ofFile(file),
                    "",
                    "No sheet of the workbook holds a table.",
                    "A table begins with a cell “RuleTable” followed by its name, in the first column."));
        }
        return new ReadSheets(sheets, problems);
    }

    private static Sheet readSheet(
            Place place, XlsxWorkbook.XlsxSheet source, XlsxWorkbook book, Budget room, List<Problem> found)
            throws SAXException {
        byte[] part = source.part();
        if (part == null) {
            return new Sheet(place.file(), place.sheet(), List.of());
        }
        XlsxCellReader cells = new XlsxCellReader(place, book, room);
        cells.parsePart(part);
        XlsxGrid grid = cells.grid();
        found.addAll(cells.cellErrors());
        found.addAll(XlsxMergedCells.fillMergedCells(place, cells.mergedRegions(), grid));
        Sheet sheet = new Sheet(place.file(), place.sheet(), grid.rows(), grid.numbersByCell());
        BitSet technical = RuleTableStart.findTechnicalRows(sheet);
        reportHidden(
                TableProblemCode.HIDDEN_ROW,
                "row",
                place,
                cells.hiddenRows(),
                row -> !grid.isBlank(row) && !technical.get(row),
                row -> Place.cellName(row, 0),
                found);
        reportHidden(
                TableProblemCode.HIDDEN_COLUMN,
                "column",
                place,
                cells.hiddenColumns(),
                column -> IntStream.range(0, grid.countRows())
                        .anyMatch(row -> !grid.textAt(row, column).isEmpty()),
                column -> Place.cellName(0, column),
                found);
        return sheet;
    }

    /** Reports all hidden rows, or columns, in one problem, since a filter may hide thousands. */
    private static void reportHidden(
            TableProblemCode code,
            String what,
            Place sheet,
            BitSet hidden,
            IntPredicate filled,
            IntFunction<String> name,
            List<Problem> found) {
        List<Integer> counting = hidden.stream().filter(filled).boxed().toList();
        if (!counting.isEmpty()) {
            String message = counting.size() == 1
                    ? "The " + what + " is hidden, and counts."
                    : counting.size() + " " + what + "s are hidden, and count: those of "
                            + counting.stream()
                                    .limit(MAX_NAMED)
                                    .map(name::apply)
                                    .collect(Collectors.joining(", "))
                            + (counting.size() > MAX_NAMED ? ", …" : ".");
            List<Place> places = counting.stream()
                    .map(number -> new Place(sheet.file(), sheet.sheet(), name.apply(number)))
                    .toList();
            found.add(Problem.warning(
                            code,
                            places.get(0),
                            "",
                            message,
                            "Show the hidden content that is meant to count, and delete the rest.")
                    .withCounterparts(Counterpart.ofCells(places)));
        }
    }

    /** Creates the rejection of a file that is not a workbook. */
    static TableException noWorkbook(String file) {
        return SheetReader.unreadableFile(
                file, "The file is not an Excel workbook, or it is incomplete.", "Save it again as .xlsx.");
    }
}
