package support.entitlement.draft.change;

import java.util.Collection;
import java.util.List;
import support.entitlement.draft.change.DraftChange.CellChange;
import support.entitlement.draft.change.DraftChange.FilePut;
import support.entitlement.draft.change.DraftChange.LineChange;
import support.entitlement.draft.change.DraftChange.LineDeletion;
import support.entitlement.draft.change.DraftChange.LineInsertion;
import support.entitlement.draft.change.DraftChange.LineMove;
import support.entitlement.draft.change.DraftChange.SheetChange;

/** The work that a change needs, in cells that are read or written. Stateless and thread-safe. */
public final class ChangeCost {

    /** Moving the rows behind a place needs no look into them. */
    private static final int ROWS_MOVED_AS_A_CELL = 16;

    /** A row is looked at and copied, however short it is. */
    private static final int CELLS_OF_A_ROW = 8;

    private ChangeCost() {}

    /** Returns the number of cells, at most, that a change of a sheet touches, also those with which it makes the sheet larger. */
    public static long countCells(SheetChange change, SheetTexts sheet) {
        if (change instanceof CellChange cell) {
            return 1L
                    + Math.max(0, cell.row() - sheet.rows().size())
                    + Math.max(0, cell.column() - sheet.widthOf(cell.row()));
        }
        LineChange lines = (LineChange) change;
        return lines.axis() == Axis.ROW ? countRows(lines, sheet) : countColumns(lines, sheet);
    }

    private static long countRows(LineChange change, SheetTexts sheet) {
        long height = sheet.rows().size();
        return sizeOf(change) + height / ROWS_MOVED_AS_A_CELL + Math.max(0, endOf(change) - height);
    }

    /** Each row may be as long as the sheet is wide, or as far as the change reaches. */
    private static long countColumns(LineChange change, SheetTexts sheet) {
        long height = sheet.rows().size();
        if (change instanceof LineInsertion inserted) {
            height = Math.max(
                    height, inserted.lines().stream().mapToInt(List::size).max().orElse(0));
        }
        return height * (Math.max(sheet.width(), endOf(change)) + CELLS_OF_A_ROW) + sizeOf(change);
    }

    /** Returns the position behind the last one that a change reaches. */
    private static long endOf(LineChange change) {
        if (change instanceof LineInsertion inserted) {
            return (long) inserted.at() + inserted.lines().size();
        }
        return change instanceof LineMove move ? Math.max(move.at(), move.to()) + (long) move.count() : 0;
    }

    /** Returns the number of the lines and texts that a change holds or names. */
    public static long sizeOf(DraftChange change) {
        if (change instanceof LineInsertion inserted) {
            return countTexts(inserted.lines());
        }
        if (change instanceof FilePut put) {
            return countTexts(put.rows());
        }
        if (change instanceof LineDeletion deleted) {
            return deleted.count();
        }
        return change instanceof LineMove move ? move.count() : 1;
    }

    private static long countTexts(Collection<List<String>> lines) {
        return lines.stream().mapToLong(line -> 1L + line.size()).sum();
    }
}
