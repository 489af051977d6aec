package support.entitlement.draft.merge;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Merges the cells of sheets whose rows and columns are in one order already. Single use. */
final class CellMerge {

    private final TextGrid base;
    private final TextGrid mine;
    private final TextGrid theirs;
    private final List<MergedLine> rows;
    private final List<MergedLine> columns;
    private final List<CellConflict> conflicts = new ArrayList<>();

    CellMerge(TextGrid base, TextGrid mine, TextGrid theirs, List<MergedLine> rows, List<MergedLine> columns) {
        this.base = base;
        this.mine = mine;
        this.theirs = theirs;
        this.rows = rows;
        this.columns = columns;
    }

    SheetMerge mergeCells() {
        List<List<String>> merged = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                cells.add(mergeCell(row, column));
            }
            merged.add(cells);
        }
        BitSet rowsInConflict = new BitSet();
        BitSet columnsInConflict = new BitSet();
        conflicts.forEach(conflict -> {
            rowsInConflict.set(conflict.row());
            columnsInConflict.set(conflict.column());
        });
        int[] keptRows = keptLines(rows, rowsInConflict);
        int[] keptColumns = keptLines(columns, columnsInConflict);
        return new SheetMerge(
                IntStream.of(keptRows)
                        .mapToObj(row -> IntStream.of(keptColumns)
                                .mapToObj(column -> merged.get(row).get(column))
                                .toList())
                        .toList(),
                renumberConflicts(keptRows, keptColumns),
                findDoubtful(rows, keptRows),
                findDoubtful(columns, keptColumns));
    }

    private String mergeCell(int row, int column) {
        String before = textOf(base, rows.get(row).base(), columns.get(column).base());
        String one = textOf(mine, rows.get(row).mine(), columns.get(column).mine());
        String other =
                textOf(theirs, rows.get(row).theirs(), columns.get(column).theirs());
        if (one == null && other == null) {
            return "";
        }
        if (one == null || other == null) {
            String left = one == null ? other : one;
            boolean edited = !left.equals(before == null ? "" : before);
            if (edited && (rows.get(row).isDeletedByOne() || columns.get(column).isDeletedByOne())) {
                conflicts.add(new CellConflict(row, column, before, one, other));
            }
            return left;
        }
        if (!one.equals(other) && !one.equals(before) && !other.equals(before)) {
            if (before == null && (one.isEmpty() || other.isEmpty())) {
                return one.isEmpty() ? other : one;
            }
            conflicts.add(new CellConflict(row, column, before, one, other));
        }
        return one.equals(before) ? other : one;
    }

    /** Returns the text of a cell; null if a line does not exist. */
    static @Nullable String textOf(TextGrid sheet, int row, int column) {
        return row == LineAlignment.NONE || column == LineAlignment.NONE ? null : sheet.text(row, column);
    }

    private static int[] keptLines(List<MergedLine> lines, BitSet inConflict) {
        return IntStream.range(0, lines.size())
                .filter(line -> !lines.get(line).isDeletedByOne() || inConflict.get(line))
                .toArray();
    }

    private static BitSet findDoubtful(List<MergedLine> lines, int[] kept) {
        BitSet doubtful = new BitSet();
        IntStream.range(0, kept.length)
                .filter(line -> lines.get(kept[line]).isDeletedByOne())
                .forEach(doubtful::set);
        return doubtful;
    }

    private List<CellConflict> renumberConflicts(int[] keptRows, int[] keptColumns) {
        int[] newRows = newNumbers(keptRows, rows.size());
        int[] newColumns = newNumbers(keptColumns, columns.size());
        return conflicts.stream()
                .map(conflict -> new CellConflict(
                        newRows[conflict.row()],
                        newColumns[conflict.column()],
                        conflict.base(),
                        conflict.mine(),
                        conflict.theirs()))
                .toList();
    }

    private static int[] newNumbers(int[] kept, int lines) {
        int[] numbers = new int[lines];
        for (int line = 0; line < kept.length; line++) {
            numbers[kept[line]] = line;
        }
        return numbers;
    }
}
