package support.entitlement.table.space;

import java.util.List;
import support.entitlement.table.Table;
import support.entitlement.table.problem.CheckMemory;

/**
 * The queries that each row of a table matches, computed once.
 *
 * @param space the space in which they are described
 * @param memory the results of the check so far, and of the check before
 */
public record RowBoxes(QuerySpace space, CheckMemory memory) {

    /** Returns the box of each row of a table, from the top. */
    public List<QueryBox> boxesOf(Table table) {
        return memory.recall(
                "boxes of rows",
                List.of(table, space),
                () -> table.rows().stream()
                        .map(row -> space.boxOfRow(table, row))
                        .toList());
    }
}
