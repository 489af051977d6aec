package support.entitlement.release.tables;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.decision.MatchedRow;
import support.entitlement.policy.Policy;
import support.entitlement.scenario.ScenarioRun.UnreachedRows;
import support.entitlement.table.problem.Problem;

/**
 * Determines findings about tables that do not decide on them. A finding may take long and may fail; see {@link ReleaseNotes}.
 * Thread-safe.
 */
public interface NoteSource {

    /**
     * Finds the answers that change from one policy to another, or those that it has found when the time is over.
     *
     * @param hasLeft returns true once no caller waits for them
     */
    PolicyImpact findImpact(Policy before, Policy after, Duration limit, BooleanSupplier hasLeft);

    /** Returns the differences from the policy before; from nothing if there was none. */
    List<Problem> findChanges(@Nullable Policy before, Policy after);

    /** Returns the rows that no scenario reaches, given those that are reached. */
    List<UnreachedRows> findUnreachedRows(Policy policy, Set<MatchedRow> reached);
}
