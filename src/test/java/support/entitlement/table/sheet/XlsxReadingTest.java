package support.entitlement.table.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.Workbooks;
import support.entitlement.table.ParsedTables;
import support.entitlement.table.SheetParser;
import support.entitlement.table.problem.Problem;

/** Tests how contents of workbooks other than plain cells are read. */
class XlsxReadingTest {

    private static final List<List<String>> TABLE = List.of(
            List.of("RuleSet", "any"),
            List.of("RuleTable T"),
            List.of("CONDITION", "ACTION", "ACTION"),
            List.of("Query"),
            List.of("plan == \"$param\"", "entitlement.words(\"$param\")", "entitlement.definition(\"$param\")"),
            List.of("If", "Then", "And"),
            List.of("Free", "Hello", "x"),
            List.of("Big", "Bye", "y"));

    @ParameterizedTest
    @MethodSource("datesAndTimes")
    void aDateIsItsIsoForm(String format, Object value, String text) {
        ReadSheets read = read(List.of(List.of("RuleSet")), sheet -> {
            XSSFCell cell = sheet.getRow(0).createCell(1);
            if (value instanceof LocalDate date) {
                cell.setCellValue(date);
            } else if (value instanceof LocalDateTime time) {
                cell.setCellValue(time);
            } else {
                cell.setCellValue(((Number) value).doubleValue());
            }
            XSSFCellStyle style = sheet.getWorkbook().createCellStyle();
            style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat(format));
            cell.setCellStyle(style);
        });

