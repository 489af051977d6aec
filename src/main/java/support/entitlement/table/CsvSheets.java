package support.entitlement.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.List;

/** Reads CSV files. */
public final class CsvSheets {

    private CsvSheets() {}

    /**
     * Reads the text of a CSV file. Rows may be of different lengths. A NUL is refused, because Drools loses it.
     *
     * @param file the file's name, for messages
     * @param text its content, comma separated
     * @throws TableException if the text is no CSV
     */
    public static Sheet read(String file, String text) {
        if (text.indexOf('\0') >= 0) {
            throw unreadable(file, "It holds a NUL character, as UTF-16 does.");
        }
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
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
                            .map(record -> List.copyOf(record.getFields()))
                            .toList());
        } catch (CsvParseException | java.io.IOException e) {
            throw unreadable(file, e.getMessage() + ".");
        }
    }

    private static TableException unreadable(String file, String why) {
        return new TableException(List.of(Problem.error(
                "unreadable-file",
                Place.ofFile(file),
                "",
                "The file is not readable as CSV.",
                why + " Save it as UTF-8 CSV.")));
    }
}
