package support.entitlement.release.tables;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.decision.MatchedRow;
import support.entitlement.policy.Policy;
import support.entitlement.scenario.ScenarioRun.UnreachedRows;
import support.entitlement.table.problem.Problem;

/** Determines findings about tables, and fails for those that a test names. */
public final class FailingNotes implements NoteSource {

    private final NoteSource notes = new TableNotes();
    private final Set<Note> failing = EnumSet.noneOf(Note.class);

    /** Has these findings fail from now on, and no others. */
    public synchronized void fail(Set<Note> some) {
        failing.clear();
        failing.addAll(some);
    }

    private synchronized void failIf(Note note) {
        if (failing.contains(note)) {
            throw new IndexOutOfBoundsException("The test has broken the " + note + ".");
        }
    }

    @Override
    public PolicyImpact findImpact(Policy before, Policy after, Duration limit, BooleanSupplier hasLeft) {
        failIf(Note.IMPACT);
        return notes.findImpact(before, after, limit, hasLeft);
    }

    @Override
    public List<Problem> findChanges(@Nullable Policy before, Policy after) {
        failIf(Note.CHANGES);
        return notes.findChanges(before, after);
    }

    @Override
    public List<UnreachedRows> findUnreachedRows(Policy policy, Set<MatchedRow> reached) {
        failIf(Note.COVERAGE);
        return notes.findUnreachedRows(policy, reached);
    }
}
