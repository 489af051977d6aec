package support.entitlement.table.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static support.entitlement.Workbooks.parts;
import static support.entitlement.Workbooks.with;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.Workbooks;
import support.entitlement.table.problem.Problem;

/**
 * Tests that malicious files, and files that exceed the limits of tables, cause problems at little cost, and that
 * nothing in them is run.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ReadingLimitsTest {

    /** As many as the largest number of rows may have. */
    private static final int CELLS_OF_A_LONG_ROW = SheetLimits.MAX_CELLS / SheetLimits.MAX_ROWS;

    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final byte[] SOUND = Workbooks.of(List.of(List.of("RuleSet", "any")));

    /** Returns bytes that cannot be compressed, so that the whole file does not look like a zip bomb. */
    private static final String NOISE = noise();

    @ParameterizedTest
    @MethodSource("attacksBySize")
    void aWorkbookThatIsMadeToExhaustTheReaderIsRefused(String code, String sheet) {
        assertThat(codes(withSheet(sheet))).startsWith(code);
    }

    static Stream<Object[]> attacksBySize() {
        String row = "<row><c t=\"str\"><v>x</v></c></row>";
        return Stream.of(
                new Object[] {"too-large", sheet(" ".repeat(33 << 20))},
                new Object[] {"too-many-rows", sheet(row.repeat(SheetLimits.MAX_ROWS + 1))},
                new Object[] {"too-many-rows", sheet(row.replace("<row>", "<row r=\"1048576\">"))},
                new Object[] {"too-many-columns", sheet(row.replace("<c ", "<c r=\"XFD1\" "))},
                new Object[] {
                    "too-large", sheet(row.replace("<c ", "<c r=\"CV1\" ").repeat(SheetLimits.MAX_ROWS))
                },
                new Object[] {"too-long-text", sheet(row.replace("x", "x".repeat(20_000_000)))},
                new Object[] {"unreadable-file", sheet("<row spans=\"" + "1".repeat(20_000_000) + "\"/>" + row)},
                new Object[] {"unreadable-file", sheet("<a>".repeat(3_000_000) + "</a>".repeat(3_000_000))},
                new Object[] {"unreadable-file", sheet("<row" + attributes(100_000) + "/>")},
                new Object[] {"unreadable-file", sheet("<row r=\"99999999999\"/>")},
                new Object[] {"unreadable-file", sheet("<row><c t=\"s\"><v>7</v></c></row>")},
                new Object[] {"unreadable-file", sheet("<row><c><v>1e999</v></c></row>")},
                new Object[] {"too-large", sheet(row.repeat(SheetLimits.MAX_ROWS)) + merges("A1:D20000", 900)},
                new Object[] {"too-large", sheet(row) + merges("A1:B2", 2_000)});
    }

    @Test
    void onePartIsReadAsOneSheetOnly() {
        String sheets = IntStream.range(0, 300)
                .mapToObj(number ->
                        "<sheet name=\"S" + number + "\" r:id=\"s" + number + "\" sheetId=\"" + (number + 2) + "\"/>")
                .collect(Collectors.joining());
        String relations = IntStream.range(0, 300)
                .mapToObj(number -> "<Relationship Id=\"s" + number
                        + "\" Target=\"worksheets/sheet1.xml\" Type=\"http://x/worksheet\"/>")
                .collect(Collectors.joining());

        assertThat(codes(with(
                        SOUND,
                        Map.of(
                                "xl/workbook.xml",
                                part("xl/workbook.xml", "</sheets>", sheets + "</sheets>"),
                                "xl/_rels/workbook.xml.rels",
                                part(
                                        "xl/_rels/workbook.xml.rels",
                                        "</Relationships>",
                                        relations + "</Relationships>")))))
                .containsExactly("unreadable-file");
    }

    @Test
    void aLongNameOfAPartIsNotLookedThroughAgainAndAgain() {
        String longName = "x".repeat(60_000) + "/y";

        assertThat(codes(with(SOUND, Map.of("_rels/.rels", part("_rels/.rels", "xl/workbook.xml", longName)))))
                .containsExactly("unreadable-file");
    }

    private static byte[] part(String name, String words, String replacement) {
        return new String(parts(SOUND).get(name), UTF_8)
                .replace(words, replacement)
                .getBytes(UTF_8);
    }

    @Test
    void aZipBombIsRefusedBeforeItIsReadAsAWorkbook() {
        byte[] bomb = with(SOUND, Map.of("xl/media/image1.png", new byte[8 << 20]));

        assertThat(codes(bomb)).containsExactly("too-large");
        assertThat(codes(with(SOUND, many(600)))).containsExactly("too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\"><!ENTITY c \"&b;&b;\">]>"
            })
    void aDocumentTypeIsRefusedInWhicheverPartItStands(String declaration) {
        for (String part : List.of(SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "_rels/.rels")) {
            String xml = new String(parts(SOUND).get(part), UTF_8).replaceFirst("^<\\?xml[^>]*>", "");

            assertThat(codes(with(SOUND, Map.of(part, (declaration + xml).getBytes(UTF_8)))))
                    .as(part)
                    .containsExactly("active-content");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xl/vbaProject.bin",
                "xl/externalLinks/externalLink1.xml",
                "xl/connections.xml",
                "xl/embeddings/oleObject1.bin",
                "xl/activeX/activeX1.xml",
                "xl/macrosheets/sheet1.xml",
                "XL/VBAPROJECT.BIN"
            })
    void aWorkbookThatCanDoMoreThanHoldCellsIsRefused(String part) {
        assertThat(codes(with(SOUND, Map.of(part, new byte[] {1})))).containsExactly("active-content");
    }

    @Test
    void aWorkbookWhoseSheetsLieElsewhereIsRefused() {
        String relations = new String(parts(SOUND).get("xl/_rels/workbook.xml.rels"), UTF_8)
                .replace("Target=\"worksheets/sheet1.xml\"", "Target=\"file:///etc/passwd\" TargetMode=\"External\"");

        assertThat(codes(with(SOUND, Map.of("xl/_rels/workbook.xml.rels", relations.getBytes(UTF_8)))))
                .containsExactly("active-content");
    }

    @Test
    void noMoreErrorsAreCollectedThanSomebodyWouldRead() {
        String row = "<row><c t=\"e\"><v>#REF!</v></c></row>";

        assertThat(codes(withSheet(sheet(row.repeat(15_000))))).hasSize(100).containsOnly("error-cell");
    }

    @Test
    void twoSheetsOfOnePartAreNotReadTwice() {
        String book = new String(parts(SOUND).get("xl/workbook.xml"), UTF_8);
        String twice = book.replaceFirst("(<sheet [^>]*/>)", "$1$1");

        assertThat(SheetReader.readSheets("t.xlsx", with(SOUND, Map.of("xl/workbook.xml", twice.getBytes(UTF_8))))
                        .problems())
                .extracting(Problem::code)
                .containsExactly("sheet-without-table", "sheet-without-table", "no-table");
        byte[] table = Workbooks.of(List.of(List.of("RuleTable T")));
        assertThat(SheetReader.readSheets("t.xlsx", with(table, Map.of("xl/workbook.xml", twice.getBytes(UTF_8))))
                        .sheets())
                .hasSize(1);
    }

    @Test
    void aPartThatIsThereTwiceIsRefused() {
        byte[] twice = with(SOUND, Map.of("XL/Workbook.xml", parts(SOUND).get("xl/workbook.xml")));

        assertThat(codes(twice)).containsExactly("unreadable-file");
    }

    @Test
    void aPasswordOrAnOldFormatIsRefused() {
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};

        assertThat(codes(old)).containsExactly("unreadable-file");
    }

    @Test
    void aFileThatHidesPartsFromItsOwnListIsRefused() {
        byte[] twice = new byte[2 * SOUND.length];
        System.arraycopy(SOUND, 0, twice, 0, SOUND.length);
        System.arraycopy(SOUND, 0, twice, SOUND.length, SOUND.length);

        assertThat(codes(twice)).containsExactly("unreadable-file");
        assertThat(codes(Arrays.copyOf(SOUND, SOUND.length + 1))).containsExactly("unreadable-file");
    }

    @Test
    void theLargestTablesAreRead() {
        String row = "<row>" + "<c t=\"str\"><v>é b</v></c>".repeat(CELLS_OF_A_LONG_ROW) + "</row>";

        ReadSheets read = SheetReader.readSheets("t.xlsx", withSheet(sheet(row.repeat(SheetLimits.MAX_ROWS))));
        ReadSheets csv = SheetReader.readSheets(
                "t.csv",
                ("é b;".repeat(CELLS_OF_A_LONG_ROW - 1) + "c\n")
                        .repeat(SheetLimits.MAX_ROWS)
                        .getBytes(UTF_8));

        assertThat(read.problems()).isEmpty();
        assertThat(csv.problems()).isEmpty();
        assertThat(read.sheets().get(0).rows())
                .hasSameSizeAs(csv.sheets().get(0).rows());
    }

    @ParameterizedTest
    @MethodSource("largeCsvFiles")
    void aCsvFileThatIsMadeToExhaustTheReaderIsRefused(String code, String text) {
        assertThat(SheetReader.readSheets("t.csv", text.getBytes(UTF_8)).problems())
                .extracting(Problem::code)
                .containsExactly(code);
    }

    static Stream<Object[]> largeCsvFiles() {
        int most = SheetReader.MAX_FILE_BYTES - 100;
        return Stream.of(
                new Object[] {"too-many-rows", "\n".repeat(most)},
                new Object[] {"too-long-text", "RuleSet," + " ".repeat(most) + "x"},
                new Object[] {"too-long-text", "RuleSet,\"" + " \t".repeat(most / 2) + "x\""},
                new Object[] {"too-long-text", "RuleSet,\"" + "\n".repeat(most) + "\""},
                new Object[] {"too-long-text", "RuleSet" + " ".repeat(most)},
                new Object[] {"unreadable-file", "RuleSet," + "\"".repeat(most - most % 2 + 1)},
                new Object[] {"unreadable-file", ",".repeat(most)},
                new Object[] {"too-many-columns", (",".repeat(400) + "\n").repeat(20_000)},
                new Object[] {"too-large", (",".repeat(90) + "\n").repeat(20_000)},
                new Object[] {"too-large", "x".repeat(SheetReader.MAX_FILE_BYTES + 1)});
    }

    private static List<String> codes(byte[] workbook) {
        ReadSheets read = SheetReader.readSheets("t.xlsx", workbook);
        assertThat(Problem.hasErrors(read.problems())).isTrue();
        assertThat(read.sheets()).isEmpty();
        return read.problems().stream().map(Problem::code).toList();
    }

    private static String sheet(String data) {
        return "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + data
                + "</sheetData>";
    }

    private static String merges(String region, int times) {
        return "<mergeCells>" + ("<mergeCell ref=\"" + region + "\"/>").repeat(times) + "</mergeCells>";
    }

    private static String attributes(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(" a").append(i).append("=\"\"");
        }
        return text.toString();
    }

    private static byte[] withSheet(String sheet) {
        return with(SOUND, Map.of(SHEET, (NOISE + sheet + "</worksheet>").getBytes(UTF_8)));
    }

    private static Map<String, byte[]> many(int parts) {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < parts; i++) {
            many.put("xl/media/" + i + ".png", new byte[1]);
        }
        return many;
    }

    private static String noise() {
        Random random = new Random(1);
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            noise.append("<!--")
                    .append(random.nextLong())
                    .append(random.nextLong())
                    .append("-->");
        }
        return noise.toString();
    }
}
