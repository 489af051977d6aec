package support.entitlement.draft;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import support.entitlement.draft.change.SheetTexts;
import support.entitlement.table.problem.Place;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetReader;
import support.entitlement.table.sheet.SheetWriter;

/** Reads and writes the sheets of a file as texts that can be edited. Stateless and thread-safe. */
public final class DraftSheets {

    /** The form of a number with its decoration, of which only the number is kept. */
    private static final Pattern SHOWN_NUMBER = Pattern.compile("[^\\p{L}]*");

    private DraftSheets() {}

    /**
     * Reads all sheets of a file, whatever they hold. A cell of a workbook that shows its number with a decoration is read as the
     * number, since a text is written for it.
     *
     * @return empty if the file is no table, or cannot be read
     */
    public static Optional<List<SheetTexts>> readSheets(String file, byte[] content) {
        if (!SheetReader.isTableFile(file)) {
            return Optional.empty();
        }
        ReadSheets read = SheetReader.readAllSheets(file, content);
        return read.sheets().isEmpty()
                ? Optional.empty()
                : Optional.of(read.sheets().stream()
                        .map(sheet -> new SheetTexts(sheet.name(), withPlainNumbers(sheet)))
                        .toList());
    }

    private static List<List<String>> withPlainNumbers(Sheet sheet) {
        if (sheet.numbers().isEmpty()) {
            return sheet.rows();
        }
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < sheet.rows().size(); row++) {
            List<String> cells = new ArrayList<>(sheet.rows().get(row));
            for (int column = 0; column < cells.size(); column++) {
                BigDecimal number = sheet.numbers().get(Place.cellName(row, column));
                if (number != null && SHOWN_NUMBER.matcher(cells.get(column)).matches()) {
                    cells.set(column, number.toPlainString());
                }
            }
            rows.add(cells);
        }
        return rows;
    }

    /**
     * Writes the sheets of a file.
     *
     * @return empty if the file would not be read with the same texts, or is too large
     */
    static Optional<byte[]> writeSheets(String file, List<SheetTexts> sheets) {
        byte[] content = isWorkbook(file)
                ? SheetWriter.writeWorkbook(sheets.stream()
                        .map(sheet -> new Sheet(file, sheet.name(), sheet.rows(), Map.of()))
                        .toList())
                : SheetWriter.writeCsv(sheets.get(0).rows());
        return readSheets(file, content)
                .filter(read -> haveSameTexts(read, sheets))
                .map(read -> content);
    }

    private static boolean isWorkbook(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".xlsx");
    }

    /** Returns true if two files have the same texts, where blank cells at the end make no difference. */
    static boolean haveSameTexts(List<SheetTexts> one, List<SheetTexts> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).hasSameTexts(other.get(i))) {
                return false;
            }
        }
        return true;
    }
}
