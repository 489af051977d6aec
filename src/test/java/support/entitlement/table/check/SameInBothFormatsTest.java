package support.entitlement.table.check;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.Workbooks;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.table.Row;
import support.entitlement.table.SheetParser;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetReader;

/** Tests that CSV and XLSX mean the same: equal cells give equal tables and equal decisions. */
class SameInBothFormatsTest {

    private static final List<Object> TEXTS = List.of(
            "", "Free", "a, b", "it's \"so\"", "two\nlines", "Ünïcödé “–”", " blank ", 7, 1.5, true, false, "yes");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void randomTablesDecideTheSame(long seed) {
        List<List<Object>> rows = randomTable(new Random(seed));

        ReadSheets csv = SheetReader.readSheets("extra.csv", csv(rows));
        ReadSheets xlsx = SheetReader.readSheets("extra.xlsx", Workbooks.of(rows));

        assertThat(padded(xlsx.sheets().get(0))).isEqualTo(padded(csv.sheets().get(0)));
        Table inCsv = SheetParser.parseSheets(csv.sheets()).tables().get(0);
        Table inXlsx = SheetParser.parseSheets(xlsx.sheets()).tables().get(0);
        assertThat(inXlsx.columns()).isEqualTo(inCsv.columns());
        assertThat(inXlsx.rows())
                .extracting(Row::values)
                .isEqualTo(inCsv.rows().stream().map(Row::values).toList());
        Policy fromCsv = policy(csv);
        Policy fromXlsx = policy(xlsx);
        for (Object seats : Arrays.asList(null, 1.0, 7.0, 100.0)) {
            for (Object text : Arrays.asList(
                    null, "Free", "a, b", "it's \"so\"", "two\nlines", "Ünïcödé “–”", "7", "1.5", "other")) {
                Query query = query(seats, text);
                assertThat(fromXlsx.decideUncached(query).terms())
                        .as("seed %d, %s", seed, query)
                        .isEqualTo(fromCsv.decideUncached(query).terms());
                assertThat(fromXlsx.decide(query).promisesTheSameAs(fromCsv.decide(query)))
                        .isTrue();
            }
        }
    }

