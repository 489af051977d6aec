package support.entitlement.draft;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.ChangeResult.Reason;
import support.entitlement.draft.ChangeResult.Refused;
import support.entitlement.draft.change.Axis;
import support.entitlement.draft.change.DraftChange.CellChange;
import support.entitlement.draft.change.DraftChange.LineChange;
import support.entitlement.draft.change.DraftChange.LineInsertion;
import support.entitlement.draft.change.DraftChange.SheetChange;
import support.entitlement.draft.change.SheetTexts;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.sheet.SheetLimits;

/**
 * The limits of the changes of one request: the work that they need, the cells of each file, and the cells of all files that are held at
 * a time. Not thread-safe.
 */
final class EditLimits {

    /** The maximal number of cells that the changes of a request touch: two hundred times all of the largest file. */
    static final long MAX_TOUCHED_CELLS = 200L * SheetLimits.MAX_CELLS;

    private final Budget work = Budget.ofSteps(MAX_TOUCHED_CELLS);
    private final long room;
    private long held;

    /**
     * Creates the limits of one request.
     *
     * @param room the maximal number of cells of all files that are changed, where a row takes the place of one more
     */
    EditLimits(long room) {
        this.room = room;
    }

    /** Takes the work of a change before it is done. Returns the refusal if it is too much; null if it is not. */
    @Nullable
    Refused takeWork(int index, long cells) {
        try {
            work.takeSteps(cells);
            return null;
        } catch (Budget.Exhausted e) {
            return new Refused(
                    index,
                    Reason.TOO_MUCH_WORK,
                    "The changes up to this one touch more than " + showNumber(MAX_TOUCHED_CELLS)
                            + " cells, the maximum of one request. Send it and those after it in another.");
        }
    }

    /** Returns the room that is left for another file. */
    Budget roomLeft() {
        return Budget.ofSteps(Math.max(0, room - held));
    }

    /** Notes that the sheets of a file are held from now on. */
    void addSheets(List<SheetTexts> sheets) {
        held += sheets.stream().mapToLong(EditLimits::sizeOf).sum();
    }

    /** Notes that the sheets of a file are no longer held. */
    void removeSheets(List<SheetTexts> sheets) {
        held -= sheets.stream().mapToLong(EditLimits::sizeOf).sum();
    }

    /** Notes that a sheet has another size than before. */
    void resizeSheet(long sizeBefore, SheetTexts sheet) {
        held += sizeOf(sheet) - sizeBefore;
    }

    /** Returns the room that a sheet takes. */
    static long sizeOf(SheetTexts sheet) {
        return sheet.cellCount() + sheet.rows().size();
    }

    /** Checks the sizes of a sheet and its file after a change. Returns the refusal if they are too large; null if they are not. */
    @Nullable
    Refused checkSizes(int index, SheetChange change, SheetTexts sheet, List<SheetTexts> file) {
        return sheet.rows().size() > SheetLimits.MAX_ROWS || widthAfter(change, sheet) > SheetLimits.MAX_COLUMNS
                ? tooLarge(index)
                : checkCells(index, file);
    }

    /** Returns the length of the longest row that a change has made. */
    private static int widthAfter(SheetChange change, SheetTexts sheet) {
        if (change instanceof CellChange cell) {
            return cell.column() + 1;
        }
        if (((LineChange) change).axis() == Axis.COLUMN) {
            return sheet.width();
        }
        return change instanceof LineInsertion inserted
                ? inserted.lines().stream().mapToInt(List::size).max().orElse(0)
                : 0;
    }

    /** Checks the size of a new file. Returns the refusal if it is too large; null if it is not. */
    @Nullable
    Refused checkNewFile(int index, SheetTexts sheet) {
        return sheet.rows().size() > SheetLimits.MAX_ROWS || sheet.width() > SheetLimits.MAX_COLUMNS
                ? tooLarge(index)
                : checkCells(index, List.of(sheet));
    }

    private @Nullable Refused checkCells(int index, List<SheetTexts> file) {
        if (file.stream().mapToLong(SheetTexts::cellCount).sum() > SheetLimits.MAX_CELLS) {
            return tooLarge(index);
        }
        return held > room ? tooManyFiles(index) : null;
    }

    static Refused tooLarge(int index) {
        return new Refused(
                index,
                Reason.NOT_KEPT,
                "A sheet may have up to " + showNumber(SheetLimits.MAX_ROWS) + " rows and " + SheetLimits.MAX_COLUMNS
                        + " columns, and a file up to " + showNumber(SheetLimits.MAX_CELLS) + " cells.");
    }

    /** Returns the refusal of a change of one more file than fits into the memory. */
    Refused tooManyFiles(int index) {
        return new Refused(
                index,
                Reason.TOO_MUCH_WORK,
                "The files that are changed up to here have more than " + showNumber(room)
                        + " cells and rows together, the maximum of one request. Send this change and those after it in another.");
    }

    private static String showNumber(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
