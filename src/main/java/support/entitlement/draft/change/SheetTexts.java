package support.entitlement.draft.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.change.DraftChange.CellChange;
import support.entitlement.draft.change.DraftChange.LineDeletion;
import support.entitlement.draft.change.DraftChange.LineInsertion;
import support.entitlement.draft.change.DraftChange.LineMove;
import support.entitlement.draft.change.DraftChange.SheetChange;

/** The texts of one sheet, to which changes are applied. Not thread-safe. */
public final class SheetTexts {

    private final @Nullable String name;
    private final List<List<String>> rows = new ArrayList<>();
    private long cells;

    /**
     * Copies the texts of a sheet.
     *
     * @param name its name; null for CSV
     */
    public SheetTexts(@Nullable String name, List<List<String>> rows) {
        this.name = name;
        rows.forEach(row -> this.rows.add(new ArrayList<>(row)));
        this.cells = countCells(this.rows);
    }

    private static long countCells(List<List<String>> rows) {
        return rows.stream().mapToLong(List::size).sum();
    }

    /** Returns the name of the sheet; null for CSV. */
    public @Nullable String name() {
        return name;
    }

    /** Returns a view of the rows, which may be of different lengths. */
    public List<List<String>> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** Returns the text of a cell; blank beyond all texts. */
    public String textAt(int row, int column) {
        return row < rows.size() && column < rows.get(row).size()
                ? rows.get(row).get(column)
                : "";
    }

    /** Returns the number of cells of all rows, also of blank ones. */
    public long cellCount() {
        return cells;
    }

    /** Returns the length of a row; 0 beyond all texts. */
    public int widthOf(int row) {
        return row < rows.size() ? rows.get(row).size() : 0;
    }

    /** Returns the length of the longest row. */
    public int width() {
        return rows.stream().mapToInt(List::size).max().orElse(0);
    }

    /** Returns true if another sheet has the same name and the same texts; blank cells at the end make no difference. */
    public boolean hasSameTexts(SheetTexts other) {
        int height = Math.max(rows.size(), other.rows.size());
        return Objects.equals(name, other.name) && IntStream.range(0, height).allMatch(row -> hasSameRow(other, row));
    }

    private boolean hasSameRow(SheetTexts other, int row) {
        return row < rows.size() && row < other.rows.size() && rows.get(row).equals(other.rows.get(row))
                || IntStream.range(0, Math.max(widthOf(row), other.widthOf(row)))
                        .allMatch(column -> textAt(row, column).equals(other.textAt(row, column)));
    }

    /** Applies a change, whatever the cell that it replaces holds. */
    public void applyChange(SheetChange change) {
        if (change instanceof CellChange cell) {
            setText(cell.row(), cell.column(), cell.after());
        } else if (change instanceof LineInsertion inserted) {
            insertLines(inserted);
        } else if (change instanceof LineDeletion deleted) {
            deleteLines(deleted);
        } else {
            moveLines((LineMove) change);
        }
    }

    private void setText(int row, int column, String text) {
        extendRows(row + 1);
        List<String> texts = rows.get(row);
        cells += Math.max(0, column + 1 - texts.size());
        extendRow(texts, column + 1);
        texts.set(column, text);
    }

    private void insertLines(LineInsertion inserted) {
        if (inserted.axis() == Axis.ROW) {
            extendRows(inserted.at());
            List<List<String>> added = new ArrayList<>();
            inserted.lines().forEach(line -> added.add(new ArrayList<>(line)));
            rows.addAll(inserted.at(), added);
            cells += countCells(added);
            return;
        }
        inserted.lines().forEach(line -> extendRows(line.size()));
        for (int row = 0; row < rows.size(); row++) {
            insertCells(rows.get(row), inserted, row);
        }
        cells = countCells(rows);
    }

    private static void insertCells(List<String> cells, LineInsertion inserted, int row) {
        List<String> added = inserted.lines().stream()
                .map(column -> row < column.size() ? column.get(row) : "")
                .toList();
        if (cells.size() > inserted.at() || !added.stream().allMatch(String::isEmpty)) {
            extendRow(cells, inserted.at());
            cells.addAll(inserted.at(), added);
        }
    }

    private void deleteLines(LineDeletion deleted) {
        if (deleted.axis() == Axis.ROW) {
            List<List<String>> gone = rangeOf(rows, deleted);
            cells -= countCells(gone);
            gone.clear();
        } else {
            rows.forEach(row -> rangeOf(row, deleted).clear());
            cells = countCells(rows);
        }
    }

    private static <T> List<T> rangeOf(List<T> lines, LineDeletion deleted) {
        return lines.subList(
                Math.min(deleted.at(), lines.size()), Math.min(deleted.at() + deleted.count(), lines.size()));
    }

    private void moveLines(LineMove move) {
        if (move.axis() == Axis.ROW) {
            extendRows(Math.max(move.at(), move.to()) + move.count());
            List<List<String>> moved = new ArrayList<>(rows.subList(move.at(), move.at() + move.count()));
            rows.subList(move.at(), move.at() + move.count()).clear();
            rows.addAll(move.to(), moved);
            return;
        }
        for (int row = 0; row < rows.size(); row++) {
            if (rows.get(row).size() > Math.min(move.at(), move.to())) {
                rows.set(row, new ArrayList<>(move.shift().shiftTexts(rows.get(row))));
            }
        }
        cells = countCells(rows);
    }

    private void extendRows(int size) {
        while (rows.size() < size) {
            rows.add(new ArrayList<>());
        }
    }

    private static void extendRow(List<String> cells, int size) {
        while (cells.size() < size) {
            cells.add("");
        }
    }
}
