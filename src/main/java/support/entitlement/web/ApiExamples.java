package support.entitlement.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.customer.Contracts;
import support.entitlement.customer.SignedDecision;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.sla.Event;
import support.entitlement.table.Names;
import support.entitlement.table.Vocabulary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds examples to the description of the API. They are asked of the policy in force, so they are right whatever the tables say,
 * and no name of a policy stands here. To make them changes no metric and no memory of answers, and makes the same each time.
 */
@Component
class ApiExamples {

    private static final String OPENED_AT = "2026-03-06T16:30:00+01:00";
    private static final String ASKED_AT = "2026-03-06T17:00:00+01:00";
    private static final String DECISION_ID = "00000000-0000-4000-8000-000000000000";
    private static final int MAX_NAMES = 8;

    private final CurrentPolicy current;
    private final SlaStatuses statuses;
    private final Contracts contracts;
    private final Clock clock;
    private final JsonMapper json;
    private final RecordSchemas schemas;

    ApiExamples(
            CurrentPolicy current,
            SlaStatuses statuses,
            Contracts contracts,
            Clock clock,
            JsonMapper json,
            ApiOperations operations) {
        this.current = current;
        this.statuses = statuses;
        this.contracts = contracts;
        this.clock = clock;
        this.json = json;
        this.schemas = operations.schemas();
    }

    /** Adds the examples that the policy in force gives; none if there is no policy, or its tables name no plan. */
    void addTo(OpenAPI document) {
        current.policy()
                .flatMap(policy -> richest(policy).map(this::request).map(request -> new Chosen(policy, request)))
                .ifPresent(chosen -> addExamples(document, chosen.request(), chosen.policy()));
    }

    private record Chosen(Policy policy, ObjectNode request) {}

    private void addExamples(OpenAPI document, ObjectNode request, Policy policy) {
        ObjectNode unknown = request.deepCopy().put("plan", request.path("plan").stringValue() + "?");
        Operation one = document.getPaths().get("/v1/evaluation").getPost();
        example(one.getRequestBody().getContent(), request);
        example(one.getResponses().get("200").getContent(), answer(request, "", policy));
        ApiResponse refused = ApiProblems.of(422, schemas);
        example(refused.getContent(), answer(unknown, "", policy));
        one.getResponses().put("422", refused);
        Operation many = document.getPaths().get("/v1/evaluations").getPost();
        ObjectNode requests = json.createObjectNode();
        requests.putArray("evaluations").add(request).add(unknown);
        example(many.getRequestBody().getContent(), requests);
        example(
                many.getResponses().get("200").getContent(),
                new ManyReader.Results(
                        List.of(answer(request, "/evaluations/0", policy), answer(unknown, "/evaluations/1", policy))));
        addStatusExamples(document, request, policy);
        Stream.of("/v1/entitlements", "/v1/support-matrix")
                .flatMap(path -> document.getPaths().get(path).getGet().getParameters().stream())
                .filter(parameter -> request.has(parameter.getName()))
                .forEach(parameter ->
                        parameter.setExample(request.get(parameter.getName()).stringValue()));
    }

    private void addStatusExamples(OpenAPI document, ObjectNode request, Policy policy) {
        ObjectNode opened = request.deepCopy();
        opened.remove(List.of("channel", "openedAt"));
        opened.put("at", ASKED_AT);
        opened.putArray("events").addObject().put("type", Event.OPENED).put("at", OPENED_AT);
        Operation one = document.getPaths().get("/v1/sla/status").getPost();
        example(one.getRequestBody().getContent(), opened);
        example(one.getResponses().get("200").getContent(), statuses.answer(opened, "", policy));
        Operation many = document.getPaths().get("/v1/sla/statuses").getPost();
        ObjectNode cases = json.createObjectNode();
        cases.putArray("cases").add(opened);
        example(many.getRequestBody().getContent(), cases);
        example(
                many.getResponses().get("200").getContent(),
                new ManyReader.Results(List.of(statuses.answer(opened, "/cases/0", policy))));
    }

    /** The answer of a service with this policy, which counts it nowhere and does not remember it. */
    private Object answer(ObjectNode request, String base, Policy policy) {
        Reading reading = QueryReader.read(request, base, policy, contracts::inForce, clock);
        if (reading instanceof Reading.Accepted accepted) {
            SignedDecision signed = new SignedDecision(policy.evaluate(accepted.query()), List.of());
            return EvaluationResponse.of(
                    signed, accepted.policy(), accepted.countedFrom(), AllowanceResponse.of(signed, accepted.used()));
        }
        return ProblemResponse.of(((Reading.Rejected) reading).errors());
    }

    private void example(Content content, Object value) {
        JsonNode tree = json.valueToTree(value);
        tree.findParents("decisionId").forEach(answer -> ((ObjectNode) answer).put("decisionId", DECISION_ID));
        Object plain = json.convertValue(tree, Object.class);
        content.values().forEach(media -> media.addExamples("published", new Example().value(plain)));
    }

    /** The query that most rows answer among those with the first names of each sort; none if no table names a plan. */
    private static Optional<Decision> richest(Policy policy) {
        Vocabulary known = policy.vocabulary();
        return first(known.plans())
                .flatMap(plan -> first(known.issueTypes())
                        .flatMap(issueType -> firstOrNull(known.productionUses())
                                .flatMap(productionUse -> Stream.of(true, false)
                                        .map(workaround -> new Query(
                                                plan, issueType, productionUse, workaround, null, null, Map.of())))))
                .map(policy::evaluate)
                .max(Comparator.comparingInt(decision -> decision.because().size()));
    }

    private static Stream<String> first(Names names) {
        return names.all().stream().limit(MAX_NAMES);
    }

    private static Stream<@Nullable String> firstOrNull(Names names) {
        return names.all().isEmpty() ? Stream.of((String) null) : first(names);
    }

    private ObjectNode request(Decision decision) {
        Query query = decision.query();
        ObjectNode request = json.createObjectNode().put("plan", query.plan()).put("issueType", query.issueType());
        if (query.productionUse() != null) {
            request.withObject("/impact").put("productionUse", query.productionUse());
        }
        if (query.workaround() != null) {
            request.withObject("/impact").put("workaround", query.workaround());
        }
        decision.channels().stream().findFirst().ifPresent(channel -> request.put("channel", channel.name()));
        return request.put("openedAt", OPENED_AT);
    }
}
