package support.entitlement.release.proposal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Compilation;
import support.entitlement.release.Approval;
import support.entitlement.release.ApprovalClosedException;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.PublishCheck;
import support.entitlement.release.PublishRequest;
import support.entitlement.release.Publisher;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.release.tables.CompilingBusyException;
import support.entitlement.release.tables.JudgedTables;
import support.entitlement.release.tables.PolicyCache;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ProblemFormatter;
import support.entitlement.report.ReportedProblem;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proposals: tables that a second person must approve. A proposal is not in force; once it is approved, its tables are judged again
 * and published on top of the release that they were based on.
 *
 * <p>Thread-safe. Every method throws {@link DatabaseUnavailableException} while the log cannot be reached; then nothing has changed,
 * unless the exception says that something may have.
 */
@Component
public class Proposals {

    private static final Logger LOG = LoggerFactory.getLogger(Proposals.class);

    /** Few proposals wait at a time. */
    private static final int PART_OF_HEAP = 20;

    private final Publisher publisher;
    private final ProposalLog log;
    private final ReleaseLog releases;
    private final PolicyCache<ProposedTables> policies;
    private final Clock clock;

    Proposals(
            Publisher publisher,
            ReleaseLog releases,
            CurrentPolicy current,
            ReleaseNotes notes,
            Clock clock,
            JsonMapper json) {
        this.publisher = publisher;
        this.releases = releases;
        this.log = new ProposalLog(releases.database(), json);
        this.policies = new PolicyCache<>(
                tables -> log.readFiles(tables.proposal()),
                current::policy,
                (files, before, budget) -> JudgedTables.judgeTables(files, before, null, notes, budget)
                        .verdict(),
                PART_OF_HEAP);
        this.clock = clock;
    }

    /** The tables of a proposal, whose number is given to another one after the log was put back. */
    private record ProposedTables(long proposal, String revision, Instant created) {}

    /** Returns proposals with numbers below {@code id}, the newest first. */
    public List<Proposal> findBefore(long id, long limit) {
        return log.findBefore(id, limit);
    }

    /** Returns a proposal by its number. */
    public Optional<Proposal> findById(long id) {
        return log.findById(id);
    }

    /** Reads all files that a proposal would publish, including those that do not change. */
    public TableFiles readFiles(Proposal proposal) {
        return log.readFiles(proposal.id());
    }

    /** Reads the warnings and information that the check found when the proposal was made. */
    public List<ReportedProblem> readProblems(Proposal proposal) {
        return log.readProblems(proposal.id());
    }

    /**
     * Returns the policy that a proposal would put in force. If it is not in the cache it is compiled, one at a time for all callers.
     *
     * @throws CompilingBusyException if too many callers wait
     */
    public Compilation compileProposal(Proposal proposal) {
        return policies.policyInTurn(
                new ProposedTables(proposal.id(), proposal.revision(), proposal.created()), () -> false);
    }

    /** Proposes tables. They are judged as if they were published now, and kept only if they could be published. */
    public ProposalResult propose(PublishRequest request) {
        return propose(request, proposal -> {});
    }

    /**
     * Proposes tables.
     *
     * @param recordProposal records the number of the proposal, within the transaction that keeps it; an exception rolls both back
     */
    public ProposalResult propose(PublishRequest request, LongConsumer recordProposal) {
        PublishCheck check = publisher.checkPublishable(request);
        return check instanceof PublishCheck.Publishable publishable
                ? addProposal(request, publishable, recordProposal)
                : new ProposalResult.Decided(((PublishCheck.NotPublishable) check).reason());
    }

    private ProposalResult addProposal(
            PublishRequest request, PublishCheck.Publishable publishable, LongConsumer recordProposal) {
        Proposal proposal = log.addProposal(
                request,
                publishable.policy().revision(),
                ReportedProblem.of(publishable.problems()),
                clock.instant(),
                recordProposal);
        LOG.info(
                "Proposal {} by {} waits for approval", proposal.id(), ProblemFormatter.toSingleLine(request.author()));
        return new ProposalResult.Proposed(proposal, publishable.problems());
    }

    /** Returns true if the log lost the release that a proposal is based on, so that its number may be the one of another release. */
    public boolean isBaseLost(Proposal proposal) {
        return proposal.baseDigest() != null
                && releases.findById(proposal.basedOn())
                        .filter(base -> base.chainDigest().equals(proposal.baseDigest()))
                        .isEmpty();
    }

    /** Publishes the tables that another person proposed. */
    public ProposalResult approve(Proposal proposal, String approver) {
        if (!proposal.isOpen()) {
            return new ProposalResult.Closed(proposal);
        }
        if (proposal.isBy(approver)) {
            return new ProposalResult.SameAuthor(proposal);
        }
        Approval approval = new Approval(approver, release -> log.recordRelease(proposal.id(), release));
        try {
            return new ProposalResult.Decided(publisher.publishApproved(requestOf(proposal), approval));
        } catch (ApprovalClosedException e) {
            return new ProposalResult.Closed(log.findById(proposal.id()).orElseThrow());
        }
    }

    private PublishRequest requestOf(Proposal proposal) {
        return new PublishRequest(
                readFiles(proposal),
                proposal.basedOn(),
                proposal.baseDigest(),
                proposal.author(),
                proposal.origin(),
                proposal.comment(),
                proposal.effectiveFrom());
    }

    /**
     * Withdraws a proposal. Its author may, and so may others.
     *
     * @param recordWithdrawal runs within the transaction that withdraws it; an exception rolls both back
     * @return the proposal as it is now: withdrawn, unless somebody approved it before
     */
    public Proposal withdraw(Proposal proposal, String by, Runnable recordWithdrawal) {
        Optional<Proposal> withdrawn = log.withdrawProposal(proposal.id(), by, clock.instant(), recordWithdrawal);
        if (withdrawn.isEmpty()) {
            return log.findById(proposal.id()).orElseThrow();
        }
        LOG.info(
                "Proposal {} by {} is withdrawn by {}",
                proposal.id(),
                ProblemFormatter.toSingleLine(proposal.author()),
                ProblemFormatter.toSingleLine(by));
        return withdrawn.get();
    }
}
