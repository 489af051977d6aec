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
    static List<Problem> check(List<Table> tables) {
        Space asked = Space.of(tables, Set.of());
        Space space = GapChecks.everyQueryHasALevel(tables, asked) ? Space.of(tables, Set.of("supportLevel")) : asked;
        Statements statements = new Statements();
        List<SoundRows> rows = tables.stream()
                .map(table -> soundRows(table, tables, space.of(List.of(table)), statements))
                .toList();
        List<Problem> problems = new ArrayList<>();
        rows.forEach(table -> problems.addAll(RowChecks.check(table, statements)));
        problems.addAll(CrossChecks.check(rows, tables, statements, space));
        problems.addAll(GapChecks.ofFirstTables(tables, asked));
        problems.addAll(GapChecks.ofLastTables(rows, space));
        return problems;
    }

    private static SoundRows soundRows(Table table, List<Table> tables, Space space, Statements statements) {
        return SoundRows.of(table, space, statements, Impossible.in(space, table.fact(), tables));
    }
}
