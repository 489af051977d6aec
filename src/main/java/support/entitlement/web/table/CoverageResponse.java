package support.entitlement.web.table;

import java.util.List;
import support.entitlement.policy.Policy;
import support.entitlement.scenario.ScenarioRun;
import support.entitlement.table.Table;
import support.entitlement.web.evaluation.EvaluationResponse;

/**
 * The rows of a release that no scenario reaches.
 *
 * @param scenarios the number of scenarios
 * @param complete false if some of them could not be evaluated, so that they may reach further rows
 * @param tables the tables whose rows queries can match, in the order in which they are evaluated
 */
record CoverageResponse(
        int scenarios, boolean complete, List<CoveredTable> tables, EvaluationResponse.PolicyReference policy) {

    /** A table, and the numbers of its rows in the file that no scenario reaches. */
    record CoveredTable(String table, String file, int rows, List<Integer> unreached) {

        static CoveredTable of(Table table, List<ScenarioRun.UnreachedRows> unreached) {
            return new CoveredTable(
                    table.name(),
                    table.fileName(),
                    table.rows().size(),
                    unreached.stream()
                            .filter(rows -> rows.table().name().equals(table.name()))
                            .flatMap(rows -> rows.rows().stream())
                            .map(row -> row.matched().row())
                            .toList());
        }
    }

    static CoverageResponse of(
            int scenarios, boolean complete, List<ScenarioRun.UnreachedRows> unreached, Policy policy) {
        return new CoverageResponse(
                scenarios,
                complete,
                policy.tables().stream()
                        .filter(table -> table.fact().isMatched())
                        .map(table -> CoveredTable.of(table, unreached))
                        .toList(),
                EvaluationResponse.PolicyReference.of(policy));
    }
}
