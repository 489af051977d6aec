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
import support.entitlement.release.PolicyStatus.LogReadOnly;
import support.entitlement.release.PolicyStatus.LogRewound;
import support.entitlement.release.PolicyStatus.MemoryAway;
import support.entitlement.release.PolicyStatus.Refused;
import support.entitlement.release.log.LostTables;
import support.entitlement.release.log.Release;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ProblemFormatter;
import support.entitlement.table.problem.Problem;

/**
 * The policy in force, and the problems of tables that are not. Thread-safe; a read never waits, and a caller may keep the policy
 * it has read for as long as it needs it.
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

    /** Returns the policy in force. */
    public Optional<Policy> policy() {
        return Optional.ofNullable(status.inForce()).map(InForce::policy);
    }

    /**
     * Returns the policy in force.
     *
     * @throws NoPolicyException if there is none
     */
    public Policy orThrow() {
        return policy().orElseThrow(this::noPolicy);
    }

    /** Returns an exception that explains why no policy is in force. */
    public NoPolicyException noPolicy() {
        return new NoPolicyException(status);
    }

    /** Returns the policy in force and the refused tables, as of one moment. */
    public PolicyStatus status() {
        return status;
    }

    /**
     * Puts a policy in force. If its content equals the one in force, that object is kept, since it has cached answers. The
     * differences are recorded later.
     *
     * @param release its release; null while the log is away
     * @param impact the state of the search for changed answers
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

    /** Records the differences between a policy and the one before. */
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

    /** Records the state of the impact of a release. */
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

    /** Refuses newer tables. The policy in force stays. */
    synchronized void refuseTables(String source, List<Problem> problems) {
        refuseTables(source, problems, Level.ERROR);
    }

    /** Refuses newer tables for a reason that ends by itself. */
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

    /** Clears the refusal after the refused tables were taken back. */
    synchronized void clearRefusal() {
        status = status.withoutRefusal();
    }

    /** Records that the log of releases can be reached. */
    void logReached() {
        logAway(null, false);
    }

    /**
     * Records that the log of releases cannot be reached; null if it can.
     *
     * @param refused true if the credentials of the service have not been accepted since its start
     */
    synchronized void logAway(@Nullable String why, boolean refused) {
        LogAway before = status.logAway();
        if (why == null && before != null) {
            LOG.info("The log of releases can be reached again.");
            status = status.withLogAway(null);
        } else if (why != null && (before == null || !before.why().equals(why))) {
            LOG.warn("{} What is in force stays so; new tables wait until it can be reached.", why);
            status = status.withLogAway(new LogAway(before == null ? clock.instant() : before.since(), why, refused));
        }
    }

    /** Records whether the log of releases can only be read. */
    synchronized void logReadOnly(boolean readOnly) {
        if (readOnly && status.logReadOnly() == null) {
            String why = "The log of releases is read-only, as on a standby server: nothing can be published.";
            LOG.warn("{}", why);
            status = status.withLogReadOnly(new LogReadOnly(clock.instant(), why));
        } else if (!readOnly && status.logReadOnly() != null) {
            LOG.info("The log of releases can be added to again.");
            status = status.withLogReadOnly(null);
        }
    }

    /** Records that the folder of the service cannot be written; null if it can. */
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

    /** Records that the log of releases was put back, and lacks releases that this service knew. */
    synchronized void logRewound(LogRewound rewound) {
        LOG.error("{}", rewound.why());
        status = status.withLogRewound(rewound);
    }

    /** Ends the report of a log that was put back, if the release in force, which the log has, came after what it kept. */
    synchronized void settleRewind(Release inForce) {
        status = status.withServed(inForce);
    }

    /**
     * Records that the log has releases again that it had lost.
     *
     * @param before the loss as it was recorded; another that was recorded since stays
     * @param rest what it still lacks; null if it lacks nothing
     */
    synchronized void logRestored(LogRewound before, @Nullable LogRewound rest) {
        LogRewound shown = status.logRewound();
        if (shown != null && shown.since().equals(before.since())) {
            LOG.info("{}", rest == null ? "The log of releases has again what it had lost." : rest.why());
            status = status.withLogRewound(rest);
        }
    }

    /**
     * Announces that numbers are given out again, and hands lost tables to those who keep them; an exception of theirs is thrown.
     *
     * @param tables the lost tables; null if they are not known here
     */
    void announceLoss(LogRewound rewound, @Nullable LostTables tables) {
        events.publishEvent(rewound);
        if (tables != null) {
            events.publishEvent(tables);
        }
    }

    /** Announces the status, and every change from now on. Before the application has started, its listeners might be missing. */
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
            Object event = now.refused() == null ? now.inForce() : now.refused();
            if (event != null) {
                events.publishEvent(event);
            }
        } catch (RuntimeException e) {
            LOG.error("A change of the policy in force could not be announced; it counts all the same", e);
        }
    }
}
