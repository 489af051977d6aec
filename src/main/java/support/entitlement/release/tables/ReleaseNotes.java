package support.entitlement.release.tables;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.background.BackgroundTasks;
import support.entitlement.background.TaskResult;
import support.entitlement.change.diff.TableDiff;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.decision.MatchedRow;
import support.entitlement.policy.Policy;
import support.entitlement.scenario.ScenarioRun.UnreachedRows;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/**
 * Findings about tables that do not decide whether they come into force: the answers that change, the cells that change, the rows
 * that no scenario reaches, the contracts that use removed names. Each is determined on a thread of its own, within a time limit;
 * if that fails, a warning says so and nothing else happens. Thread-safe.
 */
@Component
public class ReleaseNotes {

    private static final Duration SHORT_LIMIT = Duration.ofSeconds(2);

    /** A search ends at its own limit; this is the further time for one that does not. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Place RULES = Place.ofFile("rules");
    private static final String REMEDY =
            "Nothing needs to be done: the tables count all the same. Send the service's log to the developers.";

    private final NoteSource source;
    private final PublishAdvisor reliance;
    private final BackgroundTasks asides;

    public ReleaseNotes(NoteSource source, PublishAdvisor reliance, BackgroundTasks asides) {
        this.source = source;
        this.reliance = reliance;
        this.asides = asides;
    }

    /** Makes notes for a caller without a service, such as a command. */
    public static ReleaseNotes of(BackgroundTasks asides) {
        return new ReleaseNotes(new TableNotes(), PublishAdvisor.NONE, asides);
    }

    /** Finds the answers that change; incomplete after the limit. */
    public TaskResult<PolicyImpact> findImpact(Policy before, Policy after, Duration limit) {
        return findImpact(before, after, limit, () -> {});
    }

    /**
     * Finds them for a caller who may leave.
     *
     * @param hasLeft returns true once no caller waits for them; asked now and then, by the thread that waits
     */
    public TaskResult<PolicyImpact> findImpact(Policy before, Policy after, Duration limit, BooleanSupplier hasLeft) {
        AtomicBoolean left = new AtomicBoolean();
        return findImpact(before, after, limit, left::get, () -> left.set(hasLeft.getAsBoolean()));
    }

    public TaskResult<PolicyImpact> findImpact(Policy before, Policy after, Duration limit, Runnable whileWaiting) {
        return findImpact(before, after, limit, () -> false, whileWaiting);
    }

    private TaskResult<PolicyImpact> findImpact(
            Policy before, Policy after, Duration limit, BooleanSupplier hasLeft, Runnable whileWaiting) {
        return asides.runTask(
                Note.IMPACT.toString(),
                limit.plus(GRACE),
                () -> source.findImpact(before, after, limit, hasLeft),
                whileWaiting);
    }

    /** Returns the differences between two policies, or a warning if they cannot be determined. */
    public List<Problem> describeChanges(@Nullable Policy before, Policy after) {
        return orWarning(
                asides.runTask(Note.CHANGES.toString(), SHORT_LIMIT, () -> source.findChanges(before, after)),
                TableProblemCode.CHANGES_UNKNOWN,
                "Nobody can tell what these tables say otherwise than those before.");
    }

    /** Compares the tables of two policies; null if that takes too long or fails, which {@link #describeChanges} reports. */
    public @Nullable List<TableDiff> compareTables(Policy before, Policy after) {
        return compareTables(before.tables(), after.tables());
    }

    /** Compares tables with those before; null if that takes too long or fails. */
    public @Nullable List<TableDiff> compareTables(List<Table> before, List<Table> after) {
        return asides.runTask(Note.CHANGES.toString(), SHORT_LIMIT, () -> TableDiff.between(before, after))
                .value();
    }

    /** Returns the rows that no scenario reaches. */
    TaskResult<List<UnreachedRows>> findUnreachedRows(Policy policy, Set<MatchedRow> reached) {
        return asides.runTask(Note.COVERAGE.toString(), SHORT_LIMIT, () -> source.findUnreachedRows(policy, reached));
    }

    static Problem coverageUnknown(@Nullable String why) {
        return unknownProblem(
                TableProblemCode.COVERAGE_UNKNOWN, "Nobody can tell which rows no scenario reaches.", why);
    }

    /** Returns the warnings of the {@link PublishAdvisor}, or a warning if they cannot be determined. */
    public List<Problem> findAdvice(Policy next, @Nullable Policy before) {
        return orWarning(
                asides.runTask(Note.CONTRACTS.toString(), SHORT_LIMIT, () -> reliance.findAdvice(next, before)),
                TableProblemCode.CONTRACTS_NOT_SEEN,
                "Nobody can tell which contracts use a name that these tables do not have.");
    }

    private static List<Problem> orWarning(TaskResult<List<Problem>> finding, TableProblemCode code, String message) {
        List<Problem> found = finding.value();
        return found == null ? List.of(unknownProblem(code, message, finding.failure())) : found;
    }

    private static Problem unknownProblem(TableProblemCode code, String message, @Nullable String why) {
        return Problem.warning(code, RULES, "", message + " " + why, REMEDY);
    }
}
