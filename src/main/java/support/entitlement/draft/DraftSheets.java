package support.entitlement.draft;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import support.entitlement.draft.change.SheetTexts;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetReader;
import support.entitlement.table.sheet.SheetWriter;

/** Reads and writes the sheets of a file as texts that can be edited. Stateless and thread-safe. */
public final class DraftSheets {

    private DraftSheets() {}

    /**
     * Reads all sheets of a file, whatever they hold. A cell of a workbook that shows its number with a decoration is read as the
     * number, since a text is written for it.
     *
     * @return empty if the file is no table, or cannot be read
     */
    public static Optional<List<SheetTexts>> readSheets(String file, byte[] content) {
        return readSheets(file, content, SheetReader.roomForFiles());
    }

    /** Reads all sheets of one of several files, which share the room for cells. */
    static Optional<List<SheetTexts>> readSheets(String file, byte[] content, Budget room) {
        if (!SheetReader.isTableFile(file)) {
            return Optional.empty();
        }
        ReadSheets read = SheetReader.readAllSheets(file, content, room);
        return read.sheets().isEmpty()
                ? Optional.empty()
                : Optional.of(read.sheets().stream()
                        .map(sheet -> new SheetTexts(sheet.name(), sheet.plainRows()))
                        .toList());
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
