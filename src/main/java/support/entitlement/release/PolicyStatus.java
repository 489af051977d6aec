package support.entitlement.release;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Policy;
import support.entitlement.release.log.Release;
import support.entitlement.report.ImpactState;
import support.entitlement.table.problem.Problem;

/**
 * Which policy serves, and what was wrong with newer tables. All null while the tables are being read for the first time.
 *
 * @param inForce the policy that serves, or null if none was ever valid
 * @param refused the newest tables, if they were refused; null if they are in force
 * @param logAway since when the log of releases cannot be reached; null if it can
 * @param memoryAway since when what the service keeps for itself cannot be written; null if it can
 */
public record PolicyStatus(
        @Nullable InForce inForce,
        @Nullable Refused refused,
        @Nullable LogAway logAway,
        @Nullable MemoryAway memoryAway) {

    static final PolicyStatus UNKNOWN = new PolicyStatus(null, null, null, null);

    /**
     * A policy that serves.
     *
     * @param since when it came into force
     * @param problems warnings and information about its tables
     * @param changes what its tables say otherwise than those before them; empty for the first
     * @param release the release that it is; null if it was taken from the rules directory while the log was away
     * @param impact how far it is known which answers it changed
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
     * Tables that do not serve.
     *
     * @param at when they were refused
     * @param problems why, and what else is to be known about them
     */
    public record Refused(Instant at, List<Problem> problems) {}

    /** The log of releases is out of reach. */
    public record LogAway(Instant since, String why) {}

    /** What the service keeps for itself cannot be written: after a crash, or while the log is away, it may know less. */
    public record MemoryAway(Instant since, String why) {}

    /** These tables came into force, and nothing is refused. */
    PolicyStatus withInForce(InForce next) {
        return new PolicyStatus(next, null, logAway, memoryAway);
    }

    /** More is known of what is in force. */
    PolicyStatus withDetails(InForce more) {
        return new PolicyStatus(more, refused, logAway, memoryAway);
    }

    /** What served goes on serving. */
    PolicyStatus withRefusal(Refused next) {
        return new PolicyStatus(inForce, next, logAway, memoryAway);
    }

    PolicyStatus withoutRefusal() {
        return new PolicyStatus(inForce, null, logAway, memoryAway);
    }

    PolicyStatus withLogAway(@Nullable LogAway next) {
        return new PolicyStatus(inForce, refused, next, memoryAway);
    }

    PolicyStatus withMemoryAway(@Nullable MemoryAway next) {
        return new PolicyStatus(inForce, refused, logAway, next);
    }
}
