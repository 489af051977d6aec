package support.entitlement.release.tables;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.change.diff.PolicyChanges;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.decision.MatchedRow;
import support.entitlement.policy.Policy;
import support.entitlement.scenario.ScenarioRun.UnreachedRows;
import support.entitlement.scenario.Scenarios;
import support.entitlement.table.problem.Problem;

/** Determines the findings by comparing tables. */
@Component
class TableNotes implements NoteSource {

    @Override
    public PolicyImpact findImpact(Policy before, Policy after, Duration limit, BooleanSupplier hasLeft) {
        return PolicyImpact.between(before, after, limit, hasLeft);
    }

    @Override
    public List<Problem> findChanges(@Nullable Policy before, Policy after) {
        return PolicyChanges.between(before, after);
    }

    @Override
    public List<UnreachedRows> findUnreachedRows(Policy policy, Set<MatchedRow> reached) {
        return Scenarios.findUnreachedRows(policy, reached);
    }
}
