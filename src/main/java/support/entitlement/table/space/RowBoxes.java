package support.entitlement.table.space;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.CheckMemory;

/**
 * The queries that each sound row of a table matches, computed once.
 *
 * @param space the space in which they are described
 * @param memory the results of the check so far, and of the check before
 */
public record RowBoxes(QuerySpace space, CheckMemory memory) {

    /** Returns the box of each sound row of a table by its position; that of a row with a problem could not be described. */
    Map<Integer, QueryBox> boxesOf(Table table) {
        return memory.recall("boxes of rows", List.of(table, space), () -> {
            Map<Integer, QueryBox> boxes = new LinkedHashMap<>();
            for (int position = 0; position < table.rows().size(); position++) {
                Row row = table.rows().get(position);
                if (row.sound()) {
                    boxes.put(position, space.boxOfRow(table, row));
                }
            }
            return boxes;
        });
    }
}
