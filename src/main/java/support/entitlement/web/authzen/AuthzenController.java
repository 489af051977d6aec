package support.entitlement.web.authzen;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.policy.Policy;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.batch.BatchAnswers;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.http.AnswerWriter;
import tools.jackson.databind.JsonNode;

/** Answers AuthZEN requests, one or many. */
@RestController
public class AuthzenController {

    private final AccessEvaluator evaluator;
    private final JsonBodies bodies;
    private final AnswerWriter answers;
    private final BatchAnswers batches;

    AuthzenController(AccessEvaluator evaluator, JsonBodies bodies, AnswerWriter answers, BatchAnswers batches) {
        this.batches = batches;
        this.evaluator = evaluator;
        this.bodies = bodies;
        this.answers = answers;
    }

    @Operation(summary = "Whether a customer or a plan may open a case, or use a channel")
    @DocumentedBody(AccessRequest.class)
    @DocumentedAnswer(value = AccessDecision.class, says = "The decision, also if it is a denial")
    @RequiresAccess(Access.POLICY)
    @PostMapping("/access/v1/evaluation")
    void evaluateAccess(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode body = bodies.readBody(request);
        answers.writeAnswer(evaluator.decide(body, evaluator.policyInForce()), response);
    }

    @Operation(
            summary = "Many such requests, in order",
            description = "Without evaluations it answers the request at the top, like /access/v1/evaluation.")
    @DocumentedBody(AccessRequest.AccessBatch.class)
    @DocumentedAnswer(
            value = AccessBatchReader.AccessDecisions.class,
            says = "A decision for each; a request that cannot be evaluated is denied, with its error")
    @RequiresAccess(Access.POLICY)
    @PostMapping("/access/v1/evaluations")
    void evaluateAccesses(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode body = bodies.readBody(request);
        Policy policy = evaluator.policyInForce();
        if (AccessBatchReader.hasRequests(body)) {
            batches.answerInTurn(() -> new AccessBatchReader(evaluator, policy).answerAll(body, batches, response));
        } else {
            answers.writeAnswer(evaluator.decide(body, policy), response);
        }
    }
}
