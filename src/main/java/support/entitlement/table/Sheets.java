package support.entitlement.table;

import java.util.List;

/**
 * What files hold.
 *
 * @param sheets the sheets that could be read
 * @param problems what kept others from being read, and what reading changed or left out
 */
public record Sheets(List<Sheet> sheets, List<Problem> problems) {

    /** Takes copies. */
    public Sheets {
        sheets = List.copyOf(sheets);
        problems = List.copyOf(problems);
    }
}
