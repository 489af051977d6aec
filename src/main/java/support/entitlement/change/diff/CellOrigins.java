package support.entitlement.change.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.diff.RowMatching.ComparedRow;
import support.entitlement.table.Column;
import support.entitlement.table.Table;

/**
 * Finds the release that wrote each cell of a table as it is, from one older version of the table to the next. Rows are
 * matched as in a comparison of releases, so that a row that was only moved keeps its origin. Not thread-safe.
 */
public final class CellOrigins {

    private static final int NO_ROW = -1;

    private final List<Column> columns;
    private final long[][] origins;
    private final int[] positions;
    private Table version;

    /** Begins with the newest version, of whose cells no origin is known yet. */
    public CellOrigins(Table newest) {
        this.version = newest;
        this.columns = newest.columns();
        this.origins = new long[newest.rows().size()][columns.size()];
        this.positions = new int[newest.rows().size()];
        Arrays.setAll(positions, row -> row);
    }

    /** Returns true if the origin of a cell is not known yet. */
    public boolean isOpen() {
        return Arrays.stream(positions).anyMatch(position -> position != NO_ROW);
    }

    /**
     * Compares the oldest version so far with the one before it.
     *
     * @param older the version before it; null if there is none
     * @param release the release with the oldest version so far, which wrote what differs
     */
    public void compareWith(@Nullable Table older, long release) {
        Map<Integer, ComparedRow> before = new HashMap<>();
        List<ComparedRow> now = ComparedRow.rowsOf(version);
        if (older != null) {
            RowMatching.matchRows(older, version).pairs().forEach((was, is) -> before.put(is.position(), was));
            version = older;
        }
        for (int row = 0; row < positions.length; row++) {
            if (positions[row] != NO_ROW) {
                compareRow(row, now.get(positions[row]), before.get(positions[row]), release);
            }
        }
    }

    private void compareRow(int row, ComparedRow is, @Nullable ComparedRow was, long release) {
        boolean open = false;
        for (int column = 0; column < columns.size(); column++) {
            if (origins[row][column] == 0) {
                String key = RowMatching.columnKey(columns.get(column));
                boolean same = was != null
                        && was.cells().getOrDefault(key, "").equals(is.cells().getOrDefault(key, ""));
                origins[row][column] = same ? 0 : release;
                open |= same;
            }
        }
        positions[row] = was == null || !open ? NO_ROW : was.position();
    }

    /** Returns for each row the origin of each of its cells, in the order of the columns; 0 where it is not known. */
    public List<List<Long>> toLists() {
        List<List<Long>> rows = new ArrayList<>();
        for (long[] row : origins) {
            rows.add(Arrays.stream(row).boxed().toList());
        }
        return rows;
    }
}