        assertThat(read.sheets().get(0).cellText(0, 1)).isEqualTo(text);
    }

    static Stream<Object[]> datesAndTimes() {
        return Stream.of(
                new Object[] {"yyyy-mm-dd", LocalDate.of(2026, 1, 2), "2026-01-02"},
                new Object[] {"d-mmm", LocalDate.of(2026, 1, 2), "2026-01-02"},
                new Object[] {"[$-407]d. mmmm yyyy;@", LocalDate.of(2026, 1, 2), "2026-01-02"},
                new Object[] {"dd/mm/yyyy hh:mm", LocalDateTime.of(2026, 1, 2, 3, 4), "2026-01-02T03:04"},
                new Object[] {"hh:mm", 0.25, "06:00"},
                new Object[] {"hh:mm", 1.0 / 3, "08:00"},
                new Object[] {"[h]:mm:ss", 1.0, "24:00"},
                new Object[] {"[h]:mm:ss", 1.25, "30:00"},
                new Object[] {"[h]:mm", 25.5 / 24, "25:30"},
                new Object[] {"[h]:mm", 2.0, "48:00"},
                new Object[] {"h:mm AM/PM", 0.75, "18:00"},
                new Object[] {"h:mm:ss", 0.75 + 1.0 / 86400, "18:00:01"},
                new Object[] {"hh:mm", 0.75 + 1.0 / 86400, "18:00"},
                new Object[] {"yyyy-mm-dd", LocalDateTime.of(2026, 1, 2, 3, 4), "2026-01-02"},
                new Object[] {"hh:mm", LocalDateTime.of(2026, 1, 2, 3, 4), "03:04"});
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aNumberIsTheTextThatItsFormatShows(String format, double value, String text) {
        ReadSheets read = formatted(format, value);

        assertThat(read.problems()).isEmpty();
        assertThat(read.sheets().get(0).cellText(0, 1)).isEqualTo(text);
    }

    static Stream<Object[]> formats() {
        return Stream.of(
                new Object[] {"General", 7, "7"},
                new Object[] {"General", 1.0 / 3, "0.333333333333333"},
                new Object[] {"General", 123456789012345.0, "123456789012345"},
                new Object[] {"@", 7, "7"},
                new Object[] {"0.00", 46024, "46024.00"},
                new Object[] {"0%", 0.5, "50%"},
                new Object[] {"#,##0.00 \"days\"", 1234.5, "1,234.50 days"},
                new Object[] {"#,##0", 1500, "1,500"},
                new Object[] {"#,##0,", 1_500_000, "1,500"},
                new Object[] {"00000", 123, "00123"},
                new Object[] {"000\\-000", 123456, "123-456"},
                new Object[] {"\"v\"0", 1, "v1"},
                new Object[] {"\"d\"0", 2, "d2"},
                new Object[] {"\"Level 10 \"0", 5, "Level 10 5"},
                new Object[] {"0 \"%\"", 5, "5 %"},
                new Object[] {"00\\:00", 930, "09:30"},
                new Object[] {"\"TRUE\";\"TRUE\";\"FALSE\"", 1, "TRUE"},
                new Object[] {"\"TRUE\";\"TRUE\";\"FALSE\"", 0, "FALSE"},
                new Object[] {"\"yes\";;\"no\"", 0, "no"},
                new Object[] {"[=1]\"yes\";[=0]\"no\";0", 1, "yes"},
                new Object[] {"[>100]\"big\";0", 500, "big"},
                new Object[] {"[>100]\"big\";0", 5, "5"},
                new Object[] {"[Red]0.0;-0.0", -1.5, "-1.5"},
                new Object[] {"0;(0)", -5, "(5)"},
                new Object[] {"[$€-407] 0", 5, "€ 5"},
                new Object[] {"[$CHF] #,##0.00", 5, "CHF 5.00"},
                new Object[] {"_-* #,##0.00\\ \"€\"_-", 8, "8.00 €"},
                new Object[] {"0.00E+00", 12345, "1.23E+04"},
                new Object[] {"# ?/?", 1.5, "1 1/2"});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";;;",
                "0;0;;@ \"x\"",
                "#",
                "0!x",
                "General \"x\"",
                "\"x\"@",
                "[DBNum1]0",
                "\"$\"#,##0_);(\"$\"#,##0)"
            })
    void aNumberWhoseTextCannotBeKnownIsRefusedWithItsCell(String format) {
        assertThat(codes(formatted(format, 0).problems())).containsExactly("error unknown-format t.xlsx!Table!B1");
    }

    private static ReadSheets formatted(String format, double value) {
        return read(List.of(List.of("RuleSet")), sheet -> format(sheet.getRow(0).createCell(1), format, value));
    }

    private static void format(XSSFCell cell, String format, double value) {
        XSSFCellStyle style = cell.getSheet().getWorkbook().createCellStyle();
        style.setDataFormat(cell.getSheet().getWorkbook().createDataFormat().getFormat(format));
        cell.setCellStyle(style);
        cell.setCellValue(value);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-03T00:00:00, 2026-04-03",
        "2026-04-03, 2026-04-03",
        "2026-04-03T08:30:00Z, 2026-04-03T08:30",
        "2026-04-03T08:30:00.000+02:00, 2026-04-03T08:30"
    })
    void aCellOfTypeDateIsItsDate(String value, String text) {
        String cell = "<c r=\"A1\" t=\"d\"><v>" + value + "</v></c>";
        byte[] workbook = Workbooks.with(
                Workbooks.of(List.of(List.of("any"))),
                Map.of(
                        "xl/worksheets/sheet1.xml",
                        ("<worksheet><sheetData><row>" + cell + "</row></sheetData></worksheet>").getBytes(UTF_8)));

        assertThat(SheetReader.readSheets("t.xlsx", workbook).sheets().get(0).cellText(0, 0))
                .isEqualTo(text);
    }

    @Test
    void aCellOfTypeDateWithoutOneIsRefused() {
        byte[] workbook = Workbooks.with(
                Workbooks.of(List.of(List.of("any"))),
                Map.of(
                        "xl/worksheets/sheet1.xml",
                        "<worksheet><sheetData><row><c r=\"A1\" t=\"d\"><v>soon</v></c></row></sheetData></worksheet>"
                                .getBytes(UTF_8)));

        assertThat(codes(SheetReader.readSheets("t.xlsx", workbook).problems()))
                .containsExactly("error bad-date t.xlsx!Table!A1");
    }

    @ParameterizedTest
    @CsvSource({"0.000, 1.5", "##0.000, 1.125", "0.00, 8", "General, 1.125", "'#,##0', 1500", "0.0, -0.5"})
    void aNumberCellIsItsNumberHoweverItShowsIt(String format, double value) {
        ParsedTables tables = SheetParser.parseSheets(amount(format, value).sheets());

        assertThat(tables.problems()).isEmpty();
        assertThat((BigDecimal) tables.tables().get(0).rows().get(0).values().get(0))
                .isEqualByComparingTo(BigDecimal.valueOf(value));
    }

    @ParameterizedTest
    @CsvSource({"0, 1.5, rounded-number", "0%, 0.05, rounded-number", "'#,##0,', 1500000, rounded-number"})
    void aNumberCellThatShowsAnotherNumberIsRefused(String format, double value, String code) {
        assertThat(codes(SheetParser.parseSheets(amount(format, value).sheets()).problems()))
                .containsExactly("error " + code + " t.xlsx!Table!A7");
    }

    @Test
    void aNumberOfWhichASpreadsheetHasLostDigitsIsRefusedInAnyColumn() {
        for (int column : List.of(0, 1)) {
            ReadSheets read =
                    read(TABLE, sheet -> format(sheet.getRow(6).getCell(column), "General", 1.9143100000101E18));

            assertThat(codes(SheetParser.parseSheets(read.sheets()).problems()))
                    .containsExactly("error changed-by-spreadsheet t.xlsx!Table!" + (column == 0 ? "A7" : "B7"));
        }
    }

    private static ReadSheets amount(String format, double value) {
        return read(
                List.of(
                        List.of("RuleSet", "any"),
                        List.of("RuleTable T"),
                        List.of("CONDITION", "ACTION"),
                        List.of("Query"),
                        List.of("attribute[\"seats\"] >= $param", "entitlement.words(\"$param\")"),
                        List.of("Seats", "Then"),
                        List.of("1", "x")),
                sheet -> format(sheet.getRow(6).getCell(0), format, value));
    }

    @Test
    void aDateInAConditionIsReportedAndOneInFreeTextIsNot() {
        ReadSheets read = read(TABLE, sheet -> {
            XSSFCellStyle style = sheet.getWorkbook().createCellStyle();
            style.setDataFormat((short) 14);
            for (int column : List.of(0, 1)) {
                XSSFCell cell = sheet.getRow(7).getCell(column);
                cell.setCellValue(LocalDate.of(2026, 1, 2));
                cell.setCellStyle(style);
            }
        });

        assertThat(codes(SheetParser.parseSheets(read.sheets()).problems()))
                .containsExactly("error changed-by-spreadsheet t.xlsx!Table!A8");
    }

    @Test
    void aDateCellIsADateWhereDatesAreCompared() {
        ReadSheets read = read(
                List.of(
                        List.of("RuleSet", "any"),
                        List.of("RuleTable T"),
                        List.of("CONDITION", "ACTION"),
                        List.of("Query"),
                        List.of("attribute[\"start\"] < $param", "entitlement.words(\"$param\")"),
                        List.of("Before", "Then"),
                        List.of("", "x")),
                sheet -> {
                    XSSFCellStyle style = sheet.getWorkbook().createCellStyle();
                    style.setDataFormat((short) 14);
                    XSSFCell cell = sheet.getRow(6).createCell(0);
                    cell.setCellValue(LocalDate.of(2026, 5, 9));
                    cell.setCellStyle(style);
                });
        ParsedTables tables = SheetParser.parseSheets(read.sheets());

        assertThat(tables.problems()).isEmpty();
        assertThat(tables.tables().get(0).rows().get(0).values().get(0)).isEqualTo(LocalDate.of(2026, 5, 9));
    }

    @Test
    void aFormulaCountsByItsLastValueAndWithoutOneIsRefused() {
        ReadSheets read = read(TABLE, sheet -> {
            sheet.getRow(6).getCell(1).setCellFormula("\"Hel\"&\"lo\"");
            sheet.getRow(6).getCell(1).setCellValue("Hello");
            sheet.getRow(7).getCell(1).setCellFormula("1+1");
            removeValue(sheet.getRow(7).getCell(1));
        });

        assertThat(codes(read.problems())).containsExactly("error no-value t.xlsx!Table!B8");
        assertThat(read(TABLE, sheet -> {
                            sheet.getRow(6).getCell(1).setCellFormula("\"Hel\"&\"lo\"");
                            sheet.getRow(6).getCell(1).setCellValue("Hello");
                        })
                        .sheets()
                        .get(0)
                        .rows())
                .isEqualTo(TABLE);
    }

    private static void removeValue(XSSFCell cell) {
        if (cell.getCTCell().isSetV()) {
            cell.getCTCell().unsetV();
        }
    }

    @Test
    void textInSeveralFontsIsOneText() {
        ReadSheets read = read(TABLE, sheet -> {
            XSSFRichTextString text = new XSSFRichTextString("Hello");
            text.applyFont(0, 2, sheet.getWorkbook().createFont());
            sheet.getRow(6).getCell(1).setCellValue(text);
        });

        assertThat(read.sheets().get(0).rows()).isEqualTo(TABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<c t=\"s\"><v>0</v></c>", "<c t=\"inlineStr\"><is><t>東</t><rPh><t>x</t></rPh></is></c>"})
    void howATextIsPronouncedIsNoPartOfIt(String cell) {
        byte[] workbook = Workbooks.with(
                Workbooks.of(List.of(List.of("any"))),
                Map.of(
                        "xl/sharedStrings.xml",
                        "<sst><si><r><t>東</t></r><rPh sb=\"0\" eb=\"1\"><t>ひがし</t></rPh></si></sst>".getBytes(UTF_8),
                        "xl/worksheets/sheet1.xml",
                        ("<worksheet><sheetData><row>" + cell + "</row></sheetData></worksheet>").getBytes(UTF_8)));

        assertThat(SheetReader.readSheets("t.xlsx", workbook).sheets().get(0).rows())
                .containsExactly(List.of("東"));
    }

    @Test
    void datesOfAWorkbookFromAMacCountFrom1904() {
        byte[] workbook = Workbooks.make(made -> {
            if (!made.getCTWorkbook().isSetWorkbookPr()) {
                made.getCTWorkbook().addNewWorkbookPr();
            }
            made.getCTWorkbook().getWorkbookPr().setDate1904(true);
            XSSFCell cell = made.createSheet("Table").createRow(0).createCell(0);
            XSSFCellStyle style = made.createCellStyle();
            style.setDataFormat((short) 14);
            cell.setCellStyle(style);
            cell.setCellValue(LocalDate.of(2026, 1, 2));
        });

        assertThat(SheetReader.readSheets("t.xlsx", workbook).sheets().get(0).cellText(0, 0))
                .isEqualTo("2026-01-02");
    }

    @Test
    void signsThatNoTextHasAreRefusedWithTheirCell() {
        ReadSheets read = read(TABLE, sheet -> sheet.getRow(6).getCell(1).setCellValue("He_x0007_llo"));

        assertThat(codes(read.problems())).containsExactly("error unreadable-text t.xlsx!Table!B7");
    }

    @Test
    void cellsThatHoldNothingMakeNoRows() {
        ReadSheets read = read(TABLE, sheet -> {
            sheet.createRow(30_000).createCell(200);
            sheet.createRow(40_000).setHeightInPoints(3);
        });

        assertThat(read.problems()).isEmpty();
        assertThat(read.sheets().get(0).rows()).isEqualTo(TABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A1:C1", "A2:C2", "A4:C4", "B3:C3", "B6:C6"})
    void mergedCellsInAHeaderAllHoldTheValue(String region) {
        CellRangeAddress cells = CellRangeAddress.valueOf(region);
        ReadSheets read = read(TABLE, sheet -> sheet.addMergedRegion(cells));

        List<String> row = read.sheets().get(0).rows().get(cells.getFirstRow());
        assertThat(row.subList(cells.getFirstColumn(), 3)).containsOnly(row.get(cells.getFirstColumn()));
        assertThat(codes(read.problems()))
                .containsExactly("info merged-cells t.xlsx!Table!" + region.replaceFirst(":.*", ""));
    }

    @Test
    void cellsMergedDownInDataCountInEachRowWithAWarning() {
        ReadSheets read = read(TABLE, sheet -> sheet.addMergedRegion(CellRangeAddress.valueOf("A7:A8")));

        assertThat(read.sheets().get(0).rows().get(7)).containsExactly("Free", "Bye", "y");
        assertThat(codes(read.problems())).containsExactly("warning merged-cells t.xlsx!Table!A7");
    }

    @Test
    void cellsMergedAcrossColumnsOfDataAreRefused() {
        ReadSheets read = read(TABLE, sheet -> sheet.addMergedRegion(CellRangeAddress.valueOf("B7:C7")));

        assertThat(codes(read.problems())).containsExactly("error merged-columns t.xlsx!Table!B7");
    }

    @Test
    void whatABlankMergedCellCoversDoesNotCount() {
        ReadSheets read = read(TABLE, sheet -> {
            sheet.getRow(6).getCell(2).setBlank();
            sheet.addMergedRegion(CellRangeAddress.valueOf("C7:C8"));
        });

        assertThat(read.sheets().get(0).cellText(7, 2)).isEmpty();
        assertThat(codes(read.problems())).containsExactly("warning merged-cells t.xlsx!Table!C7");
    }

    @Test
    void rowsThatAFilterHidesAreOneWarning() {
        List<List<String>> rows = new ArrayList<>(TABLE);
        rows.addAll(List.of(List.of("A"), List.of("B"), List.of("C")));

        ReadSheets read = read(
                rows,
                sheet -> List.of(6, 8, 9, 500).forEach(row -> {
                    (sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row)).setZeroHeight(true);
                }));

        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("hidden-row");
            assertThat(problem.place()).hasToString("t.xlsx!Table!A7");
            assertThat(problem.message()).isEqualTo("3 rows are hidden, and count: those of A7, A9, A10.");
        });
    }

    private static ReadSheets read(List<List<String>> rows, Consumer<XSSFSheet> change) {
        return SheetReader.readSheets("t.xlsx", Workbooks.of(rows, change));
    }

    private static List<String> codes(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.severity() + " " + problem.code() + " " + problem.place())
                .toList();
    }
}
