package support.entitlement.release;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.decision.MatchedRow;
import support.entitlement.impact.Impact;
import support.entitlement.impact.PolicyChanges;
import support.entitlement.policy.Policy;
import support.entitlement.scenario.ScenarioRun.MissedRows;
import support.entitlement.scenario.Scenarios;
import support.entitlement.table.Problem;

/** Finds out by comparing the tables. */
@Component
class TableNotes implements NoteSource {

    @Override
    public Impact impact(Policy before, Policy after, Duration limit) {
        return Impact.between(before, after, limit);
    }

    @Override
    public List<Problem> changes(@Nullable Policy before, Policy after) {
        return PolicyChanges.between(before, after);
    }

    @Override
    public List<MissedRows> coverage(Policy policy, Set<MatchedRow> reached) {
        return Scenarios.missed(policy, reached);
    }
}
