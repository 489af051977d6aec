package support.entitlement.table.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes CSV that spreadsheet programs read without changing its meaning: it begins with a byte order mark, no cell
 * runs as a formula, and {@link CsvRows} reads equal cells. The writer must encode in UTF-8. Not thread-safe.
 */
public final class CsvOutput {

    private static final char MARK_OF_ENCODING = '\uFEFF';
    private static final Pattern OTHER_SEPARATOR = Pattern.compile("[;\t|]");

    private final CsvWriter rows;

    /** Begins a file by writing the byte order mark. The writer is never closed. */
    public CsvOutput(Writer out) throws IOException {
        out.write(MARK_OF_ENCODING);
        this.rows = CsvWriter.builder().quoteStrategy(new OtherSeparators()).build(out);
    }

    /** Quotes cells that would be split where another character separates cells. */
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

    /** Flushes all rows to the writer. */
    public void flush() throws IOException {
        rows.flush();
    }
}
