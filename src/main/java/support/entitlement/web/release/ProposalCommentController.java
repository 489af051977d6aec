package support.entitlement.web.release;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.release.proposal.Proposal;
import support.entitlement.release.proposal.ProposalComment;
import support.entitlement.release.proposal.ProposalComments;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.http.JsonBodyReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;

/** Lists comments on proposals, and takes new ones. */
@RestController
public class ProposalCommentController {

    private final ProposalLookup lookup;
    private final ProposalComments comments;
    private final JsonBodyReader bodies;

    ProposalCommentController(ProposalLookup lookup, ProposalComments comments, JsonBodyReader bodies) {
        this.lookup = lookup;
        this.comments = comments;
        this.bodies = bodies;
    }

    @Operation(summary = "The comments on a proposal, the oldest first")
    @DocumentedAnswer(says = "All of them")
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/proposals/{id}/comments", produces = MediaType.APPLICATION_JSON_VALUE)
    ProposalCommentResponse.ProposalCommentList listComments(@PathVariable String id) {
        return new ProposalCommentResponse.ProposalCommentList(comments.findComments(lookup.findProposal(id)).stream()
                .map(ProposalCommentResponse::of)
                .toList());
    }

    @Operation(
            summary = "Comments on a proposal: on a cell, on a file, or on all of it",
            description = "Comments change nothing, and are never changed. They can be made after the decision, too.")
    @DocumentedBody(ProposalCommentRequest.class)
    @DocumentedAnswer(value = ProposalCommentResponse.class, status = 201, says = "The comment")
    @DocumentedProblems(422)
    @RequiresAccess(Access.CHECKING)
    @PostMapping(
            path = "/v1/policy/proposals/{id}/comments",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ProposalCommentResponse> createComment(
            @PathVariable String id, HttpServletRequest request, Principal caller) throws IOException {
        Proposal proposal = lookup.findProposal(id);
        ProposalCommentRequest wanted =
                ProposalCommentRequest.readBody(bodies.readBody(request), lookup.findFileNames(proposal));
        ProposalComment added = comments.addComment(proposal, wanted.subject(), caller.getName(), wanted.text())
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.TOO_MANY_COMMENTS,
                        "A proposal may have up to " + ProposalComment.MAX_COMMENTS + " comments."));
        return ResponseEntity.created(URI.create("/v1/policy/proposals/" + proposal.id() + "/comments"))
                .body(ProposalCommentResponse.of(added));
    }
}
