package support.entitlement.release.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import support.entitlement.table.acceptance.AcceptanceSheet;
import support.entitlement.table.acceptance.AcceptanceTitle;
import support.entitlement.table.acceptance.AcceptedWarnings;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetReader;
import support.entitlement.table.sheet.SheetWriter;

/** Keeps and removes lists of accepted warnings when files are replaced. Stateless and thread-safe. */
final class AcceptanceLists {

    private AcceptanceLists() {}

    /** Adds the entries of lists in files that are replaced to the CSV file of accepted warnings, if there are any. */
    static void carryOver(Map<String, byte[]> replaced, SortedMap<String, byte[]> kept) {
        List<List<String>> entries = replaced.entrySet().stream()
                .flatMap(file -> readEntries(file.getKey(), file.getValue()))
                .toList();
        if (!entries.isEmpty()) {
            List<List<String>> rows = new ArrayList<>(List.of(AcceptanceTitle.allTitles()));
            byte[] list = kept.get(AcceptedWarnings.FILE);
            if (list != null) {
                readEntries(AcceptedWarnings.FILE, list).forEach(rows::add);
            }
            rows.addAll(entries);
            kept.put(AcceptedWarnings.FILE, SheetWriter.writeCsv(rows));
        }
    }

    private static Stream<List<String>> readEntries(String file, byte[] content) {
        return isOfTables(file)
                ? SheetReader.readSheets(file, content).sheets().stream()
                        .filter(Sheet::listsAcceptedWarnings)
                        .flatMap(sheet -> AcceptanceSheet.readTitles(sheet).stream())
                        .flatMap(AcceptanceLists::readEntries)
                : Stream.of();
    }

    private static Stream<List<String>> readEntries(AcceptanceSheet sheet) {
        return sheet.findEntryRows()
                .mapToObj(row -> Arrays.stream(AcceptanceTitle.values())
                        .map(title -> sheet.cellText(row, title))
                        .toList());
    }

    /** Returns a file without the sheets that list accepted warnings; as it is, if it has none. All its cells become texts. */
    static byte[] removeLists(String file, byte[] content) {
        if (!isOfTables(file)) {
            return content;
        }
        ReadSheets read = SheetReader.readAllSheets(file, content);
        List<Sheet> others = read.sheets().stream()
                .filter(sheet -> !sheet.listsAcceptedWarnings())
                .toList();
        return others.isEmpty() || others.size() == read.sheets().size() ? content : SheetWriter.writeWorkbook(others);
    }

    private static boolean isOfTables(String file) {
        return SheetReader.isTableFile(file) && !file.startsWith(TableFiles.SCENARIOS);
    }
}
