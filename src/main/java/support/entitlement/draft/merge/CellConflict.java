package support.entitlement.draft.merge;

import org.jspecify.annotations.Nullable;

/**
 * A cell that both sides changed differently, or that one side changed while the other deleted its row or column.
 *
 * @param row the row in the merged sheet, from zero
 * @param column the column in the merged sheet, from zero
 * @param base the text before both changes; null if the cell is new
 * @param mine the text of one side; null if it has deleted the cell
 * @param theirs the text of the other side; null if it has deleted the cell
 */
public record CellConflict(
        int row,
        int column,
        @Nullable String base,
        @Nullable String mine,
        @Nullable String theirs) {

    /** Returns true if one side has deleted the cell with its row or column. */
    public boolean isOfDeletion() {
        return mine == null || theirs == null;
    }
}
