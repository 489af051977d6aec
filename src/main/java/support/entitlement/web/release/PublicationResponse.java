package support.entitlement.web.release;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import support.entitlement.report.ReportedProblem;

/** The answer to tables without errors: a release, or a proposal if another person must approve. */
public sealed interface PublicationResponse {

    /** A release that was published, and warnings about its tables. */
    record PublishedResponse(ReleaseResponse release, List<ReportedProblem> problems) implements PublicationResponse {

        @Override
        public ResponseEntity<PublicationResponse> toEntity() {
            return createEntity(HttpStatus.CREATED, "/v1/policy/releases/" + release.id(), this);
        }
    }

    /** A proposal that waits for approval, and warnings about its tables. */
    record ProposedResponse(ProposalResponse proposal, List<ReportedProblem> problems) implements PublicationResponse {

        @Override
        public ResponseEntity<PublicationResponse> toEntity() {
            return createEntity(HttpStatus.ACCEPTED, "/v1/policy/proposals/" + proposal.id(), this);
        }
    }

    /** Returns the answer with its status, and the address of the release or the proposal. */
    ResponseEntity<PublicationResponse> toEntity();

    private static ResponseEntity<PublicationResponse> createEntity(
            HttpStatus status, String address, PublicationResponse answer) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.LOCATION, address)
                .body(answer);
    }
}
