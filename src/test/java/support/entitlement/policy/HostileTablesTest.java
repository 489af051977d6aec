package support.entitlement.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.Workbooks;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetReader;

/**
 * Tests hostile tables in both formats. Each is rejected at its cell or file, and none runs: code that ran would call
 * {@link Tripwire}.
 */
class HostileTablesTest {

    private static final String FIRE = Tripwire.class.getName() + ".spring()";

    /** Each of these texts is put into cells of text, numbers, flags, times and lists. */
    private static final List<String> CODE = List.of(
            FIRE,
            "\" + " + FIRE + " + \"",
            "\"); " + FIRE + "; (\"",
            "\"" + FIRE,
            "x\"); } }); " + FIRE + "; //",
            "*/ " + FIRE + "; /*",
            "\\u0022 + " + FIRE + " + \\u0022",
            "\\\"); " + FIRE + "; //",
            "eval(" + FIRE + ")",
            "$param); " + FIRE + "; entitlement.words($param",
            "${" + FIRE + "}",
            "#{T(" + Tripwire.class.getName() + ").spring()}",
            "@{" + FIRE + "}",
            "Class.forName(\"" + Tripwire.class.getName() + "\").getMethod(\"spring\").invoke(null)",
            "\" + Runtime.getRuntime().exec(\"touch /tmp/sprung\") + \"",
            "\"); System.exit(3); (\"",
            "new java.io.File(\"/tmp/sprung\").createNewFile()",
            "new java.net.URL(\"http://127.0.0.1:1/\").openStream()",
            "x\" when then " + FIRE + "; end rule \"y",
            "rule \"x\" when eval(true) then " + FIRE + "; end",
            "function int f() { " + FIRE + "; return 1; }",
            "with (x) { " + FIRE + " }",
            "=HYPERLINK(\"http://127.0.0.1:1/\", \"x\")",
            "=cmd|'/c calc'!A1",
            "@SUM(1+1)*cmd|'/c calc'!A1",
            "drools.halt()",
            "kcontext.getKieRuntime().halt()",
            "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>");

    private static final Map<String, String> COLUMNS = Map.of(
            "text", "entitlement.words(\"$param\")",
            "number", "entitlement.amount($param)",
            "flag", "entitlement.priorityFlag($param)",
            "time", "entitlement.within($param)");

