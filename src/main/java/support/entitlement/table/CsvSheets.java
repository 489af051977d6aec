package support.entitlement.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads CSV files as spreadsheets and editors of any country save them. */
final class CsvSheets {

    /** Spreadsheets read this line as a setting and show it to nobody, so it is no row. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\\A\"?sep=(.)\"?\\R");

    private static final Pattern FIRST_CELL = Pattern.compile("\\A\\s*\"?RuleSet\"?\\s*([,;\t])");
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

    private CsvSheets() {}

    /**
     * Reads a CSV file. Rows may be of different lengths.
     *
     * @throws TableException if the file is no CSV
     */
    static Sheets read(String file, byte[] content) {
        CsvBytes.Text decoded = CsvBytes.decode(file, content);
        String text = decoded.text();
        char separator = separator(text);
        Matcher line = SEPARATOR_LINE.matcher(text);
        return new Sheets(
                List.of(read(file, line.lookingAt() ? text.substring(line.end()) : text, separator)),
                decoded.problems());
    }

    private static Sheet read(String file, String text, char separator) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .detectBomHeader(false)
                .ofCsvRecord(text)) {
            return new Sheet(
                    file,
                    null,
                    reader.stream()
                            .limit(SheetLimits.MOST_ROWS + 1)
                            .map(record -> record.getFields().stream()
                                    .map(CellText::clean)
                                    .toList())
                            .toList());
        } catch (CsvParseException e) {
            throw SheetReader.unreadable(
                    file,
                    "The file is not readable as CSV: " + e.getMessage() + ".",
                    "A cell that holds a quote stands in quotes, with the quote doubled.");
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory can be read", e);
        }
    }

    private static char separator(String text) {
        Matcher line = SEPARATOR_LINE.matcher(text);
        if (line.lookingAt()) {
            return line.group(1).charAt(0);
        }
        Matcher first = FIRST_CELL.matcher(text);
        if (first.lookingAt()) {
            return first.group(1).charAt(0);
        }
        String beginning = text.substring(0, Math.min(text.length(), 1_000));
        return SEPARATORS.stream()
                .max((one, other) -> Long.compare(count(beginning, one), count(beginning, other)))
                .filter(separator -> count(beginning, separator) > 0)
                .orElse(',');
    }

    private static long count(String text, char sign) {
        return text.chars().filter(c -> c == sign).count();
    }
}
