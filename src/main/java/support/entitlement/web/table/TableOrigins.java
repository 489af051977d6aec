package support.entitlement.web.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.change.diff.CellOrigins;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.SheetParser;
import support.entitlement.table.Table;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.ConcurrencyLimit;

/**
 * Finds the releases that wrote the cells of a table, once for each table of a release, and keeps the latest results.
 * Thread-safe.
 */
@Component
class TableOrigins {

    /** The most releases that are looked at for one table; cells that are older have no known origin. */
    private static final int MAX_RELEASES = 500;

    /** The most rows that are compared for one table in all its versions together. */
    private static final int MAX_ROWS = 500_000;

    private static final int MAX_CELLS_KEPT = 2_000_000;

    private final Releases releases;
    private final Cache<OriginsKey, List<List<Long>>> kept = Caffeine.newBuilder()
            .maximumWeight(MAX_CELLS_KEPT)
            .<OriginsKey, List<List<Long>>>weigher(
                    (key, rows) -> 1 + rows.stream().mapToInt(List::size).sum())
            .build();
    private final ConcurrencyLimit limit =
            new ConcurrencyLimit(1, "The origin of the cells of another table is being found. Send this again later.");

    TableOrigins(Releases releases) {
        this.releases = releases;
    }

    private record OriginsKey(long release, String table) {}

    /** Returns for each row of a table the number of the release that wrote each cell; 0 where it is not known. */
    List<List<Long>> findOrigins(Release release, Table table) {
        OriginsKey key = new OriginsKey(release.id(), table.name());
        List<List<Long>> known = kept.getIfPresent(key);
        return known != null ? known : limit.runInTurn(() -> kept.get(key, missing -> searchOrigins(release, table)));
    }

    private List<List<Long>> searchOrigins(Release release, Table table) {
        CellOrigins origins = new CellOrigins(table);
        Release newer = release;
        Table version = table;
        byte @Nullable [] content = releases.readFiles(release).contents().get(table.fileName());
        int rows = 0;
        for (int seen = 0; origins.isOpen() && seen < MAX_RELEASES && rows < MAX_ROWS; seen++) {
            Release before = releases.findPredecessorOf(newer).orElse(null);
            TableFiles files = before == null ? null : releases.readFiles(before);
            byte @Nullable [] older = files == null ? null : files.contents().get(version.fileName());
            if (older == null || !Arrays.equals(older, content)) {
                Table found = files == null ? null : findTable(files, version);
                origins.compareWith(found, newer.id());
                if (found == null) {
                    break;
                }
                version = found;
                content = files.contents().get(found.fileName());
                rows += found.rows().size();
            }
            newer = before;
        }
        return origins.toLists();
    }

    /** Finds the table in the file of the newer version, or else in another file. */
    private static @Nullable Table findTable(TableFiles files, Table newer) {
        Table found = findIn(files.readSheetsOf(newer.fileName()), newer);
        return found != null ? found : findIn(files.readSheets().sheets(), newer);
    }

    private static @Nullable Table findIn(List<Sheet> sheets, Table newer) {
        return SheetParser.parseSheets(sheets).tables().stream()
                .filter(table -> NormalForm.areSame(table.name(), newer.name()))
                .findFirst()
                .orElse(null);
    }
}
