package support.entitlement.table.problem;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Explains every {@link TableProblemCode} with the texts of {@code problems.csv} beside this class. */
public final class ProblemGuide {

    private static final Map<String, Explanation> ENTRIES = readEntries();

    /**
     * The explanation of one code, in Markdown.
     *
     * @param meaning the fault, as a sentence
     * @param example an example of the fault
     * @param remedy the usual correction, as a sentence
     */
    public record Explanation(String meaning, String example, String remedy) {}

    private ProblemGuide() {}

    /** Returns the explanation of a code. */
    public static Explanation explain(TableProblemCode code) {
        return Objects.requireNonNull(ENTRIES.get(code.toString()), () -> "problems.csv does not explain " + code);
    }

    private static Map<String, Explanation> readEntries() {
        Map<String, Explanation> entries = new LinkedHashMap<>();
        try (InputStream file = Objects.requireNonNull(ProblemGuide.class.getResourceAsStream("problems.csv"));
                Reader text = new InputStreamReader(file, StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : rows) {
                entries.put(
                        row.getField("code"),
                        new Explanation(row.getField("meaning"), row.getField("example"), row.getField("remedy")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }
}
