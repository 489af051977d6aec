package support.entitlement.web.table;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.diff.CellOrigins;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.CallerLeftException;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.SheetParser;
import support.entitlement.table.Table;
import support.entitlement.text.NormalForm;

/**
 * One search for the releases that wrote the cells of a table, from release to release. Files are compared by their hashes, and read
 * only if they differ. Not thread-safe.
 */
final class OriginSearch {

    /** The most releases that are looked at for one table; cells that are older have no known origin. */
    private static final int MAX_RELEASES = 500;

    /** The most rows that are compared for one table in all its versions together. */
    private static final int MAX_ROWS = 500_000;

    /** The most bytes that are read for one table in all its versions together. */
    private static final long MAX_BYTES = 128L << 20;

    private final Releases releases;
    private final BooleanSupplier hasLeft;
    private int rows;
    private long bytes;

    OriginSearch(Releases releases, BooleanSupplier hasLeft) {
        this.releases = releases;
        this.hasLeft = hasLeft;
    }

    /**
     * Returns for each row of a table the number of the release that wrote each cell; 0 where it is not known.
     *
     * @throws CallerLeftException if the caller has left
     */
    List<List<Long>> searchOrigins(Release release, Table table) {
        CellOrigins origins = new CellOrigins(table);
        Release newer = release;
        Table version = table;
        String hash = releases.readHashes(release).get(table.fileName());
        for (int seen = 0; origins.isOpen() && seen < MAX_RELEASES && rows < MAX_ROWS && bytes < MAX_BYTES; seen++) {
            endIfCallerLeft();
            Release before = releases.findPredecessorOf(newer).orElse(null);
            Map<String, String> hashes = before == null ? Map.of() : releases.readHashes(before);
            String older = hashes.get(version.fileName());
            if (older == null || !older.equals(hash)) {
                Table found = before == null ? null : findTable(before, hashes, version);
                origins.compareWith(found, newer.id());
                if (found == null) {
                    break;
                }
                version = found;
                hash = hashes.get(found.fileName());
                rows += found.rows().size();
            }
            newer = Objects.requireNonNull(before);
        }
        return origins.toLists();
    }

    /** Finds the table in the file of the newer version, or else in another file. */
    private @Nullable Table findTable(Release release, Map<String, String> hashes, Table newer) {
        Table found = hashes.containsKey(newer.fileName()) ? findIn(release, newer.fileName(), newer) : null;
        for (String file : hashes.keySet()) {
            if (found == null && !file.startsWith(TableFiles.SCENARIOS) && !file.equals(newer.fileName())) {
                found = findIn(release, file, newer);
            }
        }
        return found;
    }

    private @Nullable Table findIn(Release release, String file, Table newer) {
        endIfCallerLeft();
        TableFiles read = releases.readFile(release, file);
        bytes += read.contents().values().stream()
                .mapToInt(content -> content.length)
                .sum();
        return SheetParser.parseSheets(read.readSheetsOf(file)).tables().stream()
                .filter(table -> NormalForm.areSame(table.name(), newer.name()))
                .findFirst()
                .orElse(null);
    }

    private void endIfCallerLeft() {
        if (hasLeft.getAsBoolean()) {
            throw new CallerLeftException();
        }
    }
}
