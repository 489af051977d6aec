package support.entitlement.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.Workbooks;

/** What spreadsheet programs write into workbooks, beyond plain cells, and what becomes of it. */
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
        Sheets read = read(List.of(List.of("RuleSet")), sheet -> {
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

        assertThat(read.sheets().get(0).cell(0, 1)).isEqualTo(text);
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
                new Object[] {"0.00", 46024, "46024"},
                new Object[] {"0%", 0.5, "0.5"},
                new Object[] {"#,##0.00 \"days\"", 1234.5, "1234.5"},
                new Object[] {"@", 7, "7"});
    }

    @Test
    void aDateInAConditionIsReportedAndOneInFreeTextIsNot() {
        Sheets read = read(TABLE, sheet -> {
            XSSFCellStyle style = sheet.getWorkbook().createCellStyle();
            style.setDataFormat((short) 14);
            for (int column : List.of(0, 1)) {
                XSSFCell cell = sheet.getRow(7).getCell(column);
                cell.setCellValue(LocalDate.of(2026, 1, 2));
                cell.setCellStyle(style);
            }
        });

        assertThat(codes(SheetParser.parse(read.sheets()).problems()))
                .containsExactly("error changed-by-spreadsheet t.xlsx!Table!A8");
    }

    @Test
    void aFormulaCountsByItsLastValueAndWithoutOneIsRefused() {
        Sheets read = read(TABLE, sheet -> {
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
        Sheets read = read(TABLE, sheet -> {
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

        assertThat(SheetReader.read("t.xlsx", workbook).sheets().get(0).rows()).containsExactly(List.of("東"));
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

        assertThat(SheetReader.read("t.xlsx", workbook).sheets().get(0).cell(0, 0))
                .isEqualTo("2026-01-02");
    }

    @Test
    void signsThatNoTextHasAreRefusedWithTheirCell() {
        Sheets read = read(TABLE, sheet -> sheet.getRow(6).getCell(1).setCellValue("He_x0007_llo"));

        assertThat(codes(read.problems())).containsExactly("error unreadable-text t.xlsx!Table!B7");
    }

    @Test
    void cellsThatHoldNothingMakeNoRows() {
        Sheets read = read(TABLE, sheet -> {
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
        Sheets read = read(TABLE, sheet -> sheet.addMergedRegion(cells));

        List<String> row = read.sheets().get(0).rows().get(cells.getFirstRow());
        assertThat(row.subList(cells.getFirstColumn(), 3)).containsOnly(row.get(cells.getFirstColumn()));
        assertThat(codes(read.problems()))
                .containsExactly("info merged-cells t.xlsx!Table!" + region.replaceFirst(":.*", ""));
    }

    @Test
    void cellsMergedDownInDataCountInEachRowWithAWarning() {
        Sheets read = read(TABLE, sheet -> sheet.addMergedRegion(CellRangeAddress.valueOf("A7:A8")));

        assertThat(read.sheets().get(0).rows().get(7)).containsExactly("Free", "Bye", "y");
        assertThat(codes(read.problems())).containsExactly("warning merged-cells t.xlsx!Table!A7");
    }

    @Test
    void cellsMergedAcrossColumnsOfDataAreRefused() {
        Sheets read = read(TABLE, sheet -> sheet.addMergedRegion(CellRangeAddress.valueOf("B7:C7")));

        assertThat(codes(read.problems())).containsExactly("error merged-columns t.xlsx!Table!B7");
    }

    @Test
    void whatABlankMergedCellCoversDoesNotCount() {
        Sheets read = read(TABLE, sheet -> {
            sheet.getRow(6).getCell(2).setBlank();
            sheet.addMergedRegion(CellRangeAddress.valueOf("C7:C8"));
        });

        assertThat(read.sheets().get(0).cell(7, 2)).isEmpty();
        assertThat(codes(read.problems())).containsExactly("warning merged-cells t.xlsx!Table!C7");
    }

    @Test
    void rowsThatAFilterHidesAreOneWarning() {
        List<List<String>> rows = new ArrayList<>(TABLE);
        rows.addAll(List.of(List.of("A"), List.of("B"), List.of("C")));

        Sheets read = read(
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

    private static Sheets read(List<List<String>> rows, Consumer<XSSFSheet> change) {
        return SheetReader.read("t.xlsx", Workbooks.of(rows, change));
    }

    private static List<String> codes(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.severity() + " " + problem.code() + " " + problem.place())
                .toList();
    }
}
