package support.entitlement.web.release;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.proposal.ProposalComment;

/**
 * The JSON of a comment on a proposal. {@link ProposalComment} describes the members.
 *
 * @param file the file; null for the whole proposal
 * @param sheet the sheet of a workbook; null otherwise
 * @param cell the cell; null for the whole file
 */
record ProposalCommentResponse(
        long id,
        @Nullable String file,
        @Nullable String sheet,
        @Nullable String cell,
        String author,
        Instant made,
        String text) {

    static ProposalCommentResponse of(ProposalComment comment) {
        return new ProposalCommentResponse(
                comment.id(),
                comment.subject().file(),
                comment.subject().sheet(),
                comment.subject().cell(),
                comment.author(),
                comment.made(),
                comment.text());
    }

    /** All comments on a proposal, the oldest first. */
    record ProposalCommentList(List<ProposalCommentResponse> comments) {}
}
