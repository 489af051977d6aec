package support.entitlement.release;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Compilation;
import support.entitlement.release.directory.WorkingCopy;
import support.entitlement.release.impact.ImpactReporter;
import support.entitlement.release.log.LogReports.LoggedReport;
import support.entitlement.release.log.LostReleases;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.release.tables.CallerLeftException;
import support.entitlement.release.tables.CompilingBusyException;
import support.entitlement.release.tables.JudgedTables;
import support.entitlement.release.tables.PolicyCache;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ReleaseReport;

/**
 * Answers questions about releases: which one is in force now or at another instant, and the policy, the files and the report of
 * each. Thread-safe; no answer waits for a publish.
 *
 * <p>Every method that returns releases of the log throws {@link DatabaseUnavailableException} if the log has not been read yet since
 * the service started. Once it has been read, those methods answer from memory.
 */
public final class Releases {

    /** A thousand releases like the shipped tables fit into a fifth of 6 GB. */
    private static final int PART_OF_HEAP = 5;

    /** After this time no service still determines the impact of a release that it published. */
    private static final Duration MAX_IMPACT_TIME = Duration.ofMinutes(10);

    private final ReleaseState state;
    private final CurrentPolicy current;
    private final ReleaseLog log;
    private final WorkingCopy directory;
    private final PolicyCache<Release> policies;
    private final ImpactReporter impacts;
    private final Clock clock;
    private final ReleaseAwaiter awaiter;

    Releases(
            ReleaseState state,
            CurrentPolicy current,
            ReleaseLog log,
            WorkingCopy directory,
            ImpactReporter impacts,
            Clock clock,
            Runnable lookAtLog) {
        this.state = state;
        this.current = current;
        this.log = log;
        this.directory = directory;
        this.policies = new PolicyCache<>(log::readFiles, current::policy, JudgedTables::compileRelease, PART_OF_HEAP);
        this.impacts = impacts;
        this.clock = clock;
        this.awaiter = new ReleaseAwaiter(state, lookAtLog);
    }

    /** Returns all releases, the first published first. */
    public List<Release> findAll() {
        return state.requireTimeline().allReleases();
    }

    /** Returns a release by its number. */
    public Optional<Release> findById(long id) {
        return state.requireTimeline().findById(id);
    }

    /** Returns the release in force now; empty if there is none, or if the policy in force is no release because the log is away. */
    public Optional<Release> findInForce() {
        return state.inForce();
    }

    /** Returns true if the log has lost a release: its number belongs to another one then. */
    public boolean isLost(Release release) {
        return state.isLost(release);
    }

    /** Returns the release that was published last of those known here; empty also while the log has not been read. */
    public Optional<Release> findNewest() {
        return state.timeline().findLast();
    }

    /** Returns the release that the log says is in force now; empty also while the log has not been read. */
    public Optional<Release> findDue() {
        return state.timeline().inForceAt(state.currentTime());
    }

    /** Returns the time since the log was last read, or since the service started if it has not been read yet. */
    public Duration sinceLogRead() {
        return state.sinceLogRead();
    }

    /**
     * Waits until this service knows a release, and has put in force what is due up to it. The log is looked at once if it does not.
     *
     * @return false if that took too long, or, at once, if too many callers wait or the number is far above all that are known here
     */
    public boolean awaitRelease(long id, Duration limit) {
        return awaiter.awaitRelease(id, limit);
    }

    /**
     * Returns true if the log lost a release with this number, and no other one has it here yet. That is not known while the log is
     * away.
     */
    public boolean hasLost(long id) {
        if (state.timeline().findById(id).isPresent() || current.status().logAway() != null) {
            return false;
        }
        try {
            return new LostReleases(log.database()).hasNumber(id);
        } catch (DatabaseUnavailableException e) {
            return false;
        }
    }

    /** Returns the release in force at an instant, as far as is known now; empty before the first. */
    public Optional<Release> findInForceAt(Instant instant) {
        return state.requireTimeline().inForceAt(instant);
    }

    /** Returns the release that a release published now would follow. */
    public Optional<Release> findPredecessor() {
        return state.requireTimeline().inForceAt(state.currentTime());
    }

