package support.entitlement.web.table;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/**
 * A row with its number in the file, and its cells that are not blank by the titles of their columns.
 *
 * @param note its notes in one text
 * @param notes the cells of its columns of notes
 */
record RowResponse(
        int row, Map<String, String> cells, @Nullable String note, Map<String, String> notes) {

    static RowResponse of(Table table, Row row) {
        Map<String, String> notes = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            if (column instanceof Column.NoteColumn && table.cellValue(row, column) instanceof String text) {
                notes.put(column.title(), text);
            }
        }
        return new RowResponse(
                row.matched().row(), row.matched().cells(), row.matched().note(), notes);
    }
}
