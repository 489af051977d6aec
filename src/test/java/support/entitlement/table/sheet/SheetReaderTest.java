package support.entitlement.table.sheet;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.Workbooks;
import support.entitlement.table.ParsedTables;
import support.entitlement.table.SheetParser;
import support.entitlement.table.problem.Problem;

class SheetReaderTest {

    private static final List<List<String>> ROWS = List.of(
            List.of("RuleSet", "any"), List.of("a", "“é” – ü"), List.of("", ""), List.of("b, c; d e", "say \"x\""));

    private static final String TEXT = "RuleSet,any\na,“é” – ü\n,\n\"b, c; d\te\",\"say \"\"x\"\"\"\n";

    @ParameterizedTest
    @MethodSource("savedInManyWays")
    void aFileMeansTheSameHoweverItIsSaved(String how, byte[] content) {
        ReadSheets read = SheetReader.readSheets("t.csv", content);

        assertThat(read.problems()).as(how).isEmpty();
        assertThat(read.sheets()).singleElement().extracting(Sheet::rows).isEqualTo(ROWS);
    }

    static Stream<Object[]> savedInManyWays() {
        String semicolons = "RuleSet;any\na;“é” – ü\n;\n\"b, c; d\te\";\"say \"\"x\"\"\"\n";
        String tabs = "RuleSet\tany\na\t“é” – ü\n\t\n\"b, c; d\te\"\t\"say \"\"x\"\"\"\n";
        return Stream.of(
                new Object[] {"plain", TEXT.getBytes(UTF_8)},
                new Object[] {"byte order mark", ("\uFEFF" + TEXT).getBytes(UTF_8)},
                new Object[] {"Windows line ends", TEXT.replace("\n", "\r\n").getBytes(UTF_8)},
                new Object[] {"old Mac line ends", TEXT.replace("\n", "\r").getBytes(UTF_8)},
                new Object[] {"no line end at the end", TEXT.strip().getBytes(UTF_8)},
                new Object[] {"semicolons", semicolons.getBytes(UTF_8)},
                new Object[] {"a line that names the separator", ("sep=;\r\n" + semicolons).getBytes(UTF_8)},
                new Object[] {"tabs", tabs.getBytes(UTF_8)},
                new Object[] {"UTF-16, little end first", ("\uFEFF" + tabs).getBytes(UTF_16LE)},
                new Object[] {"UTF-16, big end first", ("\uFEFF" + tabs).getBytes(UTF_16BE)},
                new Object[] {"quotes around all", quoted(ROWS).getBytes(UTF_8)},
                new Object[] {
                    "blanks of many kinds",
                    TEXT.replace("any", "\u00A0any\u202F \u200B").getBytes(UTF_8)
                });
    }

