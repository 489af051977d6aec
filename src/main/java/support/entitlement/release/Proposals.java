package support.entitlement.release;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Compilation;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tables that wait for somebody else to approve of them. A proposal serves nobody; once it is approved, it is published as any
 * other release is, judged again, on top of the release that it was based on.
 *
 * <p>Thread-safe. Every method throws {@link DatabaseUnavailableException} while the log cannot be reached; then nothing has changed, or
 * the log shows it once it can be reached again.
 */
@Component
public class Proposals {

    private static final Logger LOG = LoggerFactory.getLogger(Proposals.class);

    private final Releases releases;
    private final ProposalLog log;
    private final PastPolicies policies;
    private final Clock clock;

    Proposals(
            Releases releases,
            LogDatabase database,
            CurrentPolicy current,
            ReleaseNotes notes,
            Clock clock,
            JsonMapper json) {
        this.releases = releases;
        this.log = new ProposalLog(database, json);
        this.policies = new PastPolicies(log::files, current, notes);
        this.clock = clock;
    }

    /** Proposals with lower numbers than this, the newest first. */
    public List<Proposal> before(long id, long limit) {
        return log.before(id, limit);
    }

    /** A proposal by its number. */
    public Optional<Proposal> find(long id) {
        return log.find(id);
    }

    /** The files that a proposal would publish, also those that stay as they are. */
    public TableFiles files(Proposal proposal) {
        return log.files(proposal.id());
    }

    /** What the check found when it was made: warnings and information. */
    public List<ReportedProblem> problems(Proposal proposal) {
        return log.problems(proposal.id());
    }

    /** The policy that a proposal would put in force. It is compiled if it has not been asked for lately. */
    public Compilation policy(Proposal proposal) {
        return policies.policyInTurn(proposal.id(), () -> false);
    }

    /** Proposes tables. They are judged as if they were to be published now; only what could be is kept. */
    public Publication propose(Publication.Request request) {
        return releases.judged(request, (policy, problems) -> {
            Proposal proposal = log.add(request, policy.revision(), ReportedProblem.of(problems), clock.instant());
            LOG.info("Proposal {} by {} waits for approval", proposal.id(), ProblemLog.line(request.author()));
            return new Publication.Proposed(proposal, problems);
        });
    }

    /** Publishes what somebody else proposed. */
    public Publication approve(Proposal proposal, String approver) {
        if (!proposal.isOpen()) {
            return new Publication.Closed(proposal);
        }
        if (proposal.isBy(approver)) {
            return new Publication.SameAuthor(proposal);
        }
        try {
            return releases.publish(
                    request(proposal), new Approval(approver, release -> log.publish(proposal.id(), release)));
        } catch (ProposalClosedException e) {
            return new Publication.Closed(log.find(proposal.id()).orElseThrow());
        }
    }

    /** Its tables, to be published by who proposed them. */
    private Publication.Request request(Proposal proposal) {
        return new Publication.Request(
                files(proposal),
                proposal.basedOn(),
                proposal.author(),
                proposal.origin(),
                proposal.comment(),
                proposal.effectiveFrom());
    }

    /**
     * Takes a proposal back, or refuses it: its author may, and so may others.
     *
     * @return the proposal as it is now, which is withdrawn unless somebody has approved of it before
     */
    public Proposal withdraw(Proposal proposal, String by) {
        Proposal withdrawn = log.withdraw(proposal.id(), by, clock.instant()).orElse(null);
        if (withdrawn == null) {
            return log.find(proposal.id()).orElseThrow();
        }
        LOG.info(
                "Proposal {} by {} is withdrawn by {}",
                proposal.id(),
                ProblemLog.line(proposal.author()),
                ProblemLog.line(by));
        return withdrawn;
    }
}
