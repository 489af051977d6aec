package support.entitlement.draft;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import support.entitlement.database.Database;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ProblemFormatter;

/**
 * The drafts, which are kept in the database of the releases, so that all services that share it show the same ones.
 *
 * <p>Thread-safe. Every method throws {@link DatabaseUnavailableException} while the database cannot be reached; then nothing has
 * changed, unless the exception says that something may have. A change is durable once the method has returned.
 */
@Component
public final class Drafts {

    /** The maximal number of open drafts. */
    public static final int MAX_OPEN = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);

    private final Database database;
    private final DraftLog log;
    private final Releases releases;
    private final Clock clock;

    Drafts(ReleaseLog log, Releases releases, Clock clock) {
        this.database = log.database();
        this.log = new DraftLog(database);
        this.releases = releases;
        this.clock = clock;
    }

    /**
     * Returns drafts, the newest changed first.
     *
     * @param before the number of the draft after which the list begins; null for its beginning
     */
    public List<Draft> findDrafts(@Nullable Long before, boolean openOnly, int limit) {
        return read(() -> log.findDrafts(before, openOnly, limit));
    }

    /** Returns a draft by its number. */
    public Optional<Draft> findById(long id) {
        return read(() -> log.findById(id));
    }

    /** Reads a draft and its files as they are at one moment; empty if there is no such draft. */
    public Optional<DraftFiles> readDraft(long id) {
        return read(() -> database.inSnapshot(
                        () -> log.findById(id).map(draft -> new Read(draft, log.readDifferences(id)))))
                .map(this::withBase);
    }

    private record Read(Draft draft, SortedMap<String, byte @Nullable []> differences) {}

    private DraftFiles withBase(Read read) {
        TableFiles base = readBase(read.draft().basedOn());
        return new DraftFiles(
                read.draft(),
                base,
                new TableFiles(DraftFiles.mergeDifferences(base.contents(), read.differences()), base.problems()));
    }

    /** Returns true if another release than the one that a draft is based on would be its predecessor now. */
    public boolean isBehind(Draft draft) {
        return draft.isOpen() && releases.findPredecessor().map(Release::id).orElse(0L) > draft.basedOn();
    }

    /**
     * Creates a draft.
     *
     * @param basedOn the release that it changes; null if there is none
     * @param files all its files
     * @return it; empty if there are {@value #MAX_OPEN} open ones
     */
    public Optional<Draft> createDraft(
            String name, @Nullable Release basedOn, SortedMap<String, byte[]> files, String author) {
        long base = basedOn == null ? 0 : basedOn.id();
        SortedMap<String, byte @Nullable []> differences =
                DraftFiles.findDifferences(readBase(base).contents(), files);
        Optional<Draft> created = read(() -> database.inTransaction(() -> {
            if (log.countOpen() >= MAX_OPEN) {
                return Optional.<Draft>empty();
            }
            long id = log.addDraft(name, base, author, clock.instant());
            log.writeDifferences(id, differences);
            return log.findById(id);
        }));
        created.ifPresent(draft ->
                LOG.info("Draft {} is created by {}", draft.id(), ProblemFormatter.toSingleLine(draft.author())));
        return created;
    }

    /** Returns the files of a release. */
    private TableFiles readBase(long release) {
        return release == 0
                ? new TableFiles(new TreeMap<>(), List.of())
                : releases.readFiles(releases.findById(release).orElseThrow());
    }

    private <T> T read(Supplier<T> query) {
        return database.accessDatabase(query);
    }
}
