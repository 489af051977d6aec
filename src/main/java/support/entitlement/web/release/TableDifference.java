package support.entitlement.web.release;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.diff.TableDiff;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/**
 * The differences of a table from that of another release, row by row. Rows are paired by their conditions, and not by their position.
 *
 * @param file the file that holds it; that in the other release if the table was removed
 * @param state {@code added}, {@code removed} or {@code changed}
 * @param rows the rows that differ; empty if the whole table is new or was removed
 */
public record TableDifference(
        String table,
        String file,

        @Schema(implementation = TableDifference.State.class)
        String state,

        @Nullable HitPolicyDifference hitPolicy,
        List<ColumnDifference> columns,
        List<RowDifference> rows) {

    private enum State {
        ADDED,
        REMOVED,
        CHANGED;

        static State of(@Nullable Object was, @Nullable Object is) {
            return was == null ? ADDED : is == null ? REMOVED : CHANGED;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Another hit policy. */
    record HitPolicyDifference(
            @Schema(implementation = HitPolicy.class) String before,
            @Schema(implementation = HitPolicy.class) String after) {}

    /** A column that is {@code added}, {@code removed}, or {@code changed}: it tests or does something else. */
    record ColumnDifference(
            String title,

            @Schema(implementation = TableDifference.State.class)
            String state) {}

    /**
     * A row that differs.
     *
     * @param state {@code added}, {@code removed} or {@code changed}; a changed row may only have moved
     * @param row its number in the file; null if it was removed
     * @param rowBefore its number in the file of the other release; null if it is new
     * @param moved true if its order among the rows of both releases differs
     * @param cells its cells that are not blank, by the titles of their columns; those of the other release if it was removed
     * @param changes the cells that differ, if both releases have the row
     */
    @Schema(name = "RowDifference")
    record RowDifference(
            @Schema(implementation = TableDifference.State.class)
            String state,

            @Nullable Integer row,
            @Nullable Integer rowBefore,
            boolean moved,
            Map<String, String> cells,
            List<CellDifference> changes) {

        private static RowDifference of(TableDiff.RowDiff diff) {
            Row shown = diff.is() != null ? diff.is() : diff.was();
            return new RowDifference(
                    State.of(diff.was(), diff.is()).toString(),
                    numberOf(diff.is()),
                    numberOf(diff.was()),
                    diff.moved(),
                    shown == null ? Map.of() : shown.matched().cells(),
                    diff.cells().stream().map(CellDifference::of).toList());
        }

        private static @Nullable Integer numberOf(@Nullable Row row) {
            return row == null ? null : row.matched().row();
        }
    }

    /**
     * A cell that differs.
     *
     * @param cell its place in the notation of spreadsheets; that in the other release if its column was removed
     * @param before its text in the other release; empty if it was blank
     * @param after its text; empty if it is blank
     * @param sameMeaning true if both texts mean the same, such as an hour and 60 minutes
     */
    record CellDifference(String column, @Nullable String cell, String before, String after, boolean sameMeaning) {

        private static CellDifference of(TableDiff.CellDiff diff) {
            return new CellDifference(
                    diff.column().title(), diff.place().cell(), diff.before(), diff.after(), diff.sameMeaning());
        }
    }

    /** Describes a difference. */
    public static TableDifference of(TableDiff diff) {
        Table table = diff.newestTable();
        Table before = diff.before();
        Table after = diff.after();
        return new TableDifference(
                table.name(),
                table.fileName(),
                State.of(before, after).toString(),
                diff.hitPolicyChanged() && before != null && after != null
                        ? new HitPolicyDifference(
                                before.hitPolicy().toString(), after.hitPolicy().toString())
                        : null,
                diff.columns().stream()
                        .map(column -> new ColumnDifference(
                                column.columnTitle(),
                                State.of(column.was(), column.is()).toString()))
                        .toList(),
                diff.rows().stream().map(RowDifference::of).toList());
    }
}