    private static String quoted(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(String.join(
                        ",",
                        row.stream()
                                .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                                .toList()))
                .append("\r\n"));
        return text.toString();
    }

    @Test
    void aNewlineInACellDividesNoRow() {
        ReadSheets read = csv("RuleSet,any\n\"Enterprise\nPremium\",\"one \r\n two\"\nx,y\n");

        assertThat(read.sheets().get(0).rows())
                .containsExactly(
                        List.of("RuleSet", "any"), List.of("Enterprise\nPremium", "one\ntwo"), List.of("x", "y"));
    }

    @Test
    void windows1252IsReadWithAWarning() {
        ReadSheets read =
                SheetReader.readSheets("t.csv", "RuleSet;Zürich €\n".getBytes(Charset.forName("windows-1252")));

        assertThat(read.sheets().get(0).rows()).containsExactly(List.of("RuleSet", "Zürich €"));
        assertThat(codes(read)).containsExactly("warning not-utf-8 t.csv");
    }

    @Test
    void brokenUtf8IsRefusedAndNotTakenForAnotherEncoding() {
        byte[] content = "RuleSet,“Zürich”\nx,y".getBytes(UTF_8);
        content[content.length - 1] = (byte) 0xC3;

        assertThat(codes(SheetReader.readSheets("t.csv", content))).containsExactly("error unreadable-file t.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"R\0u\0l\0e\0", "RuleSet,\u0007", "RuleSet,\uFFFE"})
    void whatIsNoTextIsRefused(String text) {
        assertThat(codes(csv(text))).containsExactly("error unreadable-file t.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RuleSet,any\n\"a\nb\",c\nd,\"e\nf\n", "RuleSet,any\n\"a\nb\",c\nd,\"e\"f\n"})
    void whatIsNoCsvIsRefusedWithTheRowThatASpreadsheetShows(String text) {
        assertThat(codes(csv(text))).containsExactly("error unreadable-file t.csv!A3");
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1250, Złoty",
        "windows-1250, Łódź",
        "windows-1250, łąka",
        "ISO-8859-2, są",
        "windows-1251, Свободный",
        "windows-1253, Δωρεάν",
        "x-MacRoman, Zürich",
        "x-MacRoman, Prämie",
        "x-MacRoman, Straße",
        "IBM850, Prämie",
        "IBM850, Größe",
        "IBM437, Prémium"
    })
    void aWordInAnotherEncodingIsRefusedWithItsCell(String encoding, String word) {
        ReadSheets read = SheetReader.readSheets(
                "t.csv", ("RuleSet,any\nx,ein " + word + "\n").getBytes(Charset.forName(encoding)));

        assertThat(codes(read)).contains("error unknown-encoding t.csv!B2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zürich GRÜN Größe Öl ÄRGER Müller-Lüdenscheidt",
                "déjà créée Noël l’été «mot» œuvre ŒUVRE naïveté À 5 €",
                "¿Qué? ¡Hola! mañana 1ª nº",
                "Smørrebrød Ålesund Ærø på",
                "Það er ýmislegt",
                "m² 5 km² §4 °C 20°C £5 ½h 1½ h 5–8 “so” it’s • Punkt ©2026 Foo® ± 5 µs US£",
                "coração São João ações"
            })
    void wordsOfWesternLanguagesAreReadAndListedWithTheirCells(String words) {
        ReadSheets read = SheetReader.readSheets(
                "t.csv", ("RuleSet,any\nx," + words + "\n").getBytes(Charset.forName("windows-1252")));

        assertThat(codes(read)).containsExactly("warning not-utf-8 t.csv");
        assertThat(read.sheets().get(0).rows().get(1)).containsExactly("x", words);
    }

    @Test
    void theWarningShowsEachWordThatDependsOnTheEncoding() {
        ReadSheets read = SheetReader.readSheets(
                "t.csv", "RuleSet,any\nGêœ,5 – 8 Zürich\n".getBytes(Charset.forName("windows-1252")));

        assertThat(read.problems().get(0).message()).contains("“Gêœ” in A2, “Zürich” in B2.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zürich", "“so”", "it’s", "déjà", "GRÜN", "5 – 8"})
    void textThatWasGarbledBeforeIsRefusedWithItsCell(String text) {
        String garbled = new String(text.getBytes(UTF_8), Charset.forName("windows-1252")).replace("\uFFFD", "");

        assertThat(codes(csv("RuleSet,any\nx," + garbled))).containsExactly("error garbled-text t.csv!B2");
        assertThat(csv("RuleSet,any\nx," + text).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "\"", "\n", "\r\n", "x", ""})
    void aLineThatNamesNoSeparatorIsARow(String separator) {
        List<List<String>> rows =
                csv("sep=" + separator + "\nRuleSet,any\n").sheets().get(0).rows();

        assertThat(rows.get(0).get(0)).startsWith("sep=");
        assertThat(rows.get(rows.size() - 1)).containsExactly("RuleSet", "any");
    }

    @Test
    void aWorkbookThatIsCalledCsvIsRefusedAsOne() {
        assertThat(SheetReader.readSheets("t.csv", Workbooks.of(ROWS)).problems())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("workbook");
    }

    @Test
    void aWorkbookWithoutAnyTableIsRefused() {
        ReadSheets read = SheetReader.readSheets("t.xlsx", Workbooks.make(workbook -> {
            workbook.createSheet("One");
            workbook.createSheet("Two");
        }));

        assertThat(codes(read))
                .containsExactly(
                        "info sheet-without-table t.xlsx!One",
                        "info sheet-without-table t.xlsx!Two",
                        "error no-table t.xlsx");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThat(codes(SheetReader.readSheets("t.csv", new byte[0]))).containsExactly("error empty-file t.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plans.csv", "PLANS.CSV", "plans.xlsx", "plans.xls", "plans.xlsm", "plans.ods"})
    void spreadsheetsOfAnyKindBelongToTheTables(String file) {
        assertThat(SheetReader.isTableFile(file)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~$plans.xlsx",
                ".plans.csv.swp",
                ".~lock.plans.csv#",
                "plans.csv~",
                "#plans.csv#",
                "plans.csv.tmp",
                "README.md",
                "plans",
                "plans.csv.orig",
                "4913"
            })
    void whatEditorsLeaveBesideTheTablesDoesNot(String file) {
        assertThat(SheetReader.isTableFile(file)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plans.xls", "plans.xlsm", "plans.ods", "plans.tsv"})
    void otherFormatsAreRefusedWithTheFormatsThatAreRead(String file) {
        Problem problem =
                SheetReader.readSheets(file, new byte[] {1}).problems().get(0);

        assertThat(problem.code()).isEqualTo("unknown-format");
        assertThat(problem.remedy()).contains(".xlsx", ".csv");
    }

    @Test
    void cellsOfAWorkbookAreTheTextThatACsvFileWouldHave() {
        byte[] workbook = Workbooks.of(
                List.of(
                        List.of("RuleSet", "any"),
                        List.of(1, 1.5, 100_000_000_000.0, true, false, " a\u00A0", "x\ny"),
                        List.of("", 0.1 + 0.2)),
                sheet -> {
                    XSSFCell formula = sheet.getRow(2).createCell(2);
                    formula.setCellFormula("1+1");
                    sheet.getWorkbook()
                            .getCreationHelper()
                            .createFormulaEvaluator()
                            .evaluateFormulaCell(formula);
                    XSSFCellStyle date = sheet.getWorkbook().createCellStyle();
                    date.setDataFormat((short) 14);
                    XSSFCell day = sheet.getRow(2).createCell(3);
                    day.setCellValue(LocalDate.of(2026, 2, 1));
                    day.setCellStyle(date);
                });

        ReadSheets read = SheetReader.readSheets("t.xlsx", workbook);

        assertThat(read.problems()).isEmpty();
        assertThat(read.sheets().get(0).name()).isEqualTo("Table");
        assertThat(read.sheets().get(0).rows())
                .containsExactly(
                        List.of("RuleSet", "any"),
                        List.of("1", "1.5", "100000000000", "TRUE", "FALSE", "a", "x\ny"),
                        List.of("", "0.3", "2", "2026-02-01"));
    }

    @Test
    void aFormulaThatFailsIsRefusedWithItsCell() {
        ReadSheets read = SheetReader.readSheets(
                "t.xlsx",
                Workbooks.of(
                        List.of(List.of("RuleSet", "any")),
                        sheet -> sheet.getRow(0).createCell(2).setCellErrorValue((byte) 0x17)));

        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.place()).hasToString("t.xlsx!Table!C1");
            assertThat(problem.value()).isEqualTo("#REF!");
        });
    }

    @Test
    void mergedCellsAllHoldTheValueAndAreReported() {
        ReadSheets read = SheetReader.readSheets(
                "t.xlsx",
                Workbooks.of(
                        List.of(List.of("RuleSet", "any"), List.of("a", "b"), List.of("", "c")),
                        sheet -> sheet.addMergedRegion(new CellRangeAddress(1, 2, 0, 0))));

        assertThat(read.sheets().get(0).rows()).contains(List.of("a", "b"), List.of("a", "c"));
        assertThat(codes(read)).containsExactly("info merged-cells t.xlsx!Table!A2");
    }

    @Test
    void hiddenRowsAndColumnsCountAndAreReported() {
        ReadSheets read = SheetReader.readSheets(
                "t.xlsx", Workbooks.of(List.of(List.of("RuleSet", "any"), List.of("a", "b")), sheet -> {
                    sheet.getRow(1).setZeroHeight(true);
                    sheet.setColumnHidden(1, true);
                }));

        assertThat(read.sheets().get(0).rows()).hasSize(2);
        assertThat(codes(read))
                .containsExactly("warning hidden-row t.xlsx!Table!A2", "warning hidden-column t.xlsx!Table!B1");
    }

    @Test
    void everySheetWithATableIsReadEvenAHiddenOne() {
        List<List<String>> table = List.of(List.of("RuleTable T"));
        ReadSheets read = SheetReader.readSheets("t.xlsx", Workbooks.make(workbook -> {
            Workbooks.fill(workbook.createSheet("One"), table);
            Workbooks.fill(workbook.createSheet("Ideas"), List.of(List.of("later")));
            Workbooks.fill(workbook.createSheet("Two"), table);
            workbook.setSheetVisibility(2, SheetVisibility.HIDDEN);
        }));

        assertThat(read.sheets()).extracting(Sheet::name).containsExactly("One", "Two");
        assertThat(codes(read))
                .containsExactly("info sheet-without-table t.xlsx!Ideas", "warning hidden-sheet t.xlsx!Two");
    }

    @Test
    void aWorkbookThatIsOnlyHalfWrittenIsRefused() {
        byte[] whole = Workbooks.of(ROWS);

        for (int length : List.of(1, 3, 100, whole.length / 2, whole.length - 30)) {
            assertThat(codes(SheetReader.readSheets("t.xlsx", Arrays.copyOf(whole, length))))
                    .containsExactly("error unreadable-file t.xlsx");
        }
        assertThat(codes(SheetReader.readSheets("t.xlsx", TEXT.getBytes(UTF_8))))
                .containsExactly("error unreadable-file t.xlsx");
    }

    @Test
    void moreThanATableCanHoldIsRefused() {
        assertThat(codes(csv("a\n".repeat(SheetLimits.MAX_ROWS + 5)))).containsExactly("error too-many-rows t.csv");
        assertThat(codes(csv("RuleSet" + ",".repeat(SheetLimits.MAX_COLUMNS))))
                .containsExactly("error too-many-columns t.csv!CW1");
        assertThat(codes(csv("RuleSet," + "x".repeat(SheetLimits.MAX_TEXT_LENGTH + 1))))
                .containsExactly("error too-long-text t.csv!B1");
        assertThat(codes(SheetReader.readSheets("t.csv", new byte[SheetReader.MAX_FILE_BYTES + 1])))
                .containsExactly("error too-large t.csv");
    }

    @Test
    void smartQuotesInATemplateAreQuotes() {
        Sheet sheet = csv("RuleSet,any\nRuleTable T\nCONDITION,ACTION\nQuery\n"
                        + "plan == “$param”,entitlement.words(„$param“)\nIf,Then\n“Free”,Hello\n")
                .sheets()
                .get(0);

        ParsedTables tables = SheetParser.parseSheets(List.of(sheet));

        assertThat(tables.problems()).isEmpty();
        assertThat(tables.tables().get(0).rows().get(0).values()).containsExactly("“Free”", "Hello");
    }

    @Test
    void theSeparatorIsFoundWhateverTheFirstCellIs() {
        List<List<String>> rows = csv("Hit policy;unique\n\"a, b, c, d\";\"e, f\"\n")
                .sheets()
                .get(0)
                .rows();

        assertThat(rows).containsExactly(List.of("Hit policy", "unique"), List.of("a, b, c, d", "e, f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2-Jan", "Jan-02", "01.02.2026", "2026-01-02", "1/2/26", "3. Mrz 2026", "1E+11", "1,5E+11"})
    void aNameThatASpreadsheetHasChangedIsReported(String cell) {
        for (String condition : List.of("plan == \"$param\"", "plan in ($param)")) {
            Sheet sheet = new Sheet(
                    "t.csv",
                    null,
                    List.of(
                            List.of("RuleSet", "any"),
                            List.of("RuleTable T"),
                            List.of("CONDITION", "ACTION"),
                            List.of("Query"),
                            List.of(condition, "entitlement.within($param)"),
                            List.of("If", "Then"),
                            List.of(cell, cell)));

            assertThat(SheetParser.parseSheets(List.of(sheet)).problems())
                    .extracting(problem -> problem.severity() + " " + problem.code() + " " + problem.place())
                    .containsExactly("error changed-by-spreadsheet t.csv!A7", "error changed-by-spreadsheet t.csv!B7");
        }
    }

    private static ReadSheets csv(String text) {
        return SheetReader.readSheets("t.csv", text.getBytes(UTF_8));
    }

    private static List<String> codes(ReadSheets read) {
        return read.problems().stream()
                .map(problem -> problem.severity() + " " + problem.code() + " " + problem.place())
                .toList();
    }
}
