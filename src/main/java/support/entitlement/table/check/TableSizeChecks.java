package support.entitlement.table.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import support.entitlement.table.Column;
import support.entitlement.table.Input;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.sheet.SheetLimits;

/** Rejects tables that need more memory for their comparison than the service has. */
final class TableSizeChecks {

    private TableSizeChecks() {}

    /** Finds tables that compare too many facts for their number of rows: each row has a place for each fact. */
    static List<Problem> check(List<Table> matched) {
        Set<Input> facts = new HashSet<>();
        long rows = 0;
        for (Table table : matched) {
            rows += table.rows().size();
            for (Column.ConditionColumn column : table.conditions()) {
                facts.add(Input.ofCondition(column));
            }
            if (rows * facts.size() > SheetLimits.maxValues()) {
                return List.of(Problem.error(
                        TableProblemCode.TOO_LARGE,
                        table.sheet(),
                        "",
                        "With this table, " + rows + " rows look at " + facts.size()
                                + " facts: more than fit into the memory of the service.",
                        "Ask for fewer facts, divide the rows, or give the service more memory (-Xmx)."));
            }
        }
        return List.of();
    }
}
