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

/** Answers one query, or many at once. */
@RestController
class EvaluationController {

    private final Evaluations evaluations;
    private final AnswerWriter answers;
    private final ManyAnswers many;

    EvaluationController(Evaluations evaluations, AnswerWriter answers, ManyAnswers many) {
        this.evaluations = evaluations;
        this.many = many;
        this.answers = answers;
    }

    @Operation(summary = "One query, one decision")
    @Takes(EvaluationRequest.class)
    @Answers(value = EvaluationResponse.class, says = "The decision, also if the customer is not entitled")
    @Refuses(404)
    @Needs(Access.POLICY)
    @PostMapping(
            path = "/v1/evaluation",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void evaluate(@RequestBody JsonNode request, HttpServletResponse response) throws IOException {
        answers.write(evaluations.answer(request, "", evaluations.policy()), response);
    }

    @Operation(
            summary = "Many queries, in order, each with a decision or a problem of its own",
            description = "Sent as application/x-ndjson, a query a line, it answers a result a line, without a limit.")
    @Takes(EvaluationRequest.Batch.class)
    @Answers(value = EvaluationResults.class, says = "A result for each query")
    @Needs(Access.POLICY)
    @PostMapping(
            path = "/v1/evaluations",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void evaluateAll(HttpServletRequest request, HttpServletResponse response) throws IOException {
        many.answer(request.getInputStream().readAllBytes(), evaluations, response);
    }
}
