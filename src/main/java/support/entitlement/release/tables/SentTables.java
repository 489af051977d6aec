package support.entitlement.release.tables;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.SheetReader;

/**
 * Merges tables that were sent with the files of a release. A sent table replaces the one of the same name, whatever their files
 * are called: a workbook with the table of a CSV file replaces that file. A file that holds other tables, too, is kept, since
 * those were not sent; the check then reports that two files hold one table. A sent list of accepted warnings replaces all
 * lists before, also those on sheets of workbooks that are kept. Without one the list stays, even if its workbook is replaced by files
 * of other names; a workbook that is sent again under its name, or that is to be removed, takes its list with it.
 */
public final class SentTables {

    /** Stands for a list of accepted warnings; no name of a table in the form for comparison has capital letters. */
    private static final String ACCEPTED_WARNINGS = "ACCEPTED WARNINGS";

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
                .flatMap(file -> findContents(file.getKey(), file.getValue()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        SortedMap<String, byte[]> merged = new TreeMap<>(base);
        merged.keySet().removeAll(removed);
        SortedMap<String, byte[]> replaced = new TreeMap<>(merged);
        replaced.entrySet().removeIf(file -> !isReplaced(findContents(file.getKey(), file.getValue()), names));
        merged.keySet().removeAll(replaced.keySet());
        if (names.contains(ACCEPTED_WARNINGS)) {
            merged.replaceAll(AcceptanceLists::removeLists);
        } else {
            replaced.keySet().removeAll(sent.keySet());
            AcceptanceLists.carryOver(replaced, merged);
        }
        merged.putAll(sent);
        return merged;
    }

    private static boolean isReplaced(Set<String> contents, Set<String> sent) {
        boolean onlyList = contents.equals(Set.of(ACCEPTED_WARNINGS));
        return !contents.isEmpty()
                && contents.stream()
                        .filter(each -> onlyList || !each.equals(ACCEPTED_WARNINGS))
                        .allMatch(sent::contains);
    }

    /** Returns the names of the tables in a file, and whether it lists accepted warnings; nothing of scenarios. */
    private static Set<String> findContents(String file, byte[] content) {
        if (!SheetReader.isTableFile(file) || file.startsWith(TableFiles.SCENARIOS)) {
            return Set.of();
        }
        ReadSheets sheets = SheetReader.readSheets(file, content);
        Set<String> names = new TreeSet<>(TableNames.tableNameKeys(sheets));
        if (TableNames.listAcceptedWarnings(sheets)) {
            names.add(ACCEPTED_WARNINGS);
        }
        return names;
    }
}
