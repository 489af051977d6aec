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
import support.entitlement.draft.change.DraftChange;
import support.entitlement.draft.change.DraftChange.CellChange;
import support.entitlement.draft.change.DraftChange.FilePut;
import support.entitlement.draft.change.DraftChange.LineChange;
import support.entitlement.draft.change.DraftChange.LineInsertion;
import support.entitlement.draft.change.DraftChange.SheetChange;
import support.entitlement.draft.change.DraftChange.TextPut;
import support.entitlement.draft.change.SheetTexts;
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

    DraftEditor(SortedMap<String, byte[]> files) {
        this.files = new TreeMap<>(files);
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
        if (change instanceof SheetChange inSheet) {
            return applyToSheet(index, inSheet);
        }
        sheets.remove(change.file());
        lastChange.remove(change.file());
        if (change instanceof TextPut text) {
            files.put(change.file(), text.text().getBytes(StandardCharsets.UTF_8));
        } else if (change instanceof FilePut rows) {
            SheetTexts sheet = new SheetTexts(null, rows.rows());
            sheets.put(change.file(), List.of(sheet));
            lastChange.put(change.file(), index);
            files.put(change.file(), new byte[0]);
            Refused tooLarge = checkSize(index, sheet);
            if (tooLarge != null) {
                return tooLarge;
            }
        } else if (files.remove(change.file()) == null) {
            return refuseFile(index, change.file());
        }
        return files.size() > MAX_FILES
                ? new Refused(index, Reason.NOT_KEPT, "A draft may have up to " + MAX_FILES + " files.")
                : null;
    }

    private @Nullable Refused applyToSheet(int index, SheetChange change) {
        byte[] content = files.get(change.file());
        if (content == null) {
            return refuseFile(index, change.file());
        }
        List<SheetTexts> all = sheets.computeIfAbsent(
                change.file(), file -> DraftSheets.readSheets(file, content).orElse(List.of()));
        SheetTexts sheet = all.stream()
                .filter(each -> Objects.equals(each.name(), change.sheet()))
                .findFirst()
                .orElse(null);
        if (sheet == null) {
            return refuseSheet(index, all);
        }
        if (change instanceof CellChange cell) {
            checkBefore(index, cell, sheet);
        } else if (change instanceof LineInsertion inserted
                && inserted.axis() == Axis.COLUMN
                && sheet.width() + inserted.lines().size() > SheetLimits.MAX_COLUMNS) {
            return tooLarge(index);
        }
        sheet.applyChange(change);
        lastChange.put(change.file(), index);
        return change instanceof LineChange ? checkSize(index, sheet) : null;
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

    private static @Nullable Refused checkSize(int index, SheetTexts sheet) {
        return sheet.rows().size() > SheetLimits.MAX_ROWS || sheet.width() > SheetLimits.MAX_COLUMNS
                ? tooLarge(index)
                : null;
    }

    private static Refused tooLarge(int index) {
        return new Refused(
                index,
                Reason.NOT_KEPT,
                "A sheet may have up to " + SheetLimits.MAX_ROWS + " rows and " + SheetLimits.MAX_COLUMNS
                        + " columns.");
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
