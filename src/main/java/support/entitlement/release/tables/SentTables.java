package support.entitlement.release.tables;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import support.entitlement.table.TableNames;
import support.entitlement.table.sheet.SheetReader;

/**
 * Merges tables that were sent with the files of a release. A sent table replaces the one of the same name, whatever their files
 * are called: a workbook with the table of a CSV file replaces that file. A file that holds other tables, too, is kept, since
 * those were not sent; the check then reports that two files hold one table.
 */
public final class SentTables {

    private SentTables() {}

    /**
     * Returns all files of a release, with those that were sent in the place of others.
     *
     * @param base the files of the release
     * @param sent the sent files, by name
     * @param removed the names of files to remove
     */
    public static SortedMap<String, byte[]> mergeFiles(
            Map<String, byte[]> base, Map<String, byte[]> sent, Set<String> removed) {
        Set<String> names = sent.entrySet().stream()
                .flatMap(file -> findTableNames(file.getKey(), file.getValue()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        SortedMap<String, byte[]> merged = new TreeMap<>(base);
        merged.keySet().removeAll(removed);
        merged.entrySet().removeIf(file -> isReplaced(findTableNames(file.getKey(), file.getValue()), names));
        merged.putAll(sent);
        return merged;
    }

    private static boolean isReplaced(Set<String> tables, Set<String> sent) {
        return !tables.isEmpty() && sent.containsAll(tables);
    }

    /** Returns the names of the tables in a file; none for scenarios, or for a file that cannot be read. */
    private static Set<String> findTableNames(String file, byte[] content) {
        return SheetReader.isTableFile(file) && !file.startsWith(TableFiles.SCENARIOS)
                ? TableNames.tableNameKeys(SheetReader.readSheets(file, content))
                : Set.of();
    }
}
