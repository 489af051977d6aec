package support.entitlement.release;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.LocalReleaseStore;
import support.entitlement.release.impact.ImpactReporter;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ImpactState;
import support.entitlement.table.problem.Problem;

/** Puts releases in force. Callers hold the state lock of {@link ReleaseState}, except for {@link #prepareImpactReport}. */
final class ReleaseActivator {

    private final ReleaseState state;
    private final CurrentPolicy current;
    private final TableJudge judge;
    private final ReleaseNotes notes;
    private final LocalReleaseStore store;
    private final ImpactReporter impacts;
    private final ReleaseLog log;

    ReleaseActivator(
            ReleaseState state,
            CurrentPolicy current,
            TableJudge judge,
            ReleaseNotes notes,
            LocalReleaseStore store,
            ImpactReporter impacts,
            ReleaseLog log) {
        this.state = state;
        this.current = current;
        this.judge = judge;
        this.notes = notes;
        this.store = store;
        this.impacts = impacts;
        this.log = log;
    }

    /** Puts a release of the log in force. One that this version refuses, although another accepted it, does not come into force. */
    void activateRelease(Release release, TableFiles files, Compilation verdict) {
        verdict.compiled()
                .ifPresentOrElse(
                        policy -> {
                            state.setRefusedRelease(null);
                            putInForce(release, files, policy, verdict.problems());
                            adoptImpact(release, policy);
                        },
                        () -> {
                            state.setRefusedRelease(release);
                            current.refuseTables("Release " + release.id(), verdict.problems());
                        });
    }

    /**
     * Puts a new release in force. It may not be due any more: while the log took it, a scheduled release may have come into force,
     * or the log may have been followed and this release activated.
     */
    void putInForceIfDue(Release release, TableFiles files, Policy policy, List<Problem> problems) {
        if (state.dueRelease().filter(release::equals).isPresent()) {
            putInForce(release, files, policy, problems);
        }
    }

    private void putInForce(Release release, TableFiles files, Policy policy, List<Problem> problems) {
        Policy before = current.policy().orElse(null);
        judge.inForce(files.readScenarios());
        store.keepRelease(release, files); // Before it serves, so that it is still known after a crash.
        current.acceptPolicy(
                policy, problems, release, hasPredecessor(release) ? ImpactState.PENDING : ImpactState.NONE);
        if (before != null && !before.revision().equals(policy.revision())) {
            current.recordChanges(policy, notes.describeChanges(before, policy));
        }
    }

    private boolean hasPredecessor(Release release) {
        return state.timeline().predecessorOf(release).isPresent();
    }

    /** Queues the release for its impact to be determined, unless another service, or this one before, has done so. */
    private void adoptImpact(Release release, Policy policy) {
        state.timeline()
                .predecessorOf(release)
                .ifPresent(predecessor -> impacts.adoptRelease(release, predecessor, policy, log.announcesReleases()));
    }

    /**
     * Returns a task that queues a new release for its impact to be determined. Create it before the release comes into force,
     * and run it after.
     */
    Runnable prepareImpactReport(Release release, Policy policy) {
        return state.timeline()
                .predecessorOf(release)
                .<Runnable>map(predecessor -> {
                    Policy before = policyInForce(predecessor);
                    return () -> impacts.reportRelease(release, predecessor, before, policy);
                })
                .orElse(() -> {});
    }

    private @Nullable Policy policyInForce(Release release) {
        PolicyStatus.InForce inForce = current.status().inForce();
        return inForce != null && release.equals(inForce.release()) ? inForce.policy() : null;
    }
}
