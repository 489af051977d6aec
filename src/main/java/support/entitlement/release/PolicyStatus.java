package support.entitlement.release;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Policy;
import support.entitlement.release.log.Release;
import support.entitlement.report.ImpactState;
import support.entitlement.table.problem.Problem;

/**
 * The policy in force and the problems of newer tables. All members are null while the tables are read for the first time.
 *
 * @param inForce the policy in force; null if none was ever valid
 * @param refused the newest tables, if they were refused; null if they are in force
 * @param logAway the outage of the log of releases; null if it can be reached
 * @param memoryAway the outage of the folder of the service; null if it can be written
 * @param logReadOnly the time in which the log of releases can only be read; null if it can be added to
 * @param logRewound the loss of releases by the log; null if it has all that this service knew
 */
public record PolicyStatus(
        @Nullable InForce inForce,
        @Nullable Refused refused,
        @Nullable LogAway logAway,
        @Nullable MemoryAway memoryAway,
        @Nullable LogReadOnly logReadOnly,
        @Nullable LogRewound logRewound) {

    static final PolicyStatus UNKNOWN = new PolicyStatus(null, null, null, null, null, null);

    /**
     * A policy in force; published as an event when it comes into force.
     *
     * @param since the instant at which it came into force
     * @param problems warnings and information about its tables
     * @param changes the differences from the tables before; empty for the first
     * @param release its release; null if it was taken from the rules directory while the log was away
     * @param impact the state of the search for answers that it changed
     */
    public record InForce(
            Policy policy,
            Instant since,
            List<Problem> problems,
            List<Problem> changes,
            @Nullable Release release,
            ImpactState impact) {

        InForce withChanges(List<Problem> newChanges) {
            return new InForce(policy, since, problems, newChanges, release, impact);
        }

        InForce withImpact(ImpactState newImpact) {
            return new InForce(policy, since, problems, changes, release, newImpact);
        }
    }

    /**
     * Tables that are not in force; published as an event when they are refused.
     *
     * @param at the instant at which they were refused
     * @param problems the errors, and warnings and information
     */
    public record Refused(Instant at, List<Problem> problems) {}

    /**
     * The log of releases is out of reach.
     *
     * @param refused true if its database has not accepted the user or password of the service since the start; then it is not ready
     */
    public record LogAway(Instant since, String why, boolean refused) {}

    /** The log of releases can be read, and nothing can be stored there, as on a standby server. */
    public record LogReadOnly(Instant since, String why) {}

    /** The folder of the service cannot be written: after a crash, or while the log is away, it may lack the newest release. */
    public record MemoryAway(Instant since, String why) {}

    /**
     * The log of releases was put back: it lacks releases that this service knew, or has others with their numbers. It is shown until a
     * release of the log is in force that comes after what it kept.
     *
     * @param lastKept the number of the last release that the log still has of those that this service knew; 0 if it has none
     * @param lost the numbers of the releases that it lost, in order
     * @param serving the number of the lost release that is in force here; null if what is in force is in the log
     */
    public record LogRewound(
            Instant since,
            long lastKept,
            List<Long> lost,
            @Nullable Long serving,
            String why) {

        LogRewound withoutServing() {
            return new LogRewound(since, lastKept, lost, null, why);
        }
    }

    /** Returns the status after these tables have come into force; nothing is refused. */
    PolicyStatus withInForce(InForce next) {
        return new PolicyStatus(next, null, logAway, memoryAway, logReadOnly, rewoundAfter(next));
    }

    private @Nullable LogRewound rewoundAfter(InForce next) {
        Release release = next.release();
        boolean isOther = release != null && (inForce == null || !release.equals(inForce.release()));
        return isOther ? rewoundWhileServing(release) : logRewound;
    }

    private @Nullable LogRewound rewoundWhileServing(Release release) {
        return logRewound == null || release.id() > logRewound.lastKept() ? null : logRewound.withoutServing();
    }

    /** Returns the status after a look at the log has found the release in force there. */
    PolicyStatus withServed(Release release) {
        return new PolicyStatus(inForce, refused, logAway, memoryAway, logReadOnly, rewoundWhileServing(release));
    }

    /** Returns the status with further details of the policy in force. */
    PolicyStatus withDetails(InForce more) {
        return new PolicyStatus(more, refused, logAway, memoryAway, logReadOnly, logRewound);
    }

    /** Returns the status after newer tables were refused; the policy in force stays. */
    PolicyStatus withRefusal(Refused next) {
        return new PolicyStatus(inForce, next, logAway, memoryAway, logReadOnly, logRewound);
    }

    PolicyStatus withoutRefusal() {
        return new PolicyStatus(inForce, null, logAway, memoryAway, logReadOnly, logRewound);
    }

    PolicyStatus withLogAway(@Nullable LogAway next) {
        return new PolicyStatus(inForce, refused, next, memoryAway, logReadOnly, logRewound);
    }

    PolicyStatus withMemoryAway(@Nullable MemoryAway next) {
        return new PolicyStatus(inForce, refused, logAway, next, logReadOnly, logRewound);
    }

    PolicyStatus withLogReadOnly(@Nullable LogReadOnly next) {
        return new PolicyStatus(inForce, refused, logAway, memoryAway, next, logRewound);
    }

    PolicyStatus withLogRewound(@Nullable LogRewound next) {
        return new PolicyStatus(inForce, refused, logAway, memoryAway, logReadOnly, next);
    }
}
