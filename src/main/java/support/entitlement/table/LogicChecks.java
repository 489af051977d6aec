package support.entitlement.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether the rows of tables go together: none that can never match, none that contradicts another, nothing left out that must
 * be there. Conditions are compared as sets of values, exactly; nothing is tried out.
 */
final class LogicChecks {

    private LogicChecks() {}

    /** Checks tables, which must be all that there are. */
    static List<Problem> check(List<Table> tables, Budget budget) {
        Space asked = Space.of(tables, Set.of());
        Space space =
                GapChecks.everyQueryHasALevel(tables, asked, budget) ? Space.of(tables, Set.of("supportLevel")) : asked;
        Statements statements = new Statements();
        List<SoundRows> rows = tables.stream()
                .map(table -> soundRows(table, tables, space.of(List.of(table)), statements, budget))
                .toList();
        List<Problem> problems = new ArrayList<>();
        rows.forEach(table -> problems.addAll(RowChecks.check(table, statements, budget)));
        problems.addAll(CrossChecks.check(rows, tables, statements, space, budget));
        problems.addAll(GapChecks.ofFirstTables(tables, asked, budget));
        problems.addAll(GapChecks.ofLastTables(rows, space, budget));
        return problems;
    }

    private static SoundRows soundRows(
            Table table, List<Table> tables, Space space, Statements statements, Budget budget) {
        return SoundRows.of(table, space, statements, Impossible.in(space, table.fact(), tables, budget));
    }
}
