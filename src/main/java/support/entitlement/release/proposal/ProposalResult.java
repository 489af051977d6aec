package support.entitlement.release.proposal;

import java.util.List;
import support.entitlement.release.PublishResult;
import support.entitlement.table.problem.Problem;

/** The result of proposing tables, or of approving a proposal. */
public sealed interface ProposalResult {

    /** The tables wait for the approval of a second person. */
    record Proposed(Proposal proposal, List<Problem> problems) implements ProposalResult {}

    /** The proposal was decided before. Nothing has changed. */
    record Closed(Proposal proposal) implements ProposalResult {}

    /** The author of a proposal cannot approve it. Nothing has changed. */
    record SameAuthor(Proposal proposal) implements ProposalResult {}

    /** The tables were approved and published, or could be neither proposed nor published. */
    record Decided(PublishResult result) implements ProposalResult {}
}
