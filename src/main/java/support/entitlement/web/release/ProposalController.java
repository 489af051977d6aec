package support.entitlement.web.release;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.release.proposal.Proposal;
import support.entitlement.release.proposal.Proposals;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.RequestedPage;
import support.entitlement.web.security.SecurityProblemHandler;

/** Shows open and decided proposals to callers who may check, and lets those who may publish decide. */
@RestController
public class ProposalController {

    private final Proposals proposals;
    private final ProposalLookup lookup;
    private final ProposalService approvals;
    private final SecurityProblemHandler refusals;

    ProposalController(
            Proposals proposals, ProposalLookup lookup, ProposalService approvals, SecurityProblemHandler refusals) {
        this.refusals = refusals;
        this.lookup = lookup;
        this.proposals = proposals;
        this.approvals = approvals;
    }

    @Operation(summary = "The proposals, newest first: the open ones, and the decisions on the others")
    @DocumentedParameters({ApiParameter.BEFORE, ApiParameter.LIMIT})
    @DocumentedAnswer(says = "A page of them, and where the next one begins")
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/proposals", produces = MediaType.APPLICATION_JSON_VALUE)
    ProposalResponse.ProposalPage listProposals(@RequestParam MultiValueMap<String, String> parameters) {
        RequestedPage wanted = RequestedPage.readPage(parameters, "before", Long.MAX_VALUE);
        List<ProposalResponse> page = proposals.findBefore(wanted.start(), wanted.limit() + 1).stream()
                .map(ProposalResponse::of)
                .toList();
        boolean all = page.size() <= wanted.limit();
        List<ProposalResponse> shown = all ? page : page.subList(0, wanted.limit());
        return new ProposalResponse.ProposalPage(
                shown, all ? null : shown.get(wanted.limit() - 1).id());
    }

    @Operation(summary = "One proposal: its author and comment, the problems that the check found, and its changes")
    @DocumentedAnswer(says = "The proposal")
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/proposals/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ProposalResponse.ProposalDetail findProposal(@PathVariable String id) {
        return approvals.describeProposal(lookup.findProposal(id));
    }

    @Operation(
            summary = "Checks the tables of a proposal as if it were approved now, and changes nothing",
            description = "They are compared with the newest release, which they would follow.")
    @DocumentedAnswer(says = "The problems of the tables, and the changes that they would make")
    @RequiresAccess(Access.CHECKING)
    @GetMapping(path = "/v1/policy/proposals/{id}/check", produces = MediaType.APPLICATION_JSON_VALUE)
    CheckResponse checkProposal(@PathVariable String id) {
        return approvals.checkProposal(lookup.findProposal(id));
    }

    @Operation(
            summary = "Approves another author's proposal and publishes it",
            description = "The tables are checked again. They must still follow the release that they are based on.")
    @DocumentedAnswer(value = PublicationResponse.PublishedResponse.class, status = 201, says = "The release")
    @DocumentedProblems({409, 422})
    @RequiresAccess(Access.PUBLISHING)
    @PostMapping(path = "/v1/policy/proposals/{id}/approve", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PublicationResponse> approveProposal(
            @PathVariable String id, Principal caller, HttpServletRequest request) {
        Proposal proposal = lookup.findProposal(id);
        try {
            return approvals.approveProposal(proposal, caller.getName()).toEntity();
        } catch (ProblemException e) {
            if (e.problem().code() == ProblemCode.SAME_AUTHOR) {
                refusals.logRefusal(request, caller.getName(), ProblemCode.SAME_AUTHOR);
            }
            throw e;
        }
    }

    @Operation(summary = "Takes a proposal back, or refuses that of another")
    @DocumentedAnswer(says = "The proposal, which can no longer be approved")
    @DocumentedProblems(409)
    @RequiresAccess(Access.PUBLISHING)
    @PostMapping(path = "/v1/policy/proposals/{id}/withdraw", produces = MediaType.APPLICATION_JSON_VALUE)
    ProposalResponse withdrawProposal(@PathVariable String id, Principal caller) {
        return approvals.withdrawProposal(lookup.findProposal(id), caller.getName());
    }
}
