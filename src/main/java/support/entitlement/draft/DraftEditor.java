package support.entitlement.draft;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.ChangeResult.Conflict;
import support.entitlement.draft.ChangeResult.Reason;
import support.entitlement.draft.ChangeResult.Refused;
import support.entitlement.draft.change.Axis;
import support.entitlement.draft.change.CellName;
import support.entitlement.draft.change.ChangeCost;
import support.entitlement.draft.change.DraftChange;
import support.entitlement.draft.change.DraftChange.CellChange;
import support.entitlement.draft.change.DraftChange.FileChange;
import support.entitlement.draft.change.DraftChange.FilePut;
import support.entitlement.draft.change.DraftChange.LineInsertion;
import support.entitlement.draft.change.DraftChange.SheetChange;
import support.entitlement.draft.change.DraftChange.TextPut;
import support.entitlement.draft.change.SheetTexts;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.sheet.SheetLimits;

/** Applies changes to the files of a draft, in memory. Not thread-safe. */
final class DraftEditor {

    /** The maximal number of files of a draft. */
    static final int MAX_FILES = 200;

    /** The maximal size of all files of a draft together, in bytes. */
    static final int MAX_BYTES = 32 << 20;

    private final SortedMap<String, byte[]> files;
    private final Map<String, List<SheetTexts>> sheets = new HashMap<>();
    private final Map<String, Integer> lastChange = new HashMap<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final EditLimits limits;

    DraftEditor(SortedMap<String, byte[]> files) {
        this(files, new EditLimits(SheetLimits.maxValues()));
    }

    DraftEditor(SortedMap<String, byte[]> files, EditLimits limits) {
        this.files = new TreeMap<>(files);
        this.limits = limits;
    }

    /** Returns the cells that held another text than a change expected. */
    List<Conflict> conflicts() {
        return conflicts;
    }

    /**
     * Applies a change.
     *
     * @param index its index, for the result
     * @return the reason why it cannot be made; null if it is
     */
    @Nullable
    Refused applyChange(int index, DraftChange change) {
        Refused tooMuch = limits.takeWork(index, 1);
        if (tooMuch != null) {
            return tooMuch;
        }
        return change instanceof SheetChange inSheet
                ? applyToSheet(index, inSheet)
                : applyToFile(index, (FileChange) change);
    }

    private @Nullable Refused applyToFile(int index, FileChange change) {
        forgetSheets(change.file());
        if (change instanceof TextPut text) {
            files.put(change.file(), text.text().getBytes(StandardCharsets.UTF_8));
        } else if (change instanceof FilePut put) {
            Refused refused = putFile(index, put);
            if (refused != null) {
                return refused;
            }
        } else if (files.remove(change.file()) == null) {
            return refuseFile(index, change.file());
        }
        return files.size() > MAX_FILES
                ? new Refused(index, Reason.NOT_KEPT, "A draft may have up to " + MAX_FILES + " files.")
                : null;
    }

    private void forgetSheets(String file) {
        List<SheetTexts> before = sheets.remove(file);
        if (before != null) {
            limits.removeSheets(before);
        }
        lastChange.remove(file);
    }

    private @Nullable Refused putFile(int index, FilePut put) {
        Refused tooMuch = limits.takeWork(index, ChangeCost.sizeOf(put));
        if (tooMuch != null) {
            return tooMuch;
        }
        SheetTexts sheet = new SheetTexts(null, put.rows());
        sheets.put(put.file(), List.of(sheet));
        limits.addSheets(List.of(sheet));
        lastChange.put(put.file(), index);
        files.put(put.file(), new byte[0]);
        return limits.checkNewFile(index, sheet);
    }

    private @Nullable Refused applyToSheet(int index, SheetChange change) {
        byte[] content = files.get(change.file());
        if (content == null) {
            return refuseFile(index, change.file());
        }
        Refused tooMany = readSheets(index, change.file(), content);
        if (tooMany != null) {
            return tooMany;
        }
        List<SheetTexts> all = Objects.requireNonNull(sheets.get(change.file()));
        SheetTexts sheet = findSheet(all, change.sheet());
        if (sheet == null) {
            return refuseSheet(index, all);
        }
        Refused tooMuch = limits.takeWork(index, all.size() + ChangeCost.countCells(change, sheet));
        return tooMuch == null ? changeSheet(index, change, sheet, all) : tooMuch;
    }

