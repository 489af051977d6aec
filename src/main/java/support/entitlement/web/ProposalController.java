package support.entitlement.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.release.Proposal;
import support.entitlement.release.Proposals;
import support.entitlement.security.Access;
import support.entitlement.table.Names;

/** Shows what waits for approval, or has, to those who may check, and lets those who may publish decide. */
@RestController
class ProposalController {

    private static final Names PAGE = new Names(List.of("before", "limit"));

    private final Proposals proposals;
    private final Approvals approvals;
    private final Refusals refusals;

    ProposalController(Proposals proposals, Approvals approvals, Refusals refusals) {
        this.refusals = refusals;
        this.proposals = proposals;
        this.approvals = approvals;
    }

    @Operation(summary = "The proposals, newest first: those that wait for approval, and what became of the others")
    @Asks({ApiParameter.BEFORE, ApiParameter.LIMIT})
    @Answers(value = ProposalResponse.Page.class, says = "As many as fit, and where the others begin")
    @Needs(Access.CHECKING)
    @GetMapping(path = "/v1/policy/proposals", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> listProposals(@RequestParam MultiValueMap<String, String> parameters) {
        List<FieldProblem> errors = Parameters.errorsIn(parameters, PAGE);
        long before = Parameters.number(parameters, "before", Long.MAX_VALUE, Long.MAX_VALUE, errors);
        int limit =
                (int) Parameters.number(parameters, "limit", Parameters.USUAL_PAGE, Parameters.LONGEST_PAGE, errors);
        if (!errors.isEmpty()) {
            return ProblemResponse.of(errors).toEntity();
        }
        List<ProposalResponse> page = proposals.before(before, limit + 1).stream()
                .map(ProposalResponse::of)
                .toList();
        boolean all = page.size() <= limit;
        List<ProposalResponse> shown = all ? page : page.subList(0, limit);
        return ResponseEntity.ok(new ProposalResponse.Page(
                shown, all ? null : shown.get(limit - 1).id()));
    }

    @Operation(summary = "One proposal: who made it and why, what the check found, and what it would change")
    @Answers(value = ProposalResponse.Detail.class, says = "The proposal")
    @Needs(Access.CHECKING)
    @GetMapping(path = "/v1/policy/proposals/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> findProposal(@PathVariable String id) {
        return with(id, approvals::show);
    }

    @Operation(
            summary = "Publishes what somebody else proposed",
            description = "The tables are checked again. They must still follow the release that they are based on.")
    @Answers(value = Publishing.PublishedResponse.class, status = 201, says = "The release")
    @Refuses({409, 422})
    @Needs(Access.PUBLISHING)
    @PostMapping(path = "/v1/policy/proposals/{id}/approve", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> approveProposal(@PathVariable String id, Principal caller, HttpServletRequest request) {
        return with(id, proposal -> {
            Object answer = approvals.approve(proposal, caller.getName());
            if (answer instanceof ProblemResponse problem && problem.code() == ProblemCode.SAME_AUTHOR) {
                refusals.log(request, caller.getName(), ProblemCode.SAME_AUTHOR);
            }
            return answer;
        });
    }

    @Operation(summary = "Takes a proposal back, or refuses that of another")
    @Answers(value = ProposalResponse.class, says = "The proposal, which can no longer be approved")
    @Refuses(409)
    @Needs(Access.PUBLISHING)
    @PostMapping(path = "/v1/policy/proposals/{id}/withdraw", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> withdrawProposal(@PathVariable String id, Principal caller) {
        return with(id, proposal -> approvals.withdraw(proposal, caller.getName()));
    }

    private ResponseEntity<Object> with(String id, Function<Proposal, Object> task) {
        return (id.matches("\\d{1,18}") ? proposals.find(Long.parseLong(id)) : Optional.<Proposal>empty())
                .map(proposal -> PublishingController.entity(task.apply(proposal)))
                .orElseGet(() -> ProblemResponse.of(List.of(new FieldProblem(
                                ProblemCode.UNKNOWN_PROPOSAL,
                                "/id",
                                Quote.of(id),
                                "GET /v1/policy/proposals lists all that there are.")))
                        .toEntity());
    }
}
