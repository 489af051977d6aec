package support.entitlement.web.draft.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import support.entitlement.report.ReportedProblem;
import support.entitlement.web.draft.DraftResponse;
import support.entitlement.web.release.ProposalResponse;
import support.entitlement.web.release.PublicationResponse;
import support.entitlement.web.release.PublicationResponse.ProposedResponse;
import support.entitlement.web.release.PublicationResponse.PublishedResponse;
import support.entitlement.web.release.ReleaseResponse;

/**
 * The answer to a draft that was published or proposed.
 *
 * @param release the release; absent if another person must approve
 * @param proposal the proposal; absent if nobody has to approve
 * @param problems warnings about the tables
 * @param draft the draft, which is closed
 */
record DraftPublicationResponse(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ReleaseResponse release,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProposalResponse proposal,
        List<ReportedProblem> problems,
        DraftResponse draft) {

    static ResponseEntity<DraftPublicationResponse> toEntity(PublicationResponse came, DraftResponse draft) {
        ResponseEntity<PublicationResponse> entity = came.toEntity();
        return ResponseEntity.status(entity.getStatusCode())
                .headers(entity.getHeaders())
                .body(of(came, draft));
    }

    private static DraftPublicationResponse of(PublicationResponse came, DraftResponse draft) {
        if (came instanceof PublishedResponse published) {
            return new DraftPublicationResponse(published.release(), null, published.problems(), draft);
        }
        ProposedResponse proposed = (ProposedResponse) came;
        return new DraftPublicationResponse(null, proposed.proposal(), proposed.problems(), draft);
    }
}
