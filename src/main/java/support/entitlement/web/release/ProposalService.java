package support.entitlement.web.release;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.change.diff.TableDiff;
import support.entitlement.draft.Drafts;
import support.entitlement.policy.Policy;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.proposal.Proposal;
import support.entitlement.release.proposal.ProposalComments;
import support.entitlement.release.proposal.ProposalResult;
import support.entitlement.release.proposal.Proposals;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.MissingRoleException;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;

/** Shows proposals, and lets others than their authors decide on them. Thread-safe. */
@Component
class ProposalService {

    private final Releases releases;
    private final Proposals proposals;
    private final Drafts drafts;
    private final ProposalComments comments;
    private final PublishingService publishing;
    private final PublicationAnswers answers;
    private final CheckService checks;
    private final ReleaseNotes notes;
    private final AccessGuard guard;

    ProposalService(
            Releases releases,
            Proposals proposals,
            Drafts drafts,
            ProposalComments comments,
            PublishingService publishing,
            PublicationAnswers answers,
            CheckService checks,
            ReleaseNotes notes,
            AccessGuard guard) {
        this.releases = releases;
        this.proposals = proposals;
        this.drafts = drafts;
        this.comments = comments;
        this.publishing = publishing;
        this.answers = answers;
        this.checks = checks;
        this.notes = notes;
        this.guard = guard;
    }

    /** Returns a proposal with everything that its approver should know. */
    ProposalResponse.ProposalDetail describeProposal(Proposal proposal) {
        Release base = findBaseRelease(proposal);
        Policy after = proposals.compileProposal(proposal).compiled().orElse(null);
        return new ProposalResponse.ProposalDetail(
                ProposalResponse.of(proposal),
                changedFiles(
                        base == null ? Map.of() : releases.readFiles(base).contents(),
                        proposals.readFiles(proposal).contents()),
                proposals.readProblems(proposal),
                answers.changesSince(base, after),
                compareTables(base, after),
                comments.findComments(proposal).stream()
                        .map(ProposalCommentResponse::of)
                        .toList());
    }

    /** Checks the tables of a proposal as if it were approved now. */
    CheckResponse checkProposal(Proposal proposal) {
        Instant from = proposal.effectiveFrom();
        return checks.checkFiles(
                proposals.readFiles(proposal), findPredecessor(proposal, from).orElse(null), from);
    }

    private Optional<Release> findPredecessor(Proposal proposal, @Nullable Instant from) {
        if (from == null) {
            return releases.findPredecessor();
        }
        return proposal.origin().equals(Release.HISTORY)
                ? releases.findInForceAt(from).or(() -> Optional.ofNullable(findBaseRelease(proposal)))
                : releases.findPredecessorAt(from);
    }

    private @Nullable List<TableDifference> compareTables(@Nullable Release base, @Nullable Policy after) {
        Policy before = base == null ? null : answers.policyOf(base);
        List<TableDiff> tables = before == null || after == null ? null : notes.compareTables(before, after);
        return tables == null ? null : tables.stream().map(TableDifference::of).toList();
    }

    private static List<String> changedFiles(Map<String, byte[]> before, Map<String, byte[]> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name -> !Arrays.equals(before.get(name), after.get(name)))
                .toList();
    }

    /**
     * Publishes the proposal of another author.
     *
     * @throws ProblemException if it is closed, the approver has made it, the log lost its base, or it cannot be published
     * @throws MissingRoleException if it took force in the past, and the approver may not publish history
     */
    PublicationResponse approveProposal(Proposal proposal, String approver) {
        if (proposal.origin().equals(Release.HISTORY)) {
            guard.requireAccess(Access.HISTORY);
        }
        requireBase(proposal);
        return publishing.runPublication(() -> {
            ProposalResult came = proposals.approve(proposal, approver);
            if (came instanceof ProposalResult.Closed closed) {
                throw closedProblem(closed.proposal());
            }
            if (came instanceof ProposalResult.SameAuthor) {
                throw new ProblemException(
                        ProblemCode.SAME_AUTHOR,
                        "“" + proposal.author()
                                + "” has proposed it, and somebody else must approve. To take it back,"
                                + " withdraw it.");
            }
            return answers.toAnswer(
                    ((ProposalResult.Decided) came).result(), findBaseRelease(proposal), proposals.readFiles(proposal));
        });
    }

    /**
     * Takes a proposal back, or refuses that of another author. The draft that it came from can be changed again.
     *
     * @throws ProblemException if it is closed
     */
    ProposalResponse withdrawProposal(Proposal proposal, String by) {
        Proposal now = proposals.withdraw(proposal, by, () -> drafts.reopenWithinTransaction(proposal.id(), by));
        if (now.release() != null) {
            throw closedProblem(now);
        }
        return ProposalResponse.of(now);
    }

    private static ProblemException closedProblem(Proposal proposal) {
        return new ProblemException(
                ProblemCode.PROPOSAL_CLOSED,
                "“" + proposal.decidedBy() + "” has "
                        + (proposal.release() == null
                                ? "withdrawn it."
                                : "approved of it: it is release " + proposal.release() + "."));
    }

    private void requireBase(Proposal proposal) {
        if (proposal.isOpen() && proposals.isBaseLost(proposal)) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "The log of releases was put back, and lost release " + proposal.basedOn()
                            + ", from which these tables were changed. Another release may have that number. Withdraw this proposal,"
                            + " and propose its tables again, based on the release in force: its draft can be rebased then.");
        }
    }

    private @Nullable Release findBaseRelease(Proposal proposal) {
        return proposals.isBaseLost(proposal)
                ? null
                : releases.findById(proposal.basedOn()).orElse(null);
    }
}
