package support.entitlement.web.release;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import support.entitlement.release.Releases;
import support.entitlement.release.proposal.Proposal;
import support.entitlement.release.proposal.Proposals;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.Quote;

/** Finds proposals by the numbers that addresses name. Thread-safe. */
@Component
class ProposalLookup {

    private final Proposals proposals;
    private final Releases releases;

    ProposalLookup(Proposals proposals, Releases releases) {
        this.proposals = proposals;
        this.releases = releases;
    }

    /**
     * Returns the proposal with this number.
     *
     * @throws ProblemException if there is none
     */
    Proposal findProposal(String id) {
        return (id.matches("\\d{1,18}") ? proposals.findById(Long.parseLong(id)) : Optional.<Proposal>empty())
                .orElseThrow(() -> new ProblemException(new FieldProblem(
                        ProblemCode.UNKNOWN_PROPOSAL,
                        "/id",
                        Quote.of(id),
                        "GET /v1/policy/proposals lists all that there are.")));
    }

    /** Returns the names of the files of a proposal, and of those that it removes. */
    Set<String> findFileNames(Proposal proposal) {
        Set<String> names =
                new TreeSet<>(proposals.readFiles(proposal).contents().keySet());
        releases.findById(proposal.basedOn())
                .filter(base -> !proposals.isBaseLost(proposal))
                .ifPresent(base -> names.addAll(releases.readHashes(base).keySet()));
        return names;
    }
}
