package support.entitlement.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads CSV files as spreadsheets and editors of any country save them. */
final class CsvSheets {

    /** Spreadsheets read this line as a setting and show it to nobody, so it is no row. */
    private static final Pattern SEPARATOR_LINE =
            Pattern.compile("\\A\"?sep=([,;\t|])\"?[,;\t|]*(?:\\R|\\z)", Pattern.CASE_INSENSITIVE);

    private static final Pattern FIRST_CELL =
            Pattern.compile("\\A\\s*\"?RuleSet\"? *([,;\t|])", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

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
        List<List<String>> rows = new ArrayList<>();
        Budget room = new Budget(SheetLimits.MOST_CELLS);
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .detectBomHeader(false)
                .ofCsvRecord(text)) {
            for (CsvRecord row : reader) {
                room.take(row.getFieldCount());
                rows.add(cells(file, rows.size(), row));
            }
            return new Sheet(file, null, rows);
        } catch (Budget.Exhausted e) {
            throw SheetLimits.tooManyCells(file);
        } catch (CsvParseException e) {
            throw new TableException(List.of(Problem.error(
                    "unreadable-file",
                    new Place(file, null, Place.cellName(rows.size(), 0)),
                    "",
                    "From this row on the file is not readable as CSV: a quote opens a cell and does not close it, or"
                            + " the row has very many cells.",
                    "A cell that holds a quote stands in quotes, with the quote doubled.")));
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory can be read", e);
        }
    }

    private static List<String> cells(String file, int number, CsvRecord row) {
        if (number == SheetLimits.MOST_ROWS) {
            throw SheetLimits.tooManyRows(Place.ofFile(file));
        }
        if (row.getFieldCount() > SheetLimits.MOST_COLUMNS) {
            throw SheetLimits.tooManyColumns(file, null, number);
        }
        return row.getFields().stream().map(CellText::clean).toList();
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
        String beginning = QUOTED.matcher(text.substring(0, Math.min(text.length(), 1_000)))
                .replaceAll("");
        return SEPARATORS.stream()
                .max((one, other) -> Long.compare(count(beginning, one), count(beginning, other)))
                .filter(separator -> count(beginning, separator) > 0)
                .orElse(',');
    }

    private static long count(String text, char sign) {
        return text.chars().filter(c -> c == sign).count();
    }
}
