package support.entitlement.table.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import support.entitlement.decision.FactField;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.space.ImpossibleQueries;
import support.entitlement.table.space.QuerySpace;

/**
 * Whether the rows of tables go together: none that can never match, none that contradicts another, nothing left out that must
 * be there. Conditions are compared as sets of values, exactly; nothing is tried out.
 */
final class LogicChecks {

    private LogicChecks() {}

    /** Checks tables, which must be all that there are. */
    static List<Problem> checkTables(List<Table> tables, Budget budget) {
        QuerySpace asked = QuerySpace.of(tables, Set.of());
        QuerySpace space = GapChecks.everyQueryHasALevel(tables, asked, budget)
                ? QuerySpace.of(tables, Set.of(FactField.SUPPORT_LEVEL.toString()))
                : asked;
        RowConclusionEncoder statements = new RowConclusionEncoder();
        List<SoundRows> rows = tables.stream()
                .map(table -> soundRows(table, tables, space.restrictToTables(List.of(table)), statements, budget))
                .toList();
        List<Problem> problems = new ArrayList<>();
        rows.forEach(table -> problems.addAll(RowOverlapChecks.checkTable(table, statements, budget)));
        problems.addAll(CrossTableChecks.checkTables(rows, tables, statements, space, budget));
        problems.addAll(GapChecks.ofFirstTables(tables, asked, budget));
        problems.addAll(GapChecks.ofLastTables(rows, space, budget));
        return problems;
    }

    private static SoundRows soundRows(
            Table table, List<Table> tables, QuerySpace space, RowConclusionEncoder statements, Budget budget) {
        return SoundRows.of(table, space, statements, ImpossibleQueries.findBoxes(space, table.fact(), tables, budget));
    }
}
