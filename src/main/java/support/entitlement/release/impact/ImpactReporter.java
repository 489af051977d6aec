package support.entitlement.release.impact;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.background.Heartbeat;
import support.entitlement.background.Heartbeats;
import support.entitlement.background.TaskResult;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Policy;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ReportedImpact;

/**
 * Determines which answers releases change, newest release first, and keeps the result in the log. Thread-safe; one thread does
 * the work, and no caller waits for it.
 */
public final class ImpactReporter {

    private static final Logger LOG = LoggerFactory.getLogger(ImpactReporter.class);

    /** Each waiting release holds compiled tables in memory. */
    private static final int MAX_WAITING = 4;

    private static final int MAX_UNKEPT = 100;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** The time for which another service may still determine the impact of its own release. */
    private static final Duration FOR_OTHERS = Duration.ofSeconds(90);

    private final ReleaseNotes notes;
    private final ImpactLog log;
    private final BiConsumer<Release, ImpactState> listener;
    private final Duration limit;
    private final Function<Release, Optional<Policy>> policies;
    private final Semaphore wakes = new Semaphore(0);
    private final List<Job> waiting = new ArrayList<>();
    private final Deque<Result> unkept = new ArrayDeque<>();
    private @Nullable Heartbeat heartbeat;

    /** A release to be compared with its predecessor. */
    private record Job(
            Release release, Release follows, @Nullable Policy before, Policy after, long notBefore) {}

    private record Result(
            Release release, ImpactState state, @Nullable ReportedImpact impact) {}

    /**
     * Makes a reporter that has not started.
     *
     * @param listener receives the state of a release as soon as it is known; it may receive it twice
     * @param limit the time limit for one release
     * @param policies compiles a release that is no longer in force
     */
    public ImpactReporter(
            ReleaseNotes notes,
            ImpactLog log,
            BiConsumer<Release, ImpactState> listener,
            Duration limit,
            Function<Release, Optional<Policy>> policies) {
        this.notes = notes;
        this.log = log;
        this.listener = listener;
        this.limit = limit;
        this.policies = policies;
    }

    public void start(Heartbeats heartbeats) {
        heartbeat = heartbeats.startThread("release-impact", this::reportWaiting);
    }

    /** Ends the thread after its current release; waits for that at most this long. */
    public void close(Duration wait) {
        if (heartbeat != null) {
            heartbeat.close();
            wakes.release();
            heartbeat.awaitEnd(wait);
        }
    }

    /**
     * Adds a release that this service has published.
     *
     * @param before the policy of the predecessor; null if it must be compiled again
     */
    public void reportRelease(Release release, Release follows, @Nullable Policy before, Policy after) {
        addJob(new Job(release, follows, before, after, System.nanoTime()));
    }

    /** Adds a release that came into force here, and is reported unless the service that published it does so. */
    public void adoptRelease(Release release, Release follows, Policy after, boolean othersMay) {
        long wait = othersMay ? FOR_OTHERS.toNanos() : 0;
        addJob(new Job(release, follows, null, after, System.nanoTime() + wait));
    }

    private synchronized void addJob(Job job) {
        waiting.removeIf(other -> other.release().equals(job.release()));
        waiting.add(job);
        if (waiting.size() > MAX_WAITING) {
            Job oldest = waiting.remove(0);
            addUnkept(new Result(
                    oldest.release(), ImpactState.failed("Newer releases followed before it was found out."), null));
        }
        wakes.release();
    }

    private synchronized void addUnkept(Result result) {
        unkept.add(result);
        if (unkept.size() > MAX_UNKEPT) {
            unkept.remove();
        }
    }

    /** Returns the state of a release that is not in the log yet; empty if this service does not determine it. */
    public synchronized Optional<ImpactState> stateOf(Release release) {
        return unkept.stream()
                .filter(result -> result.release().equals(release))
                .map(Result::state)
                .findFirst()
                .or(() -> waiting.stream()
                        .filter(job -> job.release().equals(release))
                        .map(job -> ImpactState.PENDING)
                        .findFirst());
    }

    private void reportWaiting(Heartbeat beat) throws InterruptedException {
        while (!beat.isClosed()) {
            beat.waitFor(nanos -> wakes.tryAcquire(nanos, TimeUnit.NANOSECONDS), LOOK_AGAIN);
            wakes.drainPermits();
            beat.attemptRound("finding out the impact of releases", () -> reportAll(beat::recordBeat));
        }
    }

    /**
     * Reports all waiting releases that are due.
     *
     * @param whileWaiting is called every second
     */
    public void reportAll(Runnable whileWaiting) {
        keepResults();
        for (Job job = nextDue(); job != null && !isClosed(); job = nextDue()) {
            reportJob(job, whileWaiting);
            keepResults();
        }
        lookForThoseOfOthers();
    }

    private boolean isClosed() {
        return heartbeat != null && heartbeat.isClosed();
    }

    /** Returns the newest job that is due; null if there is none. */
    private synchronized @Nullable Job nextDue() {
        for (int i = waiting.size() - 1; i >= 0; i--) {
            if (waiting.get(i).notBefore() <= System.nanoTime()) {
                return waiting.get(i);
            }
        }
        return null;
    }

    private void reportJob(Job job, Runnable whileWaiting) {
        ImpactState known = findKnownState(job);
        if (known == null) {
            TaskResult<PolicyImpact> finding = findImpact(job, whileWaiting);
            PolicyImpact impact = finding.value();
            known = ImpactState.fromTask(finding);
            addUnkept(new Result(job.release(), known, impact == null ? null : ReportedImpact.of(impact)));
        }
        finishJob(job, known);
    }

    private @Nullable ImpactState findKnownState(Job job) {
        try {
            return log.findState(job.release().id()).orElse(null);
        } catch (DatabaseUnavailableException e) {
            LOG.debug(
                    "The log cannot be asked for the impact of release {}",
                    job.release().id(),
                    e);
            return null;
        }
    }

    private TaskResult<PolicyImpact> findImpact(Job job, Runnable whileWaiting) {
        try {
            Policy before = job.before() == null ? policies.apply(job.follows()).orElse(null) : job.before();
            return before == null
                    ? new TaskResult<>(
                            null, "Release " + job.follows().id() + " is refused by this version of the service.")
                    : notes.findImpact(before, job.after(), limit, whileWaiting);
        } catch (DatabaseUnavailableException e) {
            return new TaskResult<>(null, e.getMessage());
        }
    }

    private synchronized void finishJob(Job job, ImpactState state) {
        waiting.removeIf(other -> other.release().equals(job.release()));
        listener.accept(job.release(), state);
    }

    private void lookForThoseOfOthers() {
        for (Job job : copyOfWaiting()) {
            ImpactState known = findKnownState(job);
            if (known != null) {
                finishJob(job, known);
            }
        }
    }

    private synchronized List<Job> copyOfWaiting() {
        return List.copyOf(waiting);
    }

    /** Adds results to the log that it does not have yet. While the log is away, they are kept for the next attempt. */
    private void keepResults() {
        try {
            for (Result result = firstUnkept(); result != null; result = firstUnkept()) {
                listener.accept(result.release(), result.state());
                log.keepImpact(result.release().id(), result.state(), result.impact());
                removeUnkept(result);
            }
        } catch (DatabaseUnavailableException e) {
            LOG.debug("The impact of releases is added to the log later", e);
        }
    }

    private synchronized @Nullable Result firstUnkept() {
        return unkept.peek();
    }

    private synchronized void removeUnkept(Result result) {
        unkept.remove(result);
    }
}
