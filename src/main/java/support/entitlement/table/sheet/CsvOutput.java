package support.entitlement.table.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes CSV that spreadsheets read as it is meant: it begins with the mark of its encoding, no cell of it is run, and
 * {@link CsvRows} reads the same cells. To be encoded in UTF-8. Not thread-safe.
 */
public final class CsvOutput {

    private static final char MARK_OF_ENCODING = '\uFEFF';
    private static final Pattern OTHER_SEPARATOR = Pattern.compile("[;\t|]");

    private final CsvWriter rows;

    /** Begins a file. The writer is never closed. */
    public CsvOutput(Writer out) throws IOException {
        out.write(MARK_OF_ENCODING);
        this.rows = CsvWriter.builder().quoteStrategy(new OtherSeparators()).build(out);
    }

    /** Has cells quoted that would fall apart where another sign separates cells. */
    private static final class OtherSeparators implements QuoteStrategy {

        @Override
        public boolean quoteValue(int line, int field, String value) {
            return OTHER_SEPARATOR.matcher(value).find();
        }
    }

    /** Adds a row. */
    public void writeRow(List<String> cells) {
        rows.writeRecord(cells.stream().map(FormulaEscape::escapeText).toList());
    }

    /** Hands everything on to the writer. */
    public void flush() throws IOException {
        rows.flush();
    }
}