    /** Texts that are not valid headers of a table. */
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("code", FIRE),
            Map.entry("code behind an action", "entitlement.words(\"$param\"); " + FIRE + ";"),
            Map.entry("code within an action", "entitlement.words(\"$param\" + " + FIRE + ")"),
            Map.entry("reflection", "entitlement.getClass().forName(\"$param\")"),
            Map.entry("a method that is no action", "entitlement.begin($param)"),
            Map.entry("a variable of the engine", "drools.insert($param)"),
            Map.entry("a new object", "new " + Tripwire.class.getName() + "($param)"),
            Map.entry("modify", "modify($channel) { medium($param) }"),
            Map.entry("an escape", "entitlement.words(\"\\u0022 + " + FIRE + " + \\u0022$param\")"));

    private static final Map<String, String> CONDITIONS = Map.ofEntries(
            Map.entry("eval", "eval(" + FIRE + ")"),
            Map.entry("inline eval", "plan == \"$param\" && eval(" + FIRE + ")"),
            Map.entry("a call", "plan == " + FIRE),
            Map.entry("a static field", "plan == java.io.File.separator"),
            Map.entry("the end of a pattern", "plan == \"$param\") eval(" + FIRE),
            Map.entry("from", "plan == \"$param\") from " + FIRE),
            Map.entry("an attribute that is code", "attribute[" + FIRE + "] == \"$param\""),
            Map.entry("forall", "forall(&&){" + FIRE + " == $}"),
            Map.entry("matches", "plan matches \"(a+)+$param\""));

    private static final Map<String, List<String>> ABOVE = Map.of(
            "Functions", List.of("Functions", "function void f() { " + FIRE + "; }"),
            "Queries", List.of("Queries", "query q() eval(" + FIRE + ") end"),
            "Import", List.of("Import", Tripwire.class.getName()),
            "Declare", List.of("Declare", "declare X y : int = " + FIRE + " end"),
            "Variables", List.of("Variables", Tripwire.class.getName() + " tripwire"),
            "EscapeQuotes", List.of("EscapeQuotes", "false"),
            "Metadata", List.of("Metadata", "@import(" + Tripwire.class.getName() + ")"),
            "Unit", List.of("Unit", Tripwire.class.getName()));

    private static final Map<String, String> KEYWORDS = Map.of(
            "an agenda group", "AGENDA-GROUP",
            "a priority", "PRIORITY",
            "a loop", "NO-LOOP",
            "a first letter", "C",
            "a duration", "DURATION",
            "a calendar of Drools", "CALENDARS");

    /** The target of foreign code. */
    public static final class Tripwire {

        private static boolean sprung;

        private Tripwire() {}

        /** Records the call. */
        public static synchronized String spring() {
            sprung = true;
            return "sprung";
        }
    }

    @BeforeEach
    void setTheTripwire() {
        Tripwire.sprung = false;
    }

    @AfterEach
    void nothingRan() {
        assertThat(Tripwire.sprung).isFalse();
        assertThat(Path.of("/tmp/sprung")).doesNotExist();
    }

    /** A hostile file, and the cell at which it must be rejected; an empty text for the whole file. */
    record Hostile(String words, String file, byte[] content, String cell) {

        @Override
        public String toString() {
            return words + " in " + file;
        }
    }

    @ParameterizedTest
    @MethodSource({"cells", "headers", "files"})
    void isRefusedAtItsPlaceAndNeverRuns(Hostile hostile) {
        List<Sheet> sheets = new ArrayList<>(shipped());
        ReadSheets read = SheetReader.readSheets(hostile.file(), hostile.content());
        sheets.addAll(read.sheets());

        Compilation compilation = PolicyCompiler.compile(new ReadSheets(sheets, read.problems()));

        assertThat(compilation.compiled()).isEmpty();
        assertThat(compilation.problems())
                .filteredOn(problem -> problem.severity() == Severity.ERROR)
                .isNotEmpty()
                .allSatisfy(problem -> {
                    assertThat(problem.place().file()).isEqualTo(hostile.file());
                    assertThat(problem.fullText()).doesNotContain("Exception", ".drl", "org.drools", "at support.");
                })
                .anySatisfy(problem -> assertThat(cellOf(problem)).isEqualTo(hostile.cell()));
    }

    private static String cellOf(Problem problem) {
        return problem.place().cell() == null ? "" : problem.place().cell();
    }

    static Stream<Hostile> cells() {
        return COLUMNS.entrySet().stream()
                .flatMap(column -> CODE.stream()
                        .flatMap(code -> both(
                                column.getKey() + " “" + code + "”",
                                table(
                                        List.of(),
                                        List.of("CONDITION", "ACTION"),
                                        List.of("attribute[\"text\"] == \"$param\"", column.getValue()),
                                        List.of("x", code)),
                                "B7")));
    }

    static Stream<Hostile> headers() {
        List<String> keywords = List.of("CONDITION", "ACTION");
        String plan = "attribute[\"text\"] == \"$param\"";
        String words = "entitlement.words(\"$param\")";
        return Stream.of(
                        ACTIONS.entrySet().stream()
                                .flatMap(action -> both(
                                        "action with " + action.getKey(),
                                        table(List.of(), keywords, List.of(plan, action.getValue()), List.of("x", "y")),
                                        "B5")),
                        CONDITIONS.entrySet().stream()
                                .flatMap(condition -> both(
                                        "condition with " + condition.getKey(),
                                        table(
                                                List.of(),
                                                keywords,
                                                List.of(condition.getValue(), words),
                                                List.of("x", "y")),
                                        "A5")),
                        ABOVE.entrySet().stream()
                                .flatMap(above -> both(
                                        above.getKey() + " above the table",
                                        table(above.getValue(), keywords, List.of(plan, words), List.of("x", "y")),
                                        "A2")),
                        KEYWORDS.entrySet().stream()
                                .flatMap(keyword -> both(
                                        "a column that is " + keyword.getKey(),
                                        table(
                                                List.of(),
                                                List.of("CONDITION", keyword.getValue()),
                                                List.of(plan, words),
                                                List.of("x", "y")),
                                        "B3")))
                .flatMap(each -> each);
    }

    static Stream<Hostile> files() {
        List<List<String>> harmless = table(
                List.of(),
                List.of("CONDITION", "ACTION"),
                List.of("attribute[\"text\"] == \"$param\"", "entitlement.words(\"$param\")"),
                List.of("x", "y"));
        byte[] workbook = Workbooks.of(harmless);
        return Stream.of(
                file("a zip bomb", "xlsx", with(workbook, "xl/media/bomb.bin", new byte[60 << 20])),
                file("many parts", "xlsx", manyParts(workbook)),
                file("macros", "xlsx", with(workbook, "xl/vbaProject.bin", new byte[10])),
                file("a workbook with macros", "xlsm", workbook),
                file(
                        "links to other files",
                        "xlsx",
                        with(workbook, "xl/externalLinks/externalLink1.xml", new byte[10])),
                file("a connection", "xlsx", with(workbook, "xl/connections.xml", new byte[10])),
                file("an embedded file", "xlsx", with(workbook, "xl/embeddings/oleObject1.bin", new byte[10])),
                file(
                        "an external entity",
                        "xlsx",
                        replaced(
                                workbook,
                                "xl/workbook.xml",
                                "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>")),
                file("entities of entities", "xlsx", replaced(workbook, "xl/sharedStrings.xml", laughs())),
                file("half a workbook", "xlsx", Arrays.copyOf(workbook, workbook.length / 2)),
                file("text that calls itself a workbook", "xlsx", csv(harmless)),
                file("a workbook that calls itself text", "csv", workbook),
                file("an old workbook", "xlsx", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0}),
                file("a million rows", "csv", "a\n".repeat(1_000_000).getBytes(UTF_8)),
                file("a million rows of a workbook", "xlsx", millionRows(workbook)),
                file("a giant file", "csv", new byte[SheetReader.MAX_FILE_BYTES + 1]),
                new Hostile(
                        "an open quote", "hostile.csv", ("RuleSet,\"" + "x".repeat(1_000_000)).getBytes(UTF_8), "A1"),
                file("signs that no text has", "csv", "RuleSet,\u0000\u0001".getBytes(UTF_8)),
                new Hostile("a gigantic cell", "hostile.csv", csv(withCell(harmless, "x".repeat(2_000_000))), "B7"),
                new Hostile("deep nesting", "hostile.csv", csv(withCell(harmless, "(".repeat(50_000))), "B7"),
                new Hostile(
                        "a pattern that backtracks",
                        "hostile.csv",
                        csv(withCell(harmless, "a".repeat(9_000) + "!\"); " + FIRE)),
                        "B7"),
                new Hostile("very many columns", "hostile.csv", csv(List.of(Collections.nCopies(500, "x"))), "CW1"));
    }

    private static Hostile file(String words, String format, byte[] content) {
        return new Hostile(words, "hostile." + format, content, "");
    }

    private static Stream<Hostile> both(String words, List<List<String>> rows, String cell) {
        return Stream.of(
                new Hostile(words, "hostile.csv", csv(rows), cell),
                new Hostile(words, "hostile.xlsx", Workbooks.of(rows), cell));
    }

    /** Returns a table whose first row below the header is row 7, or row 8 if another row precedes it. */
    private static List<List<String>> table(
            List<String> above, List<String> keywords, List<String> templates, List<String> row) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("RuleSet", "any"));
        if (!above.isEmpty()) {
            rows.add(above);
        }
        rows.addAll(List.of(
                List.of("RuleTable Hostile"),
                keywords,
                List.of("Coverage", ""),
                templates,
                List.of("If", "Then"),
                row));
        return rows;
    }

    private static List<List<String>> withCell(List<List<String>> rows, String cell) {
        List<List<String>> changed = new ArrayList<>(rows);
        changed.set(changed.size() - 1, List.of("x", cell));
        return changed;
    }

    private static byte[] csv(List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            rows.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(UTF_8);
    }

    private static List<Sheet> shipped() {
        try (Stream<Path> files = Files.list(Path.of("rules"))) {
            List<Sheet> sheets = new ArrayList<>();
            for (Path file : files.filter(
                            each -> SheetReader.isTableFile(each.getFileName().toString()))
                    .toList()) {
                sheets.addAll(SheetReader.readSheets(file.getFileName().toString(), Files.readAllBytes(file))
                        .sheets());
            }
            return sheets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] with(byte[] workbook, String part, byte[] content) {
        Map<String, byte[]> parts = parts(workbook);
        parts.put(part, content);
        return zip(parts);
    }

    private static byte[] replaced(byte[] workbook, String part, String prologue) {
        Map<String, byte[]> parts = parts(workbook);
        String text = new String(parts.get(part), UTF_8);
        int root = text.indexOf("?>") + 2;
        parts.put(part, (text.substring(0, root) + prologue + text.substring(root)).getBytes(UTF_8));
        return zip(parts);
    }

    private static byte[] manyParts(byte[] workbook) {
        Map<String, byte[]> parts = parts(workbook);
        IntStream.range(0, 5_000).forEach(number -> parts.put("xl/media/" + number, new byte[0]));
        return zip(parts);
    }

    private static byte[] millionRows(byte[] workbook) {
        String row = "<row><c><v>1</v></c></row>";
        String sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                + row.repeat(1_000_000) + "</sheetData></worksheet>";
        return with(workbook, "xl/worksheets/sheet1.xml", sheet.getBytes(UTF_8));
    }

    private static String laughs() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 20; i++) {
            entities.append("<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">");
        }
        return entities.append("]>").toString();
    }

    private static Map<String, byte[]> parts(byte[] workbook) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                parts.put(part.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    private static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
