package support.entitlement.table.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.CheckMemory;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.space.ImpossibleQueries;
import support.entitlement.table.space.KnownOpenings;
import support.entitlement.table.space.MatchingQueries;
import support.entitlement.table.space.QuerySpace;

/**
 * Checks the rows of tables for consistency: no row can never match, no row contradicts another, and no required row is
 * missing. Conditions are compared exactly, as sets of values; no sample queries are evaluated.
 */
final class LogicChecks {

    private LogicChecks() {}

    /** Checks tables, which must be all there are. */
    static List<Problem> checkTables(List<Table> tables, Budget budget) {
        return checkTables(tables, KnownOpenings.NONE, budget);
    }

    /** Checks tables without default values, which must be all there are. */
    static List<Problem> checkTables(List<Table> tables, KnownOpenings openings, Budget budget) {
        QuerySpace space = QuerySpace.of(tables, Set.of(), openings);
        return checkTables(tables, space, CheckMemory.create(), budget);
    }

    /**
     * Checks tables, which must be all that queries match.
     *
     * @param fullSpace the space of all their inputs
     */
    static List<Problem> checkTables(List<Table> tables, QuerySpace fullSpace, CheckMemory memory, Budget budget) {
        QuerySpace space = memory.unify(
                "space with levels",
                GapChecks.everyQueryHasALevel(tables, fullSpace, budget)
                        ? fullSpace.alwaysSending(FactField.SUPPORT_LEVEL)
                        : fullSpace);
        RowConclusionEncoder encoder = new RowConclusionEncoder();
        List<SoundRows> rows = tables.stream()
                .map(table -> soundRows(table, tables, space, encoder, memory, budget))
                .toList();
        MatchingQueries queries = MatchingQueries.of(tables, fullSpace, budget);
        List<Problem> problems = new ArrayList<>();
        for (SoundRows table : rows) {
            List<Object> inputs = new ArrayList<>(List.of(table.table(), space));
            tables.stream().filter(LogicChecks::derivesFacts).forEach(inputs::add);
            if (!memory.isClean("overlaps", inputs)) {
                List<Problem> found = RowOverlapChecks.checkTable(table, encoder, queries, budget);
                if (found.isEmpty()) {
                    memory.markClean("overlaps", inputs);
                }
                problems.addAll(found);
            }
        }
        problems.addAll(CrossTableChecks.checkTables(rows, tables, encoder, space, queries, budget));
        problems.addAll(GapChecks.ofFirstTables(tables, fullSpace, queries, budget));
        problems.addAll(GapChecks.ofLastTables(rows, space, queries, budget));
        problems.addAll(BandGapChecks.checkTables(tables, space, queries, budget));
        return problems;
    }

    /** Returns true for a table on which it depends what queries of other tables are possible. */
    private static boolean derivesFacts(Table table) {
        return table.fact() == FactType.QUERY || table.overrulesSent();
    }

    private static SoundRows soundRows(
            Table table,
            List<Table> tables,
            QuerySpace space,
            RowConclusionEncoder encoder,
            CheckMemory memory,
            Budget budget) {
        QuerySpace restricted = space.restrictToTables(List.of(table));
        List<Row> rows = table.rows().stream().filter(Row::sound).toList();
        return new SoundRows(
                table,
                rows,
                restricted,
                memory.recall(
                        "boxes of sound rows",
                        List.of(table, space),
                        () -> rows.stream()
                                .map(row -> restricted.boxOfRow(table, row))
                                .toList()),
                rows.stream().map(row -> encoder.encodeRow(table, row)).toList(),
                ImpossibleQueries.findBoxes(restricted, table.fact(), tables, budget));
    }
}
