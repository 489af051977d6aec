package support.entitlement.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;

/** Reads CSV files. */
public final class CsvSheets {

    private CsvSheets() {}

    /**
     * Reads the text of a CSV file.
     *
     * @param file the file's name, for messages
     * @param text its content, comma separated
     * @throws TableException if the text is no CSV
     */
    public static Sheet read(String file, String text) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(false)
                .detectBomHeader(false)
                .ofCsvRecord(text)) {
            return new Sheet(
                    file,
                    reader.stream()
                            .map(record -> List.copyOf(record.getFields()))
                            .toList());
        } catch (CsvParseException | java.io.IOException e) {
            throw new TableException(List.of(new Problem(
                    "unreadable-file", file, "", "The file is not readable as CSV: " + e.getMessage() + ".")));
        }
    }
}
