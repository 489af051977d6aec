package support.entitlement.decision;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that made a part of an answer, as the analyst who wrote it sees it.
 *
 * @param table the table's name
 * @param file the file that holds it
 * @param row its number in the file, counted from 1 for the first line
 * @param cells its cells that are not blank, by column title, in the order of the columns
 * @param note its note, or null
 */
public record MatchedRow(
        String table,
        String file,
        int row,
        Map<String, String> cells,
        @Nullable String note) {}
