package support.entitlement.web.authzen;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import support.entitlement.policy.Policy;
import support.entitlement.web.batch.BatchResult;
import support.entitlement.web.evaluation.EvaluationResponse;
import support.entitlement.web.http.FieldReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the query of an example in the API description as AuthZEN requests, in the words of the settings, and their answers. */
@Component
public class AccessExample {

    private static final String BASE = "https://entitlements.example.com";
    private static final String PUBLISHED = "published";
    private static final int PAGE_SIZE = 2;

    private final AuthzenProperties words;
    private final EntitySearch searches;

    AccessExample(AuthzenProperties words, EntitySearch searches) {
        this.words = words;
        this.searches = searches;
    }

    /**
     * A request and its answer.
     *
     * @param name the name of the example
     */
    public record ExampleExchange(String path, String name, JsonNode request, Object answer) {}

    /** Answers a query without metrics and caching. */
    public interface QueryEvaluation extends Function<ObjectNode, BatchResult<EvaluationResponse>> {}

    /** Returns the addresses that the service names. */
    public JsonNode metadata() {
        return JsonMapper.shared()
                .valueToTree(AuthzenMetadataController.AuthzenMetadata.of(
                        Objects.requireNonNullElse(words.baseUrl(), BASE)));
    }

    /**
     * Returns exchanges about a query with a plan, an issue type and perhaps a channel: a permission, a denial, a request that names
     * something unknown, many requests, and searches.
     */
    public List<ExampleExchange> exchangesOf(ObjectNode query, Policy policy, QueryEvaluation evaluation) {
        Answers answers = new Answers(policy, new QueryMapper(words, policy), evaluation);
        List<ExampleExchange> exchanges = new ArrayList<>();
        ObjectNode request = requestOf(query);
        ObjectNode unknown = request.deepCopy();
        unknown.withObject("/subject").put("id", query.path("plan").stringValue("") + "?");
        exchanges.add(answers.exchange(PUBLISHED, request));
        findDenied(request, answers).ifPresent(denied -> exchanges.add(answers.exchange("denied", denied)));
        exchanges.add(answers.exchange("unknown", unknown));
        exchanges.add(answers.exchangeOfMany(request, unknown));
        for (Entity searched : Entity.values()) {
            exchanges.add(answers.exchangeOfSearch(searched, request));
        }
        return exchanges;
    }

    private ObjectNode requestOf(ObjectNode query) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putObject("subject").put("type", words.planTypes().get(0)).set("id", query.path("plan"));
        request.putObject("action")
                .put("name", query.path("channel").asString(words.openActions().get(0)));
        request.putObject("resource").put("type", words.resourceTypes().get(0)).set("id", query.path("issueType"));
        ObjectNode context = request.putObject("context").setAll(query);
        context.remove(List.of("plan", "channel", "issueType"));
        return request;
    }

    /** Returns the request for the first channel that is denied; empty if there is none. */
    private static Optional<ObjectNode> findDenied(ObjectNode request, Answers answers) {
        return answers.policy().vocabulary().channels().all().stream()
                .map(channel -> {
                    ObjectNode other = request.deepCopy();
                    other.withObject("/action").put("name", channel);
                    return other;
                })
                .filter(other -> !answers.decide(new AccessQuestion(other), "").decision())
                .findFirst();
    }

    /** The answers of a policy. */
    private final class Answers {

        private final Policy policy;
        private final QueryMapper mapper;
        private final QueryEvaluation evaluation;

        Answers(Policy policy, QueryMapper mapper, QueryEvaluation evaluation) {
            this.policy = policy;
            this.mapper = mapper;
            this.evaluation = evaluation;
        }

        Policy policy() {
            return policy;
        }

        /** Decides a request as the service does. */
        AccessDecision decide(AccessQuestion question, String base) {
            QueryMapper.MappedQuery asked = mapper.mapQuestion(question, new FieldReader(base));
            BatchResult<EvaluationResponse> result = evaluation.apply(asked.query());
            return result instanceof BatchResult.Answer<EvaluationResponse> answer
                    ? AccessDecision.of(answer.answer(), asked, base)
                    : AccessDecision.ofProblem(((BatchResult.Refusal<EvaluationResponse>) result)
                            .problem()
                            .withPointers(pointer -> base + asked.pointerInRequest(pointer)));
        }

        ExampleExchange exchange(String name, ObjectNode request) {
            return new ExampleExchange("/access/v1/evaluation", name, request, decide(new AccessQuestion(request), ""));
        }

        ExampleExchange exchangeOfMany(ObjectNode... requests) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            List<AccessDecision> decisions = new ArrayList<>();
            for (ObjectNode request : requests) {
                document.withArray("/evaluations").add(request);
                decisions.add(decide(new AccessQuestion(request), "/evaluations/" + decisions.size()));
            }
            return new ExampleExchange(
                    "/access/v1/evaluations",
                    PUBLISHED,
                    document,
                    new AccessBatchReader.AccessDecisions(null, null, decisions));
        }

        ExampleExchange exchangeOfSearch(Entity searched, ObjectNode request) {
            ObjectNode search = request.deepCopy();
            if (searched.hasType()) {
                search.withObject("/" + searched).remove(searched.identifier());
            } else {
                search.remove(searched.toString());
            }
            search.putObject("page").put("limit", PAGE_SIZE);
            return new ExampleExchange(
                    "/access/v1/search/" + searched,
                    PUBLISHED,
                    search,
                    searches.search(
                            search, searched, policy, asked -> decide(asked, "").decision()));
        }
    }
}
