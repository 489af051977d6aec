package support.entitlement.web.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.CallerLeftException;
import support.entitlement.table.Table;
import support.entitlement.web.http.ConcurrencyLimit;
import support.entitlement.web.http.ConcurrencyLimits;

/**
 * Finds the releases that wrote the cells of a table, once for each table of a release, and keeps the latest results.
 * Thread-safe.
 */
@Component
class TableOrigins {

    private static final int MAX_CELLS_KEPT = 2_000_000;
    private static final int MAX_WAITING = 16;
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);

    private final Releases releases;
    private final Cache<OriginsKey, List<List<Long>>> kept = Caffeine.newBuilder()
            .maximumWeight(MAX_CELLS_KEPT)
            .<OriginsKey, List<List<Long>>>weigher(
                    (key, rows) -> 1 + rows.stream().mapToInt(List::size).sum())
            .build();
    private final ConcurrencyLimit limit;

    TableOrigins(Releases releases, ConcurrencyLimits tasks) {
        this.limit = tasks.createLimit(
                "cell-origins",
                1,
                MAX_WAITING,
                MAX_WAIT,
                "The origins of the cells of other tables are being found. Send this again later.");
        this.releases = releases;
    }

    private record OriginsKey(Release release, String table) {}

    /**
     * Returns for each row of a table the number of the release that wrote each cell; 0 where it is not known.
     *
     * @param hasLeft returns true once the caller has left
     * @throws CallerLeftException if the caller has left
     */
    List<List<Long>> findOrigins(Release release, Table table, BooleanSupplier hasLeft) {
        OriginsKey key = new OriginsKey(release, table.name());
        List<List<Long>> known = kept.getIfPresent(key);
        return known != null
                ? known
                : limit.runInTurn(() ->
                        kept.get(key, missing -> new OriginSearch(releases, hasLeft).searchOrigins(release, table)));
    }
}
