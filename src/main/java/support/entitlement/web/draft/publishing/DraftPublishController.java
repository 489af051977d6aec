package support.entitlement.web.draft.publishing;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.draft.DraftResponse;
import support.entitlement.web.draft.DraftVersionHeader.VersionRequired;
import support.entitlement.web.http.JsonBodyReader;
import support.entitlement.web.release.upload.UploadReception;

/** Publishes drafts, and bases them on the release that they would follow now. */
@RestController
public class DraftPublishController {

    private final DraftPublishing publishing;
    private final DraftRebasing rebasing;
    private final JsonBodyReader bodies;
    private final UploadReception documents;

    DraftPublishController(
            DraftPublishing publishing, DraftRebasing rebasing, JsonBodyReader bodies, UploadReception documents) {
        this.publishing = publishing;
        this.rebasing = rebasing;
        this.bodies = bodies;
        this.documents = documents;
    }

    @Operation(
            summary = "Publishes a draft as a release, in force at once or from an instant on",
            description = "The draft is closed together with it: of two who publish it, only one can.")
    @DocumentedBody(DraftPublicationRequest.class)
    @VersionRequired
    @DocumentedAnswer(status = 201, says = "The release, and the closed draft")
    @DocumentedAnswer(status = 202, says = "The proposal, if a second person must approve, and the closed draft")
    @RequiresAccess(Access.PUBLISHING)
    @PostMapping(
            path = "/v1/policy/drafts/{id}/publish",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DraftPublicationResponse> publishDraft(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            HttpServletRequest request,
            Principal caller)
            throws IOException {
        DraftPublicationRequest wanted = new DraftDecisionReader().readPublication(bodies.readBody(request));
        return publishing.publishDraft(id, seen, wanted, caller.getName());
    }

    @Operation(
            summary = "Applies the changes of a draft to the release that it would follow now, cell by cell",
            description = "Cells that both have changed differently are in the problem; take has what becomes of each.")
    @DocumentedBody(RebaseRequest.class)
    @VersionRequired
    @DocumentedAnswer(value = DraftResponse.DraftDetail.class, says = "The draft, based on that release")
    @RequiresAccess(Access.CHECKING)
    @PostMapping(
            path = "/v1/policy/drafts/{id}/rebase",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DraftResponse.DraftDetail> rebaseDraft(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            HttpServletRequest request,
            Principal caller)
            throws IOException {
        return documents.receiveDocument(
                request,
                body -> rebasing.rebaseDraft(id, seen, new DraftDecisionReader().readRebase(body), caller.getName()));
    }
}
