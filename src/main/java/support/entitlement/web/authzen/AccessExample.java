package support.entitlement.web.authzen;

import java.util.List;
import org.springframework.stereotype.Component;
import support.entitlement.policy.Policy;
import support.entitlement.web.evaluation.EvaluationResponse;
import support.entitlement.web.http.FieldReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the query of an example in the API description as an AuthZEN request, in the words of the settings, and its answer. */
@Component
public class AccessExample {

    private final AuthzenProperties words;

    AccessExample(AuthzenProperties words) {
        this.words = words;
    }

    /** Returns the request for a query with a plan, an issue type and perhaps a channel. */
    public ObjectNode requestOf(ObjectNode query) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putObject("subject").put("type", words.planTypes().get(0)).set("id", query.path("plan"));
        request.putObject("action")
                .put("name", query.path("channel").asString(words.openActions().get(0)));
        request.putObject("resource").put("type", words.resourceTypes().get(0)).set("id", query.path("issueType"));
        ObjectNode context = request.putObject("context").setAll(query);
        context.remove(List.of("plan", "channel", "issueType"));
        return request;
    }

    /**
     * Returns the answer to such a request.
     *
     * @param answer the answer to the query
     * @param base the pointer to the request in the body
     */
    public AccessDecision answerOf(JsonNode request, EvaluationResponse answer, String base, Policy policy) {
        FieldReader fields = new FieldReader(base);
        AccessQuestion question = AccessQuestion.read(request, fields, null);
        return AccessDecision.of(answer, new QueryMapper(words, policy).mapQuestion(question, fields), base);
    }
}
