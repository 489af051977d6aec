package support.entitlement.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.MatchedRow;

/**
 * A row below a header.
 *
 * @param matched the row as explanations show it
 * @param values a value for each column of the table, null where the cell is blank or wrong
 * @param sound whether every cell holds what its column asks for
 */
public record Row(MatchedRow matched, List<@Nullable Object> values, boolean sound) {}
