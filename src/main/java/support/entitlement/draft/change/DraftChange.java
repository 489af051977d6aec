package support.entitlement.draft.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of the files of a draft. Rows and columns count from zero. A sheet has no end: all cells beyond its texts are blank, and
 * a change beyond them makes it larger.
 */
public sealed interface DraftChange {

    /** The name of the file. */
    String file();

    /** A change within one sheet of a file. */
    sealed interface SheetChange extends DraftChange {

        /** The name of the sheet; null for CSV. */
        @Nullable
        String sheet();
    }

    /**
     * Replaces the text of a cell.
     *
     * @param before the text that its author saw
     */
    record CellChange(String file, @Nullable String sheet, int row, int column, String before, String after)
            implements SheetChange {}

    /** A change of rows or columns, which moves the cells behind them. */
    sealed interface LineChange extends SheetChange {

        Axis axis();

        /** Returns the position of the first row or column. */
        int at();

        /** Returns the change of positions along the axis. */
        Shift shift();
    }

    /**
     * Inserts rows or columns before the one at a position.
     *
     * @param lines the texts of each of them, from the first cell
     */
    record LineInsertion(String file, @Nullable String sheet, Axis axis, int at, List<List<String>> lines)
            implements LineChange {

        public LineInsertion {
            lines = lines.stream().map(List::copyOf).toList();
        }

        @Override
        public Shift shift() {
            return new Shift.Insertion(at, lines.size());
        }
    }

    /** Deletes rows or columns. */
    record LineDeletion(String file, @Nullable String sheet, Axis axis, int at, int count) implements LineChange {

        @Override
        public Shift shift() {
            return new Shift.Deletion(at, count);
        }
    }

    /**
     * Moves rows or columns.
     *
     * @param to the position that the first of them has afterwards
     */
    record LineMove(String file, @Nullable String sheet, Axis axis, int at, int count, int to) implements LineChange {

        @Override
        public Shift shift() {
            return new Shift.Move(at, count, to);
        }
    }

    /** A change of a whole file. */
    sealed interface FileChange extends DraftChange {}

    /** Adds a CSV file, or replaces one. */
    record FilePut(String file, List<List<String>> rows) implements FileChange {

        public FilePut {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** Adds or replaces a file that is no table. */
    record TextPut(String file, String text) implements FileChange {}

    /** Removes a file. */
    record FileRemoval(String file) implements FileChange {}
}
