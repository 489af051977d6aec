package support.entitlement.draft;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.database.Database;
import support.entitlement.draft.ChangeResult.Conflict;
import support.entitlement.draft.change.CellName;
import support.entitlement.draft.change.ChangeCost;
import support.entitlement.draft.change.ChangeDocument;
import support.entitlement.draft.change.ChangeMerge;
import support.entitlement.draft.change.ChangeMerge.CarriedChange;
import support.entitlement.draft.change.ChangeMerge.OtherChange;
import support.entitlement.draft.change.DraftChange;
import support.entitlement.draft.change.DraftChange.CellChange;
import support.entitlement.draft.change.DraftChange.SheetChange;

/**
 * Makes changes of the files of drafts. They are computed on what was read, and kept only if the draft still has the version that was
 * read; otherwise they are computed again. Thread-safe.
 */
final class DraftWriter {

    /** Changes of other editors beyond this length are not carried over. */
    private static final long MAX_LENGTH = 16L << 20;

    /** The maximal number of texts and lines that are carried over the changes of other editors, and theirs over them. */
    private static final long MAX_CARRIED = 40_000_000;

    private final Database database;
    private final DraftLog log;
    private final EntryLog entries;
    private final Clock clock;

    DraftWriter(Database database, DraftLog log, EntryLog entries, Clock clock) {
        this.database = database;
        this.log = log;
        this.entries = entries;
        this.clock = clock;
    }

    /** The changes that somebody wants to make, with the version to which their places refer, and the key of the request. */
    record Wanted(long version, List<DraftChange> changes, String author, DraftEntry.@Nullable RequestKey key) {}

    /**
     * Makes changes.
     *
     * @param read the draft with its files as they were just read
     * @return empty if the draft has been changed since
     */
    Optional<ChangeResult> tryChange(DraftFiles read, Wanted wanted) {
        Draft draft = read.draft();
        Optional<ChangeResult> known = findEarlier(draft, wanted);
        if (known.isPresent()) {
            return known;
        }
        if (!draft.isOpen()) {
            return Optional.of(new ChangeResult.Closed(draft));
        }
        if (read.isBaseLost()) {
            return Optional.of(new ChangeResult.BaseLost(draft));
        }
        List<OtherChange> others = findOthers(draft, wanted.version()).orElse(null);
        if (others == null || countCarried(wanted.changes(), others) > MAX_CARRIED) {
            return Optional.of(new ChangeResult.Stale(draft));
        }
        ChangeMerge merge = ChangeMerge.mergeChanges(wanted.changes(), others);
        return merge.conflicts().isEmpty()
                ? keepChanges(read, merge.changes(), wanted)
                : Optional.of(new ChangeResult.Conflicting(
                        draft,
                        merge.conflicts().stream()
                                .map(DraftWriter::describeClash)
                                .toList()));
    }

    /** Returns the result of the first time if a request is sent again. */
    private Optional<ChangeResult> findEarlier(Draft draft, Wanted wanted) {
        DraftEntry.RequestKey key = wanted.key();
        return key == null
                ? Optional.empty()
                : database.accessDatabase(() -> entries.findByKey(draft.id(), key.key()))
                        .map(made -> made.hash().equals(key.hash())
                                        && made.entry().author().equals(wanted.author())
                                ? new ChangeResult.Applied(
                                        draft.atVersion(made.entry().version()),
                                        made.entry().changes())
                                : new ChangeResult.Reused(draft));
    }

    /** Every change is carried over each of the other side, at most once for each of its lines and texts. */
    private static long countCarried(List<DraftChange> mine, List<OtherChange> theirs) {
        long ofMine = mine.stream().mapToLong(ChangeCost::sizeOf).sum();
        long ofTheirs = theirs.stream()
                .mapToLong(other -> ChangeCost.sizeOf(other.change()))
                .sum();
        return ofMine * theirs.size() + ofTheirs * mine.size();
    }

    /** Returns the changes since a version; empty if places of that version cannot be carried over. */
    private Optional<List<OtherChange>> findOthers(Draft draft, long version) {
        if (version == draft.version()) {
            return Optional.of(List.of());
        }
        List<DraftEntry> since = version < 1 || version > draft.version()
                ? List.of()
                : database.accessDatabase(() -> entries.findEntries(draft.id(), version, MAX_LENGTH));
        boolean complete = !since.isEmpty()
                && since.get(0).version() == version + 1
                && since.get(since.size() - 1).version() >= draft.version();
        if (!complete
                || since.stream()
                        .flatMap(entry -> entry.changes().stream())
                        .anyMatch(ChangeDocument::replacesAllFiles)) {
            return Optional.empty();
        }
        return Optional.of(since.stream()
                .filter(entry -> entry.version() <= draft.version())
                .flatMap(DraftWriter::othersIn)
                .toList());
    }

