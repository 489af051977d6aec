package support.entitlement.release;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.MatchedRow;
import support.entitlement.impact.Impact;
import support.entitlement.policy.Policy;
import support.entitlement.scenario.ScenarioRun.MissedRows;
import support.entitlement.table.Problem;

/** Finds out what is told of tables and decides nothing. It may take long, and may fail; see {@link ReleaseNotes}. Thread-safe. */
public interface NoteSource {

    /** The answers that change from one policy to another. */
    Impact impact(Policy before, Policy after, Duration limit);

    /** What a policy says otherwise than the one before it, or than nothing. */
    List<Problem> changes(@Nullable Policy before, Policy after);

    /** The rows that no scenario reaches, given those that one does. */
    List<MissedRows> coverage(Policy policy, Set<MatchedRow> reached);
}
