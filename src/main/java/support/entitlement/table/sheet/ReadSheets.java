package support.entitlement.table.sheet;

import java.util.List;
import support.entitlement.table.problem.Problem;

/**
 * What files hold.
 *
 * @param sheets the sheets that could be read
 * @param problems what kept others from being read, and what reading changed or left out
 */
public record ReadSheets(List<Sheet> sheets, List<Problem> problems) {

    /** Takes copies. */
    public ReadSheets {
        sheets = List.copyOf(sheets);
        problems = List.copyOf(problems);
    }
}