    private static Stream<OtherChange> othersIn(DraftEntry entry) {
        return entry.changes().stream()
                .flatMap(change -> change.toChange().stream())
                .map(change -> new OtherChange(change, entry.author(), entry.made()));
    }

    private Optional<ChangeResult> keepChanges(DraftFiles read, List<CarriedChange> changes, Wanted wanted) {
        DraftEditor editor = new DraftEditor(read.files().contents());
        for (CarriedChange change : changes) {
            ChangeResult.Refused refused = editor.applyChange(change.index(), change.change());
            if (refused != null) {
                return Optional.of(refused);
            }
        }
        if (!editor.conflicts().isEmpty()) {
            return Optional.of(new ChangeResult.Conflicting(read.draft(), editor.conflicts()));
        }
        DraftEditor.Edited edited = editor.writeFiles(read.base().contents());
        if (edited.refused() != null) {
            return Optional.of(edited.refused());
        }
        List<ChangeDocument> documents = changes.stream()
                .map(change -> ChangeDocument.of(change.change()))
                .toList();
        return documents.isEmpty()
                ? Optional.of(new ChangeResult.Applied(read.draft(), documents))
                : keepVersion(read, wanted, documents, edited.files())
                        .map(draft -> new ChangeResult.Applied(draft, documents));
    }

    private void writeDifferences(DraftFiles read, SortedMap<String, byte[]> files) {
        SortedMap<String, byte @Nullable []> now =
                DraftFiles.findDifferences(read.base().contents(), files);
        SortedMap<String, byte @Nullable []> before =
                DraftFiles.findDifferences(read.base().contents(), read.files().contents());
        SortedMap<String, byte @Nullable []> changed = new TreeMap<>();
        for (Map.Entry<String, byte @Nullable []> file : now.entrySet()) {
            if (!before.containsKey(file.getKey()) || before.get(file.getKey()) != file.getValue()) {
                changed.put(file.getKey(), file.getValue());
            }
        }
        log.writeDifferences(read.draft().id(), changed);
        before.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> log.removeDifference(read.draft().id(), name));
    }

    private Optional<Draft> keepVersion(
            DraftFiles read, Wanted wanted, List<ChangeDocument> documents, SortedMap<String, byte[]> files) {
        return database.accessDatabase(() -> database.inTransaction(() -> addVersion(
                read.draft(), wanted.author(), documents, wanted.key(), () -> writeDifferences(read, files))));
    }

    /**
     * Begins the next version of a draft, and does everything that belongs to it, or nothing.
     *
     * @return the draft with the new version; empty if it has been changed since, is closed or deleted
     */
    Optional<Draft> keepVersion(Draft draft, String author, List<ChangeDocument> changes, Runnable change) {
        return database.accessDatabase(() -> database.inTransaction(() -> addVersion(draft, author, changes, change)));
    }

    /** Begins the next version as {@link #keepVersion} does, within a transaction of the caller. */
    Optional<Draft> addVersion(Draft draft, String author, List<ChangeDocument> changes, Runnable change) {
        return addVersion(draft, author, changes, null, change);
    }

    private Optional<Draft> addVersion(
            Draft draft,
            String author,
            List<ChangeDocument> changes,
            DraftEntry.@Nullable RequestKey key,
            Runnable change) {
        Instant now = clock.instant();
        if (!log.beginVersion(draft, author, now)) {
            return Optional.empty();
        }
        entries.addEntry(draft, author, now, changes, key);
        change.run();
        return log.findById(draft.id());
    }

    /** Lets a draft be changed again that is closed as a proposal, within a transaction of the caller; nothing if there is none. */
    void reopenProposed(long proposal, String author) {
        Instant now = clock.instant();
        log.findProposed(proposal).ifPresent(draft -> {
            log.reopen(draft, author, now);
            entries.addEntry(draft, author, now, List.of(ChangeDocument.ofReopening(proposal)), null);
        });
    }

    private static Conflict describeClash(ChangeMerge.Conflict clash) {
        DraftChange mine = clash.mine();
        DraftChange theirs = clash.theirs().change();
        CellChange cell = mine instanceof CellChange sent ? sent : theirs instanceof CellChange typed ? typed : null;
        return new Conflict(
                clash.index(),
                mine.file(),
                mine instanceof SheetChange inSheet ? inSheet.sheet() : null,
                cell == null ? null : new CellName(cell.row(), cell.column()).toString(),
                cell == null ? null : cell.before(),
                theirs instanceof CellChange typed ? typed.after() : null,
                mine instanceof CellChange sent ? sent.after() : null,
                clash.theirs().by(),
                clash.theirs().when());
    }
}
