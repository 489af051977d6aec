package support.entitlement.table.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.text.NormalForm;

/**
 * Tests that spreadsheet programs show the CSV that the service writes, run nothing in it, and save it with equal
 * cells.
 */
class CsvRoundTripTest {

    private static final List<String> TITLES = List.of("Name", "Clause", "Text");
    private static final String LETTERS = "=+-@'\"\t\r\n;,|\uFF1D a1\u00C4\u00E9\u00A7\u20AC\u4E2D";

    private static List<List<String>> randomRows(long seed) {
        Random random = new Random(seed);
        List<List<String>> rows = new ArrayList<>(List.of(TITLES));
        for (int i = 0; i < 200; i++) {
            rows.add(IntStream.range(0, TITLES.size())
                    .mapToObj(cell -> random.ints(random.nextInt(8), 0, LETTERS.length())
                            .mapToObj(letter -> LETTERS.substring(letter, letter + 1))
                            .collect(Collectors.joining()))
                    .map(NormalForm::of)
                    .toList());
        }
        return rows;
    }

    private static String handedOut(List<List<String>> rows) throws IOException {
        StringWriter text = new StringWriter();
        CsvOutput out = new CsvOutput(text);
        rows.forEach(out::writeRow);
        out.flush();
        return text.toString();
    }

    /**
     * Simulates a spreadsheet program that keeps the texts it does not run, and saves with the separator and the quotes
     * of its country.
     */
    private static String savedBySpreadsheet(String csv, char separator, boolean quotes) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter out = CsvWriter.builder()
                        .fieldSeparator(separator)
                        .quoteStrategy(quotes ? QuoteStrategies.ALWAYS : QuoteStrategies.REQUIRED)
                        .build(text);
                var in = CsvReader.builder().skipEmptyLines(false).ofCsvRecord(csv.substring(1))) {
            in.forEach(row -> out.writeRecord(row.getFields()));
        }
        return text.toString();
    }

    private static List<List<String>> read(String csv) {
        ReadSheets read = SheetReader.readSheets("t.csv", csv.getBytes(StandardCharsets.UTF_8));
        assertThat(read.problems()).isEmpty();
        return read.sheets().get(0).rows();
    }

    @Test
    void whateverIsHandedOutComesBackAsItWentOut() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            List<List<String>> rows = randomRows(seed);
            String csv = handedOut(rows);

            assertThat(csv).startsWith("\uFEFF");
            assertThat(read(csv)).as("seed " + seed).isEqualTo(rows);
            assertThat(read(savedBySpreadsheet(csv, ';', false)))
                    .as("seed " + seed)
                    .isEqualTo(rows);
            assertThat(read(savedBySpreadsheet(csv, '\t', true)))
                    .as("seed " + seed)
                    .isEqualTo(rows);
        }
    }

    @Test
    void noCellBeginsLikeAFormula() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            try (var raw = CsvReader.builder()
                    .skipEmptyLines(false)
                    .ofCsvRecord(handedOut(randomRows(seed)).substring(1))) {
                raw.forEach(row -> assertThat(row.getFields())
                        .allSatisfy(cell -> assertThat(cell).doesNotContainPattern("^(?!-\\d+$)[=+@\\t\\r\uFF1D-]")));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "=1+1   ~ '=1+1",
                "+1     ~ '+1",
                "-a     ~ '-a",
                "@SUM(1) ~ '@SUM(1)",
                "'=1    ~ ''=1",
                "-5     ~ -5",
                "-1.5   ~ -1.5",
                "'a     ~ 'a",
                "a=1    ~ a=1"
            })
    void aTextThatWouldRunStandsBehindAnApostrophe(String text, String cell) {
        assertThat(FormulaEscape.escapeText(text)).isEqualTo(cell);
        assertThat(FormulaEscape.unescapeText(cell)).isEqualTo(text);
        assertThat(FormulaEscape.unescapeText(FormulaEscape.escapeTypedText(text)))
                .isEqualTo(text);
    }
}
