package support.entitlement.table;

import java.util.List;
import support.entitlement.table.problem.Problem;

/**
 * The result of parsing sheets.
 *
 * @param tables the tables with well-formed headers
 * @param whole true if these are all the tables, so that a name they lack cannot be in a table that is malformed
 * @param problems all problems of the sheets and the tables
 */
public record ParsedTables(List<Table> tables, boolean whole, List<Problem> problems) {

    /** Copies the lists. */
    public ParsedTables {
        tables = List.copyOf(tables);
        problems = List.copyOf(problems);
    }
}
