package support.entitlement.draft;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import support.entitlement.database.Database;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.release.tables.TableFiles;

/** Reads drafts with all their files, of which the database keeps only the differences from a release. Thread-safe. */
final class DraftReader {

    private static final int MAX_BASES = 3;

    private final Database database;
    private final ReleaseLog releaseLog;
    private final DraftLog log;

    /** The files of releases that drafts are based on, which never change. */
    private final Cache<Long, TableFiles> bases =
            Caffeine.newBuilder().maximumSize(MAX_BASES).build();

    DraftReader(Database database, ReleaseLog releaseLog, DraftLog log) {
        this.database = database;
        this.releaseLog = releaseLog;
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
        TableFiles base = readBase(stored.draft().basedOn());
        return new DraftFiles(
                stored.draft(),
                base,
                new TableFiles(DraftFiles.mergeDifferences(base.contents(), stored.differences()), base.problems()));
    }

    /** Forgets the files of releases: the log was put back, and gives their numbers to others. */
    void forgetBases() {
        bases.invalidateAll();
    }

    /** Returns the files of a release, also of one that another service has published just now. */
    TableFiles readBase(long release) {
        return release == 0 ? new TableFiles(new TreeMap<>(), List.of()) : bases.get(release, releaseLog::readFiles);
    }
}