    /** Reads the sheets of a file, unless they are held already. */
    private @Nullable Refused readSheets(int index, String file, byte[] content) {
        if (sheets.containsKey(file)) {
            return null;
        }
        Budget room = limits.roomLeft();
        List<SheetTexts> read = DraftSheets.readSheets(file, content, room).orElse(List.of());
        sheets.put(file, read);
        limits.addSheets(read);
        return room.isSpent() ? limits.tooManyFiles(index) : null;
    }

    private static @Nullable SheetTexts findSheet(List<SheetTexts> all, @Nullable String name) {
        return all.stream()
                .filter(each -> Objects.equals(each.name(), name))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Refused changeSheet(int index, SheetChange change, SheetTexts sheet, List<SheetTexts> file) {
        if (change instanceof CellChange cell) {
            checkBefore(index, cell, sheet);
        } else if (change instanceof LineInsertion inserted
                && inserted.axis() == Axis.COLUMN
                && sheet.width() + inserted.lines().size() > SheetLimits.MAX_COLUMNS) {
            return EditLimits.tooLarge(index);
        }
        long before = EditLimits.sizeOf(sheet);
        sheet.applyChange(change);
        lastChange.put(change.file(), index);
        limits.resizeSheet(before, sheet);
        return EditLimits.sizeOf(sheet) > before ? limits.checkSizes(index, change, sheet, file) : null;
    }

    private void checkBefore(int index, CellChange cell, SheetTexts sheet) {
        String text = sheet.textAt(cell.row(), cell.column());
        if (!text.equals(cell.before())) {
            conflicts.add(new Conflict(
                    index,
                    cell.file(),
                    cell.sheet(),
                    new CellName(cell.row(), cell.column()).toString(),
                    cell.before(),
                    text,
                    cell.after(),
                    null,
                    null));
        }
    }

    private static Refused refuseFile(int index, String file) {
        return new Refused(index, Reason.UNKNOWN_FILE, "The draft has no file “" + file + "”.");
    }

    private static Refused refuseSheet(int index, List<SheetTexts> known) {
        String detail = known.isEmpty()
                ? "The file is no table that can be read. Send it again as a whole."
                : known.get(0).name() == null
                        ? "A CSV file has one sheet without a name. Leave “sheet” out."
                        : "The file has these sheets: "
                                + String.join(
                                        ", ",
                                        known.stream()
                                                .map(sheet -> "“" + sheet.name() + "”")
                                                .toList())
                                + ".";
        return new Refused(index, Reason.UNKNOWN_SHEET, detail);
    }

    /** The files after all changes, or the reason why they cannot be kept. */
    record Edited(SortedMap<String, byte[]> files, @Nullable Refused refused) {}

    /**
     * Writes the changed files. A file with the same texts as in the release has its bytes again.
     *
     * @param base the files of the release
     */
    Edited writeFiles(SortedMap<String, byte[]> base) {
        for (Map.Entry<String, Integer> changed : lastChange.entrySet()) {
            String file = changed.getKey();
            List<SheetTexts> texts = Objects.requireNonNull(sheets.get(file));
            Optional<byte[]> content = findReleased(file, texts, base).or(() -> DraftSheets.writeSheets(file, texts));
            if (content.isEmpty()) {
                return new Edited(files, notKept(changed.getValue(), file));
            }
            files.put(file, content.get());
        }
        long bytes =
                files.values().stream().mapToLong(content -> content.length).sum();
        return new Edited(
                files,
                bytes > MAX_BYTES
                        ? new Refused(0, Reason.NOT_KEPT, "All files of a draft may have up to 32 MiB together.")
                        : null);
    }

    private static Optional<byte[]> findReleased(String file, List<SheetTexts> texts, SortedMap<String, byte[]> base) {
        byte[] released = base.get(file);
        return released == null
                ? Optional.empty()
                : DraftSheets.readSheets(file, released)
                        .filter(before -> DraftSheets.haveSameTexts(before, texts))
                        .map(before -> released);
    }

    private static Refused notKept(int index, String file) {
        return new Refused(
                index,
                Reason.NOT_KEPT,
                "“" + file + "” would have more than " + SheetLimits.MAX_CELLS
                        + " cells or 8 MiB, or would be read with other texts than these.");
    }
}
