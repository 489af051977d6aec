package support.entitlement.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Reads Excel workbooks: each sheet that holds a table, hidden or not. */
final class XlsxSheets {

    private XlsxSheets() {}

    /**
     * Reads a workbook. What makes it dangerous or too large is refused before it is opened.
     *
     * @throws TableException if it cannot be used
     */
    static Sheets read(String file, byte[] content) {
        XlsxPackage.check(file, content);
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(content))) {
            return read(file, workbook);
        } catch (IOException | RuntimeException e) {
            if (e instanceof TableException refused) {
                throw refused;
            }
            throw SheetReader.unreadable(
                    file,
                    e instanceof EncryptedDocumentException
                            ? "The workbook is protected by a password."
                            : "The file is no Excel workbook, or only a part of one.",
                    "Save it again as .xlsx, without a password.");
        }
    }

    private static Sheets read(String file, XSSFWorkbook workbook) {
        List<Sheet> sheets = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (int number = 0; number < workbook.getNumberOfSheets(); number++) {
            XSSFSheet source = workbook.getSheetAt(number);
            Place place = new Place(file, source.getSheetName(), null);
            List<Problem> found = new ArrayList<>();
            Sheet sheet = new XlsxCells(place, source, found).read();
            if (workbook.getNumberOfSheets() > 1 && !SheetParser.hasTable(sheet)) {
                problems.add(Problem.info(
                        "sheet-without-table", place, "", "The sheet holds no RuleTable, and is not read."));
                continue;
            }
            if (workbook.getSheetVisibility(number) != SheetVisibility.VISIBLE) {
                problems.add(Problem.warning(
                        "hidden-sheet", place, "", "The sheet is hidden, and counts.", "Show it, or delete it."));
            }
            sheets.add(sheet);
            problems.addAll(found);
        }
        return new Sheets(sheets, problems);
    }
}
