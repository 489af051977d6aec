package support.entitlement.web.status;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.batch.BatchAnswers;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.http.AnswerWriter;
import support.entitlement.web.http.JsonBodyReader;
import tools.jackson.databind.JsonNode;

/** Computes the status of cases' milestones. No case is stored: the caller sends its events so far. */
@RestController
public class SlaStatusController {

    private final CaseStatusService statuses;
    private final JsonBodyReader bodies;
    private final AnswerWriter answers;
    private final BatchAnswers many;

    SlaStatusController(CaseStatusService statuses, JsonBodyReader bodies, AnswerWriter answers, BatchAnswers many) {
        this.statuses = statuses;
        this.many = many;
        this.bodies = bodies;
        this.answers = answers;
    }

    @Operation(summary = "Returns the status of a case's milestones")
    @DocumentedBody(SlaStatusRequest.class)
    @DocumentedAnswer(value = SlaStatusResponse.class, says = "The status of each milestone")
    @DocumentedProblems(404)
    @RequiresAccess(Access.POLICY)
    @PostMapping(
            path = "/v1/sla/status",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void findSlaStatus(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode body = bodies.readRequiredBody(request, statuses::recordUnreadable);
        answers.writeAnswer(statuses.answerRequest(body, "", statuses.policyInForce()), response);
    }

    @Operation(
            summary = "Returns the status of many cases, in order, each with an answer or a problem of its own",
            description = "Sent as application/x-ndjson, a case a line, it answers a result a line, without a limit.")
    @DocumentedBody(SlaStatusRequest.StatusBatch.class)
    @DocumentedAnswer(value = SlaStatusResults.class, says = "A result for each case")
    @RequiresAccess(Access.POLICY)
    @PostMapping(
            path = "/v1/sla/statuses",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void findSlaStatuses(HttpServletRequest request, HttpServletResponse response) throws IOException {
        many.answerDocument(request.getInputStream().readAllBytes(), statuses, response);
    }
}
