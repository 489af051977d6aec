package support.entitlement.draft;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import support.entitlement.database.Database;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.release.tables.TableFiles;

/** Reads drafts with all their files, of which the database keeps only the differences from a release. Thread-safe. */
final class DraftReader {

    private static final int MAX_BASES = 3;

    private final Database database;
    private final ReleaseLog releaseLog;
    private final Releases releases;
    private final DraftLog log;

    /** The files of releases that drafts are based on, which never change. */
    private final Cache<Release, TableFiles> bases =
            Caffeine.newBuilder().maximumSize(MAX_BASES).build();

    DraftReader(Database database, ReleaseLog releaseLog, Releases releases, DraftLog log) {
        this.database = database;
        this.releaseLog = releaseLog;
        this.releases = releases;
        this.log = log;
    }

    /** Reads a draft and its files as they are at one moment; empty if there is no such draft. */
    Optional<DraftFiles> readDraft(long id) {
        return database.accessDatabase(() -> database.inSnapshot(
                        () -> log.findById(id).map(draft -> new StoredDraft(draft, log.readDifferences(id)))))
                .map(this::addBase);
    }

    private record StoredDraft(Draft draft, SortedMap<String, byte @Nullable []> differences) {}

    private DraftFiles addBase(StoredDraft stored) {
        boolean lost = isBaseLost(stored.draft());
        TableFiles base = lost
                ? readBase(releases.findPredecessor().orElse(null))
                : readBase(stored.draft().basedOn());
        return new DraftFiles(
                stored.draft(),
                base,
                new TableFiles(DraftFiles.mergeDifferences(base.contents(), stored.differences()), base.problems()),
                lost);
    }

    /** Returns true if the log has lost the release that a draft is based on, so that another one may have its number. */
    boolean isBaseLost(Draft draft) {
        String digest = draft.baseDigest();
        if (digest == null) {
            return false;
        }
        boolean known = releases.findById(draft.basedOn())
                .filter(release -> release.chainDigest().equals(digest))
                .isPresent();
        return !known && !releaseLog.hasRelease(draft.basedOn(), digest);
    }

    /** Returns the files of a release; none without a release. */
    TableFiles readBase(@Nullable Release release) {
        return release == null ? new TableFiles(new TreeMap<>(), List.of()) : bases.get(release, releaseLog::readFiles);
    }

    /** Returns the files of a release by its number, also of one that another service has published just now. */
    private TableFiles readBase(long number) {
        Release release = releases.findById(number).orElse(null);
        return release == null && number > 0 ? releaseLog.readFiles(number) : readBase(release);
    }
}