    /**
     * Returns the release that a release would follow which begins at an instant.
     *
     * @param effectiveFrom an instant in the past means now
     */
    public Optional<Release> findPredecessorAt(Instant effectiveFrom) {
        Instant now = state.currentTime();
        return state.requireTimeline().inForceAt(effectiveFrom.isBefore(now) ? now : effectiveFrom);
    }

    /**
     * Returns the instant at which a scheduled release would take the place of one that begins at an instant; empty if none would.
     *
     * @param effectiveFrom null, or an instant in the past, means now
     */
    public Optional<Instant> findNextStart(@Nullable Instant effectiveFrom) {
        Instant now = state.currentTime();
        return state.requireTimeline()
                .nextAfter(effectiveFrom == null || effectiveFrom.isBefore(now) ? now : effectiveFrom);
    }

    /** Returns the release that this one followed when it was published; empty for the first. */
    public Optional<Release> findPredecessorOf(Release release) {
        return state.requireTimeline().predecessorOf(release);
    }

    /**
     * Reads the files of a release.
     *
     * @throws DatabaseUnavailableException if they cannot be read now
     */
    public TableFiles readFiles(Release release) {
        return log.readFiles(release);
    }

    /**
     * Reads one file of a release.
     *
     * @throws DatabaseUnavailableException if it cannot be read now
     */
    public TableFiles readFile(Release release, String name) {
        return log.readFile(numberInLog(release), name);
    }

    /**
     * Returns the hashes of the contents of all files of a release by their names, without reading the contents.
     *
     * @throws DatabaseUnavailableException if they cannot be read now
     */
    public SortedMap<String, String> readHashes(Release release) {
        return log.readHashes(numberInLog(release));
    }

    /** Returns the number of a release, unless the log lost it: then its number may be the one of another. */
    private long numberInLog(Release release) {
        if (state.isLost(release)) {
            throw DatabaseUnavailableException.withoutPart("The log of releases", "release " + release.id());
        }
        return release.id();
    }

    /** Reads the content of the rules directory; empty if there is no directory. */
    public Optional<TableFiles> readDirectory() {
        return Optional.ofNullable(directory.readFiles());
    }

    /**
     * Returns the policy of a release. That of an earlier one is compiled if it is not in the cache.
     *
     * @throws DatabaseUnavailableException if its tables cannot be read now
     */
    public Compilation compileRelease(Release release) {
        PolicyStatus.InForce inForce = current.status().inForce();
        return inForce != null && release.equals(inForce.release())
                ? new Compilation(Optional.of(inForce.policy()), inForce.problems())
                : policies.findOrCompile(release);
    }

    /**
     * Returns the policy of a release as {@link #compileRelease} does, but compiles one release at a time for all callers, so that they keep
     * one processor busy at most.
     *
     * @param hasLeft returns true once the caller has left
     * @throws DatabaseUnavailableException if its tables cannot be read now
     * @throws CompilingBusyException if too many callers wait
     * @throws CallerLeftException if the caller has left
     */
    public Compilation compileInTurn(Release release, BooleanSupplier hasLeft) {
        boolean isInForce = state.inForce().filter(release::equals).isPresent();
        return isInForce ? compileRelease(release) : policies.policyInTurn(release, hasLeft);
    }

    /**
     * Reads the problems and the impact of a release.
     *
     * @throws DatabaseUnavailableException if they cannot be read now
     */
    public ReleaseReport readReport(Release release) {
        LoggedReport report = log.readReport(release.id());
        ImpactState logged = report.state();
        return new ReleaseReport(report.problems(), report.impact(), logged == null ? unloggedImpact(release) : logged);
    }

    private ImpactState unloggedImpact(Release release) {
        if (state.timeline().predecessorOf(release).isEmpty()) {
            return ImpactState.NONE;
        }
        return impacts.stateOf(release).orElseGet(() -> impactOfOtherService(release));
    }

    private ImpactState impactOfOtherService(Release release) {
        return release.created().plus(MAX_IMPACT_TIME).isAfter(clock.instant())
                ? ImpactState.PENDING
                : ImpactState.failed("Nobody has found it out: the service that published it ended before.");
    }
}
