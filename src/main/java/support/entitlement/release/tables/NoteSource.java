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

/** Finds out what is told of tables and decides nothing. It may take long, and may fail; see {@link ReleaseNotes}. Thread-safe. */
public interface NoteSource {

    /**
     * Finds the answers that change from one policy to another, or those that it has found when the time is over.
     *
     * @param hasLeft whether nobody waits for them any more
     */
    PolicyImpact findImpact(Policy before, Policy after, Duration limit, BooleanSupplier hasLeft);

    /** What a policy says otherwise than the one before it, or than nothing. */
    List<Problem> findChanges(@Nullable Policy before, Policy after);

    /** The rows that no scenario reaches, given those that one does. */
    List<UnreachedRows> findUnreachedRows(Policy policy, Set<MatchedRow> reached);
}
