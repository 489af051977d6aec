package support.entitlement.web.evaluation;

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
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.http.AnswerWriter;
import support.entitlement.web.http.JsonBodyReader;
import support.entitlement.web.http.MinimalPreference;
import support.entitlement.web.query.EvaluationRequest;
import tools.jackson.databind.JsonNode;

/** Answers one query, or a document of many. */
@RestController
public class EvaluationController {

    private final EvaluationService evaluations;
    private final JsonBodyReader bodies;
    private final AnswerWriter answers;
    private final BatchAnswers many;

    EvaluationController(
            EvaluationService evaluations, JsonBodyReader bodies, AnswerWriter answers, BatchAnswers many) {
        this.evaluations = evaluations;
        this.many = many;
        this.bodies = bodies;
        this.answers = answers;
    }

    @Operation(summary = "One query, one decision")
    @DocumentedParameters(ApiParameter.PREFER)
    @DocumentedBody(EvaluationRequest.class)
    @DocumentedAnswer(value = EvaluationResponse.class, says = "The decision, also if the customer is not entitled")
    @DocumentedProblems(404)
    @RequiresAccess(Access.POLICY)
    @PostMapping(
            path = "/v1/evaluation",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void evaluate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode body = bodies.readRequiredBody(request, evaluations::recordUnreadable);
        boolean minimal = MinimalPreference.isStated(request);
        byte[] answer = evaluations.writeAnswer(body, evaluations.policyInForce(), minimal);
        if (minimal) {
            MinimalPreference.confirm(response);
        }
        answers.writeAnswer(answer, response);
    }

    @Operation(
            summary = "Many queries, in order, each with a decision or a problem of its own",
            description = "Sent as application/x-ndjson, a query a line, it answers a result a line, without a limit.")
    @DocumentedBody(EvaluationRequest.EvaluationBatch.class)
    @DocumentedAnswer(value = EvaluationResults.class, says = "A result for each query")
    @RequiresAccess(Access.POLICY)
    @PostMapping(
            path = "/v1/evaluations",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void evaluateAll(HttpServletRequest request, HttpServletResponse response) throws IOException {
        many.answerDocument(request.getInputStream().readAllBytes(), evaluations, response);
    }
}
