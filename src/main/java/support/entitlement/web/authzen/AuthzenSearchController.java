package support.entitlement.web.authzen;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.batch.BatchAnswers;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.http.AnswerWriter;
import tools.jackson.databind.JsonNode;

/** Answers the searches of AuthZEN. */
@RestController
public class AuthzenSearchController {

    private final AccessEvaluator evaluator;
    private final EntitySearch searches;
    private final JsonBodies bodies;
    private final AnswerWriter answers;
    private final BatchAnswers batches;

    AuthzenSearchController(
            AccessEvaluator evaluator,
            EntitySearch searches,
            JsonBodies bodies,
            AnswerWriter answers,
            BatchAnswers batches) {
        this.batches = batches;
        this.evaluator = evaluator;
        this.searches = searches;
        this.bodies = bodies;
        this.answers = answers;
    }

    @Operation(summary = "The plans that may do the action; customers are never listed")
    @DocumentedBody(AccessRequest.AccessSearch.class)
    @DocumentedAnswer(value = EntitySearch.SearchResponse.class, says = "The plans")
    @RequiresAccess(Access.POLICY)
    @PostMapping("/access/v1/search/subject")
    void listPermittedSubjects(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answerSearch(Entity.SUBJECT, request, response);
    }

    @Operation(summary = "The issue types for which the subject may do the action")
    @DocumentedBody(AccessRequest.AccessSearch.class)
    @DocumentedAnswer(value = EntitySearch.SearchResponse.class, says = "The issue types")
    @RequiresAccess(Access.POLICY)
    @PostMapping("/access/v1/search/resource")
    void listPermittedResources(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answerSearch(Entity.RESOURCE, request, response);
    }

    @Operation(summary = "The actions that the subject may do: opening a case, and each channel")
    @DocumentedBody(AccessRequest.AccessSearch.class)
    @DocumentedAnswer(value = EntitySearch.SearchResponse.class, says = "The actions")
    @RequiresAccess(Access.POLICY)
    @PostMapping("/access/v1/search/action")
    void listPermittedActions(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answerSearch(Entity.ACTION, request, response);
    }

    private void answerSearch(Entity searched, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        JsonNode body = bodies.readBody(request);
        batches.answerInTurn(
                () -> answers.writeAnswer(searches.search(body, searched, evaluator.policyInForce()), response));
    }
}
