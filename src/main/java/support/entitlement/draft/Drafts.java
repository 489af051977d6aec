package support.entitlement.draft;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import support.entitlement.database.Database;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.draft.change.ChangeDocument;
import support.entitlement.draft.change.DraftChange;
import support.entitlement.release.Releases;
import support.entitlement.release.log.LostTables;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.report.ProblemFormatter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The drafts, which are kept in the database of the releases, so that all services that share it show the same ones.
 *
 * <p>Thread-safe. Every method throws {@link DatabaseUnavailableException} while the database cannot be reached; then nothing has
 * changed, unless the exception says that something may have. A change is durable once the method has returned.
 */
@Component
public final class Drafts {

    /** The maximal number of files of a draft. */
    public static final int MAX_FILES = DraftEditor.MAX_FILES;

    /** The maximal number of open drafts. */
    public static final int MAX_OPEN = 1_000;

    /** The length of the entries that are read at a time, in characters of JSON. */
    private static final long MAX_ENTRIES_LENGTH = 4L << 20;

    private static final int MAX_ATTEMPTS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);

    private final Database database;
    private final DraftLog log;
    private final EntryLog entries;
    private final DraftReader reader;
    private final DraftWriter writer;
    private final Releases releases;
    private final Clock clock;

    Drafts(ReleaseLog log, Releases releases, Clock clock, JsonMapper json) {
        this.database = log.database();
        this.log = new DraftLog(database);
        this.entries = new EntryLog(database, json);
        this.reader = new DraftReader(database, log, releases, this.log);
        this.writer = new DraftWriter(database, this.log, entries, clock);
        this.releases = releases;
        this.clock = clock;
    }

    /**
     * Returns drafts with numbers below {@code before}, the newest first. Whoever reads page after page sees each draft once, also if
     * some are changed meanwhile.
     */
    public List<Draft> findDrafts(long before, boolean openOnly, int limit) {
        return read(() -> log.findDrafts(before, openOnly, limit));
    }

    /** Returns a draft by its number. */
    public Optional<Draft> findById(long id) {
        return read(() -> log.findById(id));
    }

    /** Reads a draft and its files as they are at one moment; empty if there is no such draft. */
    public Optional<DraftFiles> readDraft(long id) {
        return reader.readDraft(id);
    }

    /** Returns true if another release than the one that a draft is based on would be its predecessor now. */
    public boolean isBehind(Draft draft) {
        return draft.isOpen()
                && (releases.findPredecessor().map(Release::id).orElse(0L) > draft.basedOn() || isBaseLost(draft));
    }

    /**
     * Returns true if the log has lost the release that a draft is based on, so that its number may be the one of another release. Of
     * drafts of earlier versions of the service this is not known.
     */
    public boolean isBaseLost(Draft draft) {
        return draft.baseDigest() != null && findSource(draft).baseLost();
    }

    /** Finds the release from which a draft takes the files that it does not change. */
    DraftSource findSource(Draft draft) {
        return reader.findSource(draft);
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
        SortedMap<String, byte @Nullable []> differences =
                DraftFiles.findDifferences(reader.readBase(basedOn).contents(), files);
        Optional<Draft> created = read(() -> database.inTransaction(() -> {
            if (log.countOpen() >= MAX_OPEN) {
                return Optional.<Draft>empty();
            }
            long id = log.addDraft(name, basedOn, author, clock.instant());
            log.writeDifferences(id, differences);
            return log.findById(id);
        }));
        created.ifPresent(draft ->
                LOG.info("Draft {} is created by {}", draft.id(), ProblemFormatter.toSingleLine(draft.author())));
        return created;
    }

    /**
     * Creates a draft with the tables of a release that the log lost, unless another service has done so. It is created although there
     * may be {@value #MAX_OPEN} open ones.
     */
    @EventListener
    void keepLostTables(LostTables lost) {
        SortedMap<String, byte @Nullable []> differences = DraftFiles.findDifferences(
                reader.readBase(lost.base()).contents(), lost.files().contents());
        Optional<Long> made = read(() -> addLostOnce(lost.release(), lost.base(), differences));
        made.ifPresent(id -> LOG.warn(
                "Draft {} keeps the tables of release {}, which the log lost",
                id,
                lost.release().id()));
    }

    private Optional<Long> addLostOnce(
            Release lost, @Nullable Release base, SortedMap<String, byte @Nullable []> differences) {
        try {
            return database.inTransaction(() -> {
                if (log.isKept(lost.chainDigest())) {
                    return Optional.empty();
                }
                long id = log.addDraft("Lost release " + lost.id(), base, lost.author(), clock.instant());
                log.markLost(id, lost.chainDigest());
                log.writeDifferences(id, differences);
                return Optional.of(id);
            });
        } catch (DuplicateKeyException e) {
            if (log.isKept(lost.chainDigest())) {
                return Optional.empty(); // By a service that did so at the same time.
            }
            throw e;
        }
    }

    /**
     * Makes changes of files. If others have changed the draft since, their places are carried over these changes.
     *
     * @param version the version to which the places of the changes refer
     * @param changes the changes, each of which refers to what those before it have left
     * @return empty if there is no such draft
     */
    public Optional<ChangeResult> applyChanges(long id, long version, List<DraftChange> changes, String author) {
        return applyChanges(id, version, changes, author, null);
    }

    /**
     * Makes changes of files as {@link #applyChanges(long, long, List, String)} does, but once for each key, as long as the changes of
     * that version are kept.
     *
     * @param key names the request; null if it is made each time
     */
    public Optional<ChangeResult> applyChanges(
            long id, long version, List<DraftChange> changes, String author, @Nullable String key) {
        DraftWriter.Wanted wanted = new DraftWriter.Wanted(
                version,
                changes,
                author,
                key == null ? null : new DraftEntry.RequestKey(key, entries.hashOf(version, changes)));
        return inNewestVersion(id, draft -> writer.tryChange(draft, wanted));
    }

    /**
     * Gives a draft another name.
     *
     * @return it, as it is then; empty if it has another version by now, is closed or deleted
     */
    public Optional<Draft> renameDraft(Draft draft, String name, String author) {
        return writer.keepVersion(
                draft, author, List.of(ChangeDocument.ofName(name)), () -> log.rename(draft.id(), name));
    }

    /**
     * Bases a draft on another release. Changes that refer to an earlier version can then no longer be made.
     *
     * @param files all its files
     * @return it, as it is then; empty if it has another version by now, is closed or deleted
     */
    public Optional<Draft> replaceFiles(Draft draft, Release newBase, SortedMap<String, byte[]> files, String author) {
        SortedMap<String, byte @Nullable []> differences =
                DraftFiles.findDifferences(reader.readBase(newBase).contents(), files);
        return writer.keepVersion(draft, author, List.of(ChangeDocument.ofRebase(newBase.id())), () -> {
            log.changeBase(draft.id(), newBase);
            log.removeDifferences(draft.id());
            log.writeDifferences(draft.id(), differences);
        });
    }

    /**
     * Closes a draft, which can then be read but not changed.
     *
     * @param state published or proposed
     * @param number the number of the release or the proposal
     * @return it, as it is then; empty if it has another version by now, is closed or deleted
     */
    public Optional<Draft> closeDraft(Draft draft, Draft.State state, long number, String author) {
        return read(() -> database.inTransaction(() -> closeWithinTransaction(draft, state, number, author)));
    }

    /**
     * Closes a draft as {@link #closeDraft} does, within the transaction that keeps its release or its proposal, so that either both are
     * kept or neither.
     */
    public Optional<Draft> closeWithinTransaction(Draft draft, Draft.State state, long number, String author) {
        String op = state.name().toLowerCase(Locale.ROOT);
        return writer.addVersion(
                draft,
                author,
                List.of(ChangeDocument.ofNumber(op, number)),
                () -> log.close(draft.id(), state, number));
    }

    /**
     * Lets the draft of a proposal be changed again, within the transaction that withdraws the proposal.
     *
     * @param proposal the number of the proposal, which may have come from no draft
     */
    public void reopenWithinTransaction(long proposal, String by) {
        writer.reopenProposed(proposal, by);
    }

    /**
     * Deletes a draft with all its changes.
     *
     * @return false if it has another version by now
     */
    public boolean deleteDraft(Draft draft, String by) {
        boolean deleted = read(() -> database.inTransaction(() -> log.delete(draft)));
        if (deleted) {
            LOG.info("Draft {} is deleted by {}", draft.id(), ProblemFormatter.toSingleLine(by));
        }
        return deleted;
    }

    /** Changes a draft again and again, until nobody else has changed it meanwhile. */
    private <T> Optional<T> inNewestVersion(long id, Function<DraftFiles, Optional<T>> change) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            DraftFiles draft = readDraft(id).orElse(null);
            if (draft == null) {
                return Optional.empty();
            }
            Optional<T> changed = change.apply(draft);
            if (changed.isPresent()) {
                return changed;
            }
        }
        throw new DraftBusyException();
    }

    /**
     * Returns the changes of the versions after one, in their order; if they are very many, only the first of them.
     *
     * @param after a version of the draft
     * @return empty if not all of them are kept any more
     */
    public Optional<List<DraftEntry>> findEntries(Draft draft, long after) {
        return read(() -> database.inSnapshot(() -> entries.hasAllAfter(draft.id(), after)
                ? Optional.of(entries.findEntries(draft.id(), after, MAX_ENTRIES_LENGTH))
                : Optional.empty()));
    }

    private <T> T read(Supplier<T> query) {
        return database.accessDatabase(query);
    }
}
