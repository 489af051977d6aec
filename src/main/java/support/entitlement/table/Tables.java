package support.entitlement.table;

import java.util.List;

/**
 * What sheets say.
 *
 * @param tables the tables whose headers are well-formed
 * @param whole whether these are all the tables, so that what one of them lacks is not in another that is malformed
 * @param problems all that is wrong with the sheets and the tables
 */
public record Tables(List<Table> tables, boolean whole, List<Problem> problems) {

    /** Takes copies. */
    public Tables {
        tables = List.copyOf(tables);
        problems = List.copyOf(problems);
    }
}
