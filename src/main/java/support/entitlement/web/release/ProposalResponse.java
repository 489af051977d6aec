package support.entitlement.web.release;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.proposal.Proposal;
import support.entitlement.report.ReportedProblem;

/** The JSON of a proposal in a list. {@link Proposal} describes the members. */
public record ProposalResponse(
        long id,
        String revision,
        long basedOn,
        String author,
        String origin,
        String comment,
        Instant created,
        @Nullable Instant effectiveFrom,
        @Schema(implementation = Proposal.State.class) String state,
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
     * A page of proposals, newest first.
     *
     * @param before the value of {@code before} for the next page; null if there is none
     */
    record ProposalPage(
            List<ProposalResponse> proposals, @Nullable Long before) {}

    /**
     * One proposal, with everything that its approver should know.
     *
     * @param changedFiles the files that are new, removed, or different from the release that it is based on, scenarios
     *     included
     * @param problems the problems that the check found when it was made
     * @param changes the differences of its tables from that release
     * @param tables the same differences table by table, row by row; null if they could not be found in time
     * @param comments all comments on it, the oldest first
     */
    record ProposalDetail(
            @JsonUnwrapped ProposalResponse proposal,
            List<String> changedFiles,
            List<ReportedProblem> problems,
            List<ReportedProblem> changes,
            @Nullable List<TableDifference> tables,
            List<ProposalCommentResponse> comments) {}
}
