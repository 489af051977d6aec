package support.entitlement.draft.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two changes of one sheet as one sheet. Columns are recognised by their headers, rows by equality or by most of their cells, so that
 * changes of different cells, and rows and columns that one side inserted, deleted or moved, go together. Nothing that a side has
 * typed is lost: where both cannot hold, there is a conflict.
 *
 * @param rows the merged sheet; in a conflict it has the text of mine, or that of theirs if mine has deleted the cell
 * @param conflicts the cells for which a person must choose, row by row
 * @param doubtfulRows rows that one side has deleted, and that are only kept because of conflicts
 * @param doubtfulColumns columns that one side has deleted, and that are only kept because of conflicts
 */
public record SheetMerge(
        List<List<String>> rows, List<CellConflict> conflicts, BitSet doubtfulRows, BitSet doubtfulColumns) {

    /** The text of cells whose text before both changes is not known. No sheet holds it. */
    private static final String UNKNOWN = "\0";

    /** A cell by its row and column in the merged sheet, from zero. */
    public record CellPosition(int row, int column) {}

    /** Merges two changes of a sheet. Rows may differ in length. */
    public static SheetMerge mergeSheets(List<List<String>> base, List<List<String>> mine, List<List<String>> theirs) {
        TextGrid before = new TextGrid(base);
        TextGrid one = new TextGrid(mine);
        TextGrid other = new TextGrid(theirs);
        LineAlignment oneColumns = alignColumns(before, one);
        LineAlignment otherColumns = alignColumns(before, other);
        List<MergedLine> columns = LineOrder.mergeLines(
                oneColumns,
                otherColumns,
                findTwins(
                        oneColumns, one.headerColumns(one.findTable()),
                        otherColumns, other.headerColumns(other.findTable())));
        LineAlignment oneRows = alignRows(before, one, oneColumns);
        LineAlignment otherRows = alignRows(before, other, otherColumns);
        List<MergedLine> rows = LineOrder.mergeLines(
                oneRows,
                otherRows,
                findTwins(oneRows, selectMerged(one, columns, true), otherRows, selectMerged(other, columns, false)));
        return new CellMerge(before, one, other, rows, columns).mergeCells();
    }

    /**
     * Merges two changes of a sheet that is not known any more: each cell that differs is a conflict, and so is each cell of a row or column
     * that only one of them has. Rows may differ in length.
     */
    public static SheetMerge mergeWithoutBase(List<List<String>> mine, List<List<String>> theirs) {
        TextGrid one = new TextGrid(mine);
        TextGrid other = new TextGrid(theirs);
        LineAlignment oneColumns = alignColumns(other, one);
        List<MergedLine> columns = LineOrder.mergeLines(oneColumns, alignColumns(other, other), Map.of());
        List<MergedLine> rows = LineOrder.mergeLines(
                alignRows(other, one, oneColumns), alignRows(other, other, alignColumns(other, other)), Map.of());
        TextGrid common = new TextGrid(rows.stream()
                .map(row -> columns.stream()
                        .map(column -> commonText(one, other, row, column))
                        .toList())
                .toList());
        SheetMerge merge = new CellMerge(common, one, other, numberLines(rows), numberLines(columns)).mergeCells();
        return new SheetMerge(
                merge.rows(),
                merge.conflicts().stream()
                        .map(conflict -> new CellConflict(
                                conflict.row(), conflict.column(), null, conflict.mine(), conflict.theirs()))
                        .toList(),
                merge.doubtfulRows(),
                merge.doubtfulColumns());
    }

    /** Returns the text of a cell that both sides have in common. */
    private static String commonText(TextGrid mine, TextGrid theirs, MergedLine row, MergedLine column) {
        String one = CellMerge.textOf(mine, row.mine(), column.mine());
        String other = CellMerge.textOf(theirs, row.theirs(), column.theirs());
        boolean isBlank = (one == null || one.isEmpty()) && (other == null || other.isEmpty());
        return isBlank ? "" : one != null && one.equals(other) ? one : UNKNOWN;
    }

    /** Returns lines that are those of a base in their order. */
    private static List<MergedLine> numberLines(List<MergedLine> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(line -> new MergedLine(
                        line, lines.get(line).mine(), lines.get(line).theirs()))
                .toList();
    }

    private static LineAlignment alignColumns(TextGrid base, TextGrid edited) {
        int table = base.findTable();
        int editedTable = edited.findTable();
        return LineAlignment.alignLines(
                base.headerColumns(table), edited.headerColumns(editedTable < 0 ? table : editedTable));
    }

    private static LineAlignment alignRows(TextGrid base, TextGrid edited, LineAlignment columns) {
        int[] common = IntStream.range(0, columns.partners().length)
                .filter(column -> columns.partners()[column] != LineAlignment.NONE)
                .toArray();
        int[] partners =
                Arrays.stream(common).map(column -> columns.partners()[column]).toArray();
        return LineAlignment.alignLines(base.selectColumns(common), edited.selectColumns(partners));
    }

    /** Returns the rows of a side with all merged columns, those that it does not have blank. */
    private static List<List<String>> selectMerged(TextGrid side, List<MergedLine> columns, boolean isMine) {
        return IntStream.range(0, side.height())
                .mapToObj(row -> columns.stream()
                        .map(column -> isMine ? column.mine() : column.theirs())
                        .map(column -> column == LineAlignment.NONE ? "" : side.text(row, column))
                        .toList())
                .toList();
    }

    /** Pairs equal lines that both sides have inserted. */
    private static Map<Integer, Integer> findTwins(
            LineAlignment mine, List<List<String>> ofMine, LineAlignment theirs, List<List<String>> ofTheirs) {
        Map<List<String>, Deque<Integer>> inserted = new HashMap<>();
        int[] origins = theirs.origins();
        for (int line = 0; line < origins.length; line++) {
            if (origins[line] == LineAlignment.NONE) {
                inserted.computeIfAbsent(ofTheirs.get(line), any -> new ArrayDeque<>())
                        .add(line);
            }
        }
        Map<Integer, Integer> twins = new HashMap<>();
        origins = mine.origins();
        for (int line = 0; line < origins.length; line++) {
            Deque<Integer> equal = origins[line] == LineAlignment.NONE ? inserted.get(ofMine.get(line)) : null;
            if (equal != null && !equal.isEmpty()) {
                twins.put(line, equal.remove());
            }
        }
        return twins;
    }

    /**
     * Returns the sheet after a person has chosen.
     *
     * @param taken the text for each conflict. Null takes the deletion: a row or column is deleted if all its conflicts are taken so,
     *     and otherwise the cell is blank
     */
    public List<List<String>> resolveConflicts(Map<CellPosition, @Nullable String> taken) {
        BitSet goneRows = (BitSet) doubtfulRows.clone();
        BitSet goneColumns = (BitSet) doubtfulColumns.clone();
        List<List<String>> resolved = new ArrayList<>();
        rows.forEach(row -> resolved.add(new ArrayList<>(row)));
        for (CellConflict conflict : conflicts) {
            String text = taken.get(new CellPosition(conflict.row(), conflict.column()));
            resolved.get(conflict.row()).set(conflict.column(), text == null ? "" : text);
            if (text != null) {
                goneRows.clear(conflict.row());
                goneColumns.clear(conflict.column());
            }
        }
        return withoutLines(resolved, goneRows, goneColumns);
    }

    private static List<List<String>> withoutLines(List<List<String>> rows, BitSet goneRows, BitSet goneColumns) {
        return IntStream.range(0, rows.size())
                .filter(row -> !goneRows.get(row))
                .mapToObj(rows::get)
                .map(row -> IntStream.range(0, row.size())
                        .filter(column -> !goneColumns.get(column))
                        .mapToObj(row::get)
                        .toList())
                .toList();
    }
}
