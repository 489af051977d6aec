package support.entitlement.web.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.table.Table;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.ConcurrencyLimit;
import support.entitlement.web.http.ConcurrencyLimits;

/** Reads files of releases for those who ask to see them, for one caller at a time, so that memory is needed once. Thread-safe. */
@Component
class SourceFiles {

    private static final int MAX_WAITING = 16;
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final Releases releases;
    private final ConcurrencyLimit limit;

    /** Keeps the scenarios of a release only while answers with them are being written, which then share them. */
    private final Cache<Release, ReadSheets> scenarios =
            Caffeine.newBuilder().weakValues().build();

    SourceFiles(Releases releases, ConcurrencyLimits tasks) {
        this.limit = tasks.createLimit(
                "release-files",
                1,
                MAX_WAITING,
                MAX_WAIT,
                "Other files of releases are being read. Send this again later.");
        this.releases = releases;
    }

    /**
     * Reads the sheet of a table, and does something with it.
     *
     * @throws BusyException if it takes long until it is this one's turn
     */
    <T> T withSheet(Release release, Table table, Function<Sheet, T> task) {
        return limit.runInTurn(() -> task.apply(readSheet(release, table)));
    }

    /**
     * Reads the sheets of all tables of a release and its list of accepted warnings, and does something with them.
     *
     * @throws BusyException if it takes long until it is this one's turn
     */
    <T> T withSheets(Release release, Function<List<Sheet>, T> task) {
        return limit.runInTurn(
                () -> task.apply(releases.readFiles(release).readTableSheets().sheets()));
    }

    private Sheet readSheet(Release release, Table table) {
        return releases.readFile(release, table.fileName()).readSheetsOf(table.fileName()).stream()
                .filter(sheet -> sheet.sheetPlace().equals(table.sheet()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Reads the sheets of scenarios of a release.
     *
     * @throws BusyException if it takes long until it is this one's turn
     */
    ReadSheets readScenarios(Release release) {
        ReadSheets known = scenarios.getIfPresent(release);
        return known != null
                ? known
                : limit.runInTurn(() -> scenarios.get(
                        release, missing -> releases.readFiles(release).readScenarioSheets()));
    }

    /** Reads the rules of precedence of a release; null if it has none of its own. */
    @Nullable
    String readPrecedence(Release release) {
        return releases.readHashes(release).containsKey(Precedence.FILE)
                ? releases.readFile(release, Precedence.FILE).precedenceText()
                : null;
    }
}
