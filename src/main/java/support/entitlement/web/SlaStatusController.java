package support.entitlement.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.security.Access;
import tools.jackson.databind.JsonNode;

/** Says where the milestones of cases stand. No case is kept: the caller sends what has happened so far. */
@RestController
class SlaStatusController {

    private final SlaStatuses statuses;
    private final AnswerWriter answers;
    private final ManyAnswers many;

    SlaStatusController(SlaStatuses statuses, AnswerWriter answers, ManyAnswers many) {
        this.statuses = statuses;
        this.many = many;
        this.answers = answers;
    }

    @Operation(summary = "Says where the milestones of a case stand")
    @Takes(SlaStatusRequest.class)
    @Answers(value = SlaStatusResponse.class, says = "Each milestone and where it stands")
    @Refuses(404)
    @Needs(Access.POLICY)
    @PostMapping(
            path = "/v1/sla/status",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void findSlaStatus(@RequestBody JsonNode request, HttpServletResponse response) throws IOException {
        answers.write(statuses.answer(request, "", statuses.policy()), response);
    }

    @Operation(
            summary = "Says the same of many cases, in order, each with an answer or a problem of its own",
            description = "Sent as application/x-ndjson, a case a line, it answers a result a line, without a limit.")
    @Takes(SlaStatusRequest.Batch.class)
    @Answers(value = SlaStatusResults.class, says = "A result for each case")
    @Needs(Access.POLICY)
    @PostMapping(
            path = "/v1/sla/statuses",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void findSlaStatuses(HttpServletRequest request, HttpServletResponse response) throws IOException {
        many.answer(request.getInputStream().readAllBytes(), statuses, response);
    }
}
