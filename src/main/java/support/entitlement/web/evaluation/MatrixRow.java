package support.entitlement.web.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table that states parts of an entry of the support matrix. Terms of a contract that prevail over it are not
 * considered: the parts of the entry name their clauses.
 *
 * @param row its number in the file, counted from 1 for the first line
 * @param states the parts that it states, and no other row below it
 */
record MatrixRow(String table, String file, int row, List<StatedPart> states) {

    /**
     * A part of an entry.
     *
     * @param part the member of the entry, or {@code definition}, {@code supportLevel} or {@code notice}
     * @param of the milestone, the channel, the commitment or the own term; null if the statement is about all of them, or there
     *     is only one such part
     * @param column the letters of the first column whose cell states it, as a spreadsheet shows them
     */
    record StatedPart(String part, @Nullable String of, String column) {}
}
