package support.entitlement.draft;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import support.entitlement.database.Database;
import support.entitlement.database.DatabaseUnavailableException;
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
        DraftSource source = findSource(stored.draft());
        TableFiles base = readBase(source.base());
        return new DraftFiles(
                source,
                base,
                new TableFiles(DraftFiles.mergeDifferences(base.contents(), stored.differences()), base.problems()));
    }

    /**
     * Finds the release that a draft is based on. A release with its number that this service knows may be another one, or one that the log
     * has lost meanwhile.
     *
     * @throws DatabaseUnavailableException also if the log has no release with the number, and the digest of the base is not known
     */
    DraftSource findSource(Draft draft) {
        if (draft.basedOn() == 0) {
            return new DraftSource(draft, null, false);
        }
        String digest = draft.baseDigest();
        Predicate<Release> isBase =
                release -> digest == null || release.chainDigest().equals(digest);
        Release base = releases.findById(draft.basedOn())
                .filter(isBase)
                .or(() -> releaseLog.findById(draft.basedOn()).filter(isBase))
                .orElse(null);
        if (base == null && digest == null) {
            throw DatabaseUnavailableException.withoutPart("The log of releases", "release " + draft.basedOn());
        }
        return base == null
                ? new DraftSource(draft, releases.findPredecessor().orElse(null), true)
                : new DraftSource(draft, base, false);
    }

    /** Returns the files of a release; none without a release. */
    TableFiles readBase(@Nullable Release release) {
        return release == null ? new TableFiles(new TreeMap<>(), List.of()) : bases.get(release, releaseLog::readFiles);
    }
}