    @Test
    void theShippedTablesDecideTheSameAsAWorkbookOfManySheets() throws IOException {
        List<Sheet> csv = shipped(UnaryOperator.identity(), UTF_8).sheets();
        ReadSheets workbook = SheetReader.readSheets(
                "support.xlsx",
                Workbooks.make(made -> csv.forEach(sheet ->
                        Workbooks.fill(made.createSheet(sheet.file().replace(".csv", "")), typed(sheet.rows())))));

        Policy fromCsv = PolicyCompiler.compile(new ReadSheets(csv, List.of())).requirePolicy();
        Policy fromXlsx = PolicyCompiler.compile(workbook).requirePolicy();

        for (String plan : fromCsv.vocabulary().plans().all()) {
            for (String issueType : fromCsv.vocabulary().issueTypes().all()) {
                for (String category : Arrays.asList(null, "1", "2", "3")) {
                    Query query = new Query(plan, issueType, null, null, category, null, Map.of());
                    assertThat(fromXlsx.decide(query).promisesTheSameAs(fromCsv.decide(query)))
                            .as(query.toString())
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("savedElsewhere")
    void theShippedTablesAreTheSameRevisionWhereverTheyAreSaved(String how, UnaryOperator<String> edit, Charset charset)
            throws IOException {
        ReadSheets shipped = shipped(UnaryOperator.identity(), UTF_8);
        ReadSheets saved = shipped(edit, charset);

        assertThat(saved.problems()).extracting(Problem::severity).doesNotContain(Severity.ERROR);
        assertThat(PolicyCompiler.compile(saved).requirePolicy().revision())
                .as(how)
                .isEqualTo(PolicyCompiler.compile(shipped).requirePolicy().revision());
    }

    static Stream<Object[]> savedElsewhere() {
        Charset windows = Charset.forName("windows-1252");
        return Stream.of(
                saved("Excel in English", text -> "\uFEFF" + text.replace("\n", "\r\n"), UTF_8),
                saved("Excel in German", text -> rewritten(text, ';', "\r\n"), windows),
                saved("Excel as Unicode text", text -> "\uFEFF" + rewritten(text, '\t', "\r\n"), UTF_16LE),
                saved("a line that names the separator", text -> "sep=;\r\n" + rewritten(text, ';', "\r\n"), UTF_8),
                saved("bars", text -> rewritten(text, '|', "\n"), UTF_8),
                saved("blank rows at the end", text -> text + "\n,,,\n\n", UTF_8),
                saved("no line end at the end", String::strip, UTF_8));
    }

    private static Object[] saved(String how, UnaryOperator<String> edit, Charset charset) {
        return new Object[] {how, edit, charset};
    }

    private static String rewritten(String text, char separator, String lineEnd) {
        StringWriter written = new StringWriter();
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(text);
                CsvWriter writer = CsvWriter.builder()
                        .fieldSeparator(separator)
                        .lineDelimiter(LineDelimiter.of(lineEnd))
                        .build(written)) {
            rows.forEach(row -> writer.writeRecord(row.getFields()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written.toString();
    }

    private static ReadSheets shipped(UnaryOperator<String> edit, Charset charset) throws IOException {
        List<Sheet> sheets = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("rules"))) {
            for (Path file : files.filter(
                            file -> SheetReader.isTableFile(file.getFileName().toString()))
                    .sorted()
                    .toList()) {
                ReadSheets read = SheetReader.readSheets(
                        file.getFileName().toString(),
                        edit.apply(Files.readString(file)).getBytes(charset));
                sheets.addAll(read.sheets());
                problems.addAll(read.problems());
            }
        }
        return new ReadSheets(sheets, problems);
    }

    /** Returns the rows with numbers as number cells, as they are when a person types them in Excel. */
    private static List<List<Object>> typed(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell.matches("\\d+") ? (Object) Integer.valueOf(cell) : cell)
                        .toList())
                .toList();
    }

    private static List<List<Object>> randomTable(Random random) {
        List<List<Object>> rows = new ArrayList<>(List.of(
                List.of("RuleSet", "any"),
                List.of("Hit policy", "collect"),
                List.of("RuleTable Extra"),
                List.of("CONDITION", "CONDITION", "CONDITION", "ACTION", "METADATA"),
                List.of("Query"),
                List.of(
                        "attribute[\"text\"] == \"$param\"",
                        "attribute[\"seats\"] >= $param",
                        "attribute[\"text\"] in (\"$param\")",
                        "entitlement.term(\"said\", \"$param\")",
                        ""),
                List.of("Text", "Seats", "Texts", "Said", "Notes")));
        int size = 1 + random.nextInt(12);
        for (int row = 0; row < size; row++) {
            rows.add(List.of(
                    any(random),
                    random.nextBoolean() ? "" : random.nextInt(10),
                    any(random),
                    "row " + row,
                    any(random)));
            if (random.nextInt(5) == 0) {
                rows.add(List.of("", "", "", "", ""));
            }
        }
        return rows;
    }

    private static Object any(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static Policy policy(ReadSheets extra) {
        List<Sheet> sheets = new ArrayList<>(extra.sheets());
        try {
            sheets.addAll(shipped(UnaryOperator.identity(), UTF_8).sheets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PolicyCompiler.compileChecked(
                TableChecks.checkSheets(new ReadSheets(sheets, List.of())).tables());
    }

    private static Query query(Object seats, Object text) {
        Map<String, Object> attributes = new HashMap<>();
        if (seats != null) {
            attributes.put("seats", seats);
        }
        if (text != null) {
            attributes.put("text", text);
        }
        return new Query("Free", "Issue reports", null, null, null, null, attributes);
    }

    /** Returns the rows without trailing blank cells and rows, which a workbook does not have. */
    private static List<List<String>> padded(Sheet sheet) {
        return sheet.rows().stream().map(row -> row.subList(0, lastFilled(row))).toList();
    }

    private static int lastFilled(List<String> row) {
        int end = row.size();
        while (end > 0 && row.get(end - 1).isEmpty()) {
            end--;
        }
        return end;
    }

    private static byte[] csv(List<List<Object>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            rows.forEach(row -> writer.writeRecord(row.stream()
                    .map(cell -> cell instanceof Boolean ? cell.toString().toUpperCase(Locale.ROOT) : cell.toString())
                    .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(UTF_8);
    }
}
