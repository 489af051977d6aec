package support.entitlement.draft.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import support.entitlement.draft.change.DraftChange.CellChange;
import support.entitlement.draft.change.DraftChange.FileChange;
import support.entitlement.draft.change.DraftChange.LineChange;
import support.entitlement.draft.change.DraftChange.LineDeletion;
import support.entitlement.draft.change.DraftChange.LineInsertion;
import support.entitlement.draft.change.DraftChange.LineMove;
import support.entitlement.draft.change.DraftChange.SheetChange;

/**
 * Carries one change over another that was made at the same time and came first. Whichever of two changes comes first, the result is
 * the same sheet, and no text that either author typed is lost; where that cannot be, they clash. Stateless and thread-safe.
 */
final class ChangeCarrier {

    private ChangeCarrier() {}

    /** Returns the changes that have the effect of a change after the other; empty if the two clash. */
    static Optional<List<DraftChange>> carryOver(DraftChange change, DraftChange other) {
        if (!change.file().equals(other.file())) {
            return Optional.of(List.of(change));
        }
        if (change instanceof FileChange || other instanceof FileChange) {
            return change.equals(other) ? Optional.of(List.of()) : Optional.empty();
        }
        SheetChange mine = (SheetChange) change;
        SheetChange theirs = (SheetChange) other;
        if (!areInOneSheet(mine, theirs)) {
            return Optional.of(List.of(change));
        }
        return mine instanceof CellChange cell ? carryCell(cell, theirs) : carryLines((LineChange) mine, theirs);
    }

    private static boolean areInOneSheet(SheetChange one, SheetChange other) {
        String sheet = one.sheet();
        return sheet == null ? other.sheet() == null : sheet.equals(other.sheet());
    }

    private static Optional<List<DraftChange>> carryCell(CellChange cell, SheetChange other) {
        if (other instanceof CellChange theirs) {
            if (cell.row() != theirs.row() || cell.column() != theirs.column()) {
                return Optional.of(List.of(cell));
            }
            return cell.after().equals(theirs.after()) ? Optional.of(List.of()) : Optional.empty();
        }
        LineChange lines = (LineChange) other;
        boolean rows = lines.axis() == Axis.ROW;
        OptionalInt place = lines.shift().mapPosition(rows ? cell.row() : cell.column());
        return place.isEmpty()
                ? Optional.empty()
                : Optional.of(List.of(new CellChange(
                        cell.file(),
                        cell.sheet(),
                        rows ? place.getAsInt() : cell.row(),
                        rows ? cell.column() : place.getAsInt(),
                        cell.before(),
                        cell.after())));
    }

    private static Optional<List<DraftChange>> carryLines(LineChange lines, SheetChange other) {
        if (other instanceof CellChange cell) {
            boolean gone = lines.shift()
                    .mapPosition(lines.axis() == Axis.ROW ? cell.row() : cell.column())
                    .isEmpty();
            return gone ? Optional.empty() : Optional.of(List.of(lines));
        }
        LineChange theirs = (LineChange) other;
        return lines.axis() == theirs.axis() ? carryAlong(lines, theirs) : carryAcross(lines, theirs);
    }

    /** Carries a change of rows over one of columns, or the reverse. Only what one of them inserts concerns the other. */
    private static Optional<List<DraftChange>> carryAcross(LineChange lines, LineChange other) {
        if (losesText(lines, other) || losesText(other, lines)) {
            return Optional.empty();
        }
        if (!(lines instanceof LineInsertion inserted)) {
            return Optional.of(List.of(lines));
        }
        List<List<String>> shifted = inserted.lines().stream()
                .map(line -> other.shift().shiftTexts(line))
                .toList();
        return Optional.of(
                List.of(new LineInsertion(inserted.file(), inserted.sheet(), inserted.axis(), inserted.at(), shifted)));
    }

    private static boolean losesText(LineChange change, LineChange other) {
        return other instanceof LineInsertion inserted
                && inserted.lines().stream().anyMatch(line -> change.shift().losesText(line));
    }

    private static Optional<List<DraftChange>> carryAlong(LineChange lines, LineChange other) {
        if (lines instanceof LineInsertion inserted) {
            return Optional.of(List.of(carryInsertion(inserted, other)));
        }
        if (lines instanceof LineDeletion deleted) {
            return Optional.of(carryDeletion(deleted, other.shift()));
        }
        LineMove move = (LineMove) lines;
        return MoveCarrier.carryOver(new Shift.Move(move.at(), move.count(), move.to()), other.shift())
                .map(shifts -> shifts.stream()
                        .<DraftChange>map(shift -> new LineMove(
                                move.file(), move.sheet(), move.axis(), shift.at(), shift.count(), shift.to()))
                        .toList());
    }

    /** Of two insertions into one gap, the one whose texts come first in order stands first, whoever made it. */
    private static LineInsertion carryInsertion(LineInsertion inserted, LineChange other) {
        boolean behind = other instanceof LineInsertion theirs
                && theirs.at() == inserted.at()
                && TextOrder.compareLines(inserted.lines(), theirs.lines()) > 0;
        int at = other.shift().mapGap(inserted.at())
                + (behind ? ((LineInsertion) other).lines().size() : 0);
        return new LineInsertion(inserted.file(), inserted.sheet(), inserted.axis(), at, inserted.lines());
    }

    /** Returns a deletion for each run of the lines that are left, the last first, so that none moves another. */
    private static List<DraftChange> carryDeletion(LineDeletion deleted, Shift other) {
        int[] left = IntStream.range(deleted.at(), deleted.at() + deleted.count())
                .mapToObj(other::mapPosition)
                .flatMapToInt(OptionalInt::stream)
                .sorted()
                .toArray();
        List<DraftChange> runs = new ArrayList<>();
        int end = left.length;
        for (int start = left.length - 1; start >= 0; start--) {
            if (start == 0 || left[start - 1] != left[start] - 1) {
                runs.add(new LineDeletion(deleted.file(), deleted.sheet(), deleted.axis(), left[start], end - start));
                end = start;
            }
        }
        return runs;
    }
}
