package support.entitlement.release;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import support.entitlement.policy.Policy;
import support.entitlement.release.PolicyStatus.InForce;
import support.entitlement.release.PolicyStatus.LogAway;
import support.entitlement.release.PolicyStatus.MemoryAway;
import support.entitlement.release.PolicyStatus.Refused;
import support.entitlement.release.log.Release;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ProblemFormatter;
import support.entitlement.table.problem.Problem;

/**
 * The policy in force. {@link Releases} says which it is. Thread-safe; reading never waits, and who has read a policy keeps it
 * for as long as they need it.
 */
@Component
public class CurrentPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentPolicy.class);

    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile PolicyStatus status = PolicyStatus.UNKNOWN;
    private boolean announced;

    CurrentPolicy(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** The policy in force, if there is one. */
    public Optional<Policy> policy() {
        return Optional.ofNullable(status.inForce()).map(InForce::policy);
    }

    /**
     * The policy in force.
     *
     * @throws NoPolicyException if there is none
     */
    public Policy orThrow() {
        return policy().orElseThrow(this::noPolicy);
    }

    /** Says why there is no policy in force, where there is none. */
    public NoPolicyException noPolicy() {
        return new NoPolicyException(status);
    }

    /** What is in force and what is refused, as of one moment. */
    public PolicyStatus status() {
        return status;
    }

    /**
     * A policy comes into force. One that says what is in force already does not replace it: it has answers in memory. What it
     * changes is told afterwards.
     *
     * @param release the release that it is; null while the log is away
     * @param impact how far it is known which answers it changes
     */
    synchronized void acceptPolicy(
            Policy policy, List<Problem> problems, @Nullable Release release, ImpactState impact) {
        InForce before = status.inForce();
        boolean same = before != null && before.policy().revision().equals(policy.revision());
        List<Problem> changes = same ? before.changes() : List.of();
        Instant since = same ? before.since() : release == null ? clock.instant() : release.effectiveFrom();
        status = status.withInForce(
                new InForce(same ? before.policy() : policy, since, problems, changes, release, impact));
        LOG.info(
                "Policy {} is in force{}{}{}",
                policy.revision(),
                same ? " as before" : "",
                release == null ? "" : ", release " + release.id() + describeAuthors(release),
                ProblemFormatter.formatProblems(problems));
        announceStatus();
    }

    /** It is known what a policy says otherwise than the one before. */
    synchronized void recordChanges(Policy policy, List<Problem> changes) {
        InForce now = status.inForce();
        if (now != null && now.policy().equals(policy)) {
            status = status.withDetails(now.withChanges(changes));
            String worth = ProblemFormatter.formatProblems(changes);
            if (!worth.isEmpty()) {
                LOG.info("Policy {} changes what was in force before:{}", policy.revision(), worth);
            }
        }
    }

    /** It is known which answers a release changed, or why not. */
    synchronized void recordImpact(Release release, ImpactState impact) {
        InForce now = status.inForce();
        if (now != null && release.equals(now.release())) {
            status = status.withDetails(now.withImpact(impact));
        }
    }

    private static String describeAuthors(Release release) {
        String author = " by " + ProblemFormatter.toSingleLine(release.author());
        return release.approvedBy() == null
                ? author
                : author + ", approved by " + ProblemFormatter.toSingleLine(release.approvedBy());
    }

    /** Newer tables are refused; what serves goes on serving. */
    synchronized void refuseTables(String source, List<Problem> problems) {
        refuseTables(source, problems, Level.ERROR);
    }

    /** Newer tables are refused for a while, until what is wrong heals by itself. */
    synchronized void refuseForNow(String source, List<Problem> problems) {
        refuseTables(source, problems, Level.WARN);
    }

    private void refuseTables(String source, List<Problem> problems, Level level) {
        status = status.withRefusal(new Refused(clock.instant(), problems));
        LOG.atLevel(level)
                .log(
                        "{}. {} is refused for these problems:{}",
                        policy().map(policy -> "Policy " + policy.revision() + " stays in force")
                                .orElse("No policy is in force"),
                        source,
                        ProblemFormatter.formatProblems(problems));
        announceStatus();
    }

    /** What was refused has been taken back. */
    synchronized void clearRefusal() {
        status = status.withoutRefusal();
    }

    /** The log of releases cannot be reached, or can again (null). */
    synchronized void logAway(@Nullable String why) {
        LogAway before = status.logAway();
        if (why == null && before != null) {
            LOG.info("The log of releases can be reached again.");
            status = status.withLogAway(null);
        } else if (why != null && before == null) {
            LOG.warn("{} What is in force stays so; new tables wait until it can be reached.", why);
            status = status.withLogAway(new LogAway(clock.instant(), why));
        }
    }

    /** What the service keeps for itself cannot be written, or can again (null). */
    synchronized void memoryAway(@Nullable String why) {
        MemoryAway before = status.memoryAway();
        if (why == null && before != null) {
            LOG.info("The folder of entitlement.releases.memory can be written again.");
            status = status.withMemoryAway(null);
        } else if (why != null && before == null) {
            LOG.warn(
                    "{} What is in force stays so; nothing can be published to the rules directory until it can.", why);
            status = status.withMemoryAway(new MemoryAway(clock.instant(), why));
        }
    }

    /** From now on others are told of changes, and of how things stand now. Before, they might not be there yet. */
    synchronized void announceFromNow() {
        announced = true;
        announceStatus();
    }

    private void announceStatus() {
        PolicyStatus now = status;
        if (!announced) {
            return;
        }
        try {
            if (now.refused() != null) {
                events.publishEvent(new PolicyRefused(now.refused()));
            } else if (now.inForce() != null) {
                events.publishEvent(new PolicyInForce(now.inForce().policy()));
            }
        } catch (RuntimeException e) {
            LOG.error("A change of the policy in force could not be announced; it counts all the same", e);
        }
    }
}
