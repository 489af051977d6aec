package support.entitlement.web.release;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.proposal.Proposal;
import support.entitlement.report.ReportedProblem;

/** A proposal as the list of proposals shows it. {@link Proposal} says what each member means. */
record ProposalResponse(
        long id,
        String revision,
        long basedOn,
        String author,
        String origin,
        String comment,
        Instant created,
        @Nullable Instant effectiveFrom,
        String state,
        @Nullable String decidedBy,
        @Nullable Instant decided,
        @Nullable Long release) {

    static ProposalResponse of(Proposal proposal) {
        return new ProposalResponse(
                proposal.id(),
                proposal.revision(),
                proposal.basedOn(),
                proposal.author(),
                proposal.origin(),
                proposal.comment(),
                proposal.created(),
                proposal.effectiveFrom(),
                proposal.state().name().toLowerCase(Locale.ROOT),
                proposal.decidedBy(),
                proposal.decided(),
                proposal.release());
    }

    /**
     * Proposals, newest first.
     *
     * @param before what to send as {@code before} for those that follow; null if there are none
     */
    record ProposalPage(
            List<ProposalResponse> proposals, @Nullable Long before) {}

    /**
     * One proposal, with all that whoever approves of it should know.
     *
     * @param changedFiles the files that are new, gone, or otherwise than in the release that it is based on, scenarios included
     * @param problems what the check found when it was made
     * @param changes what its tables say otherwise than that release
     */
    record ProposalDetail(
            @JsonUnwrapped ProposalResponse proposal,
            List<String> changedFiles,
            List<ReportedProblem> problems,
            List<ReportedProblem> changes) {}
}
