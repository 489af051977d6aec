package support.entitlement.table.sheet;

import java.util.List;
import support.entitlement.table.problem.Problem;

/**
 * The contents of files.
 *
 * @param sheets the sheets that could be read
 * @param problems the reasons why others could not be read, and the changes and omissions of reading
 */
public record ReadSheets(List<Sheet> sheets, List<Problem> problems) {

    /** Copies the lists. */
    public ReadSheets {
        sheets = List.copyOf(sheets);
        problems = List.copyOf(problems);
    }
}
