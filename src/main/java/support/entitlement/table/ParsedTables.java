package support.entitlement.table;

import java.util.List;
import support.entitlement.table.problem.Problem;

/**
 * What sheets say.
 *
 * @param tables the tables whose headers are well-formed
 * @param whole whether these are all the tables, so that what one of them lacks is not in another that is malformed
 * @param problems all that is wrong with the sheets and the tables
 */
public record ParsedTables(List<Table> tables, boolean whole, List<Problem> problems) {

    /** Takes copies. */
    public ParsedTables {
        tables = List.copyOf(tables);
        problems = List.copyOf(problems);
    }
}
