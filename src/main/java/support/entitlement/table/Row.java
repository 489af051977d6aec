package support.entitlement.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.MatchedRow;

/**
 * A row below a header.
 *
 * @param matched the row in the form that explanations show
 * @param values a value for each column of the table, null where the cell is blank or wrong
 * @param sound true if every cell has a value of its column's type
 */
public record Row(MatchedRow matched, List<@Nullable Object> values, boolean sound) {}
