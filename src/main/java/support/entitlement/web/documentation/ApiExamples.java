package support.entitlement.web.documentation;

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
import support.entitlement.contract.Contracts;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.sla.Event;
import support.entitlement.table.Vocabulary;
import support.entitlement.text.Names;
import support.entitlement.web.authzen.AccessExample;
import support.entitlement.web.batch.BatchReader;
import support.entitlement.web.batch.BatchResult;
import support.entitlement.web.evaluation.AllowanceResponse;
import support.entitlement.web.evaluation.EvaluationResponse;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.query.ParsedQuery;
import support.entitlement.web.query.QueryReader;
import support.entitlement.web.status.CaseStatusService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds examples to the API description. They are answers of the policy in force, so that they are correct for any
 * tables and no name of a policy stands in this class. Building them changes no metric and no cache, and is
 * deterministic.
 */
@Component
class ApiExamples {

    private static final String PUBLISHED = "published";
    private static final String OPENED_AT = "2026-03-06T16:30:00+01:00";
    private static final String ASKED_AT = "2026-03-06T17:00:00+01:00";
    private static final String DECISION_ID = "00000000-0000-4000-8000-000000000000";
    private static final int MAX_NAMES = 8;

    private final CurrentPolicy current;
    private final CaseStatusService statuses;
    private final Contracts contracts;
    private final Clock clock;
    private final JsonMapper json;
    private final AccessExample access;
    private final RecordSchemas schemas;

    ApiExamples(
            CurrentPolicy current,
            CaseStatusService statuses,
            Contracts contracts,
            Clock clock,
            JsonMapper json,
            AccessExample access,
            ApiOperations operations) {
        this.current = current;
        this.statuses = statuses;
        this.contracts = contracts;
        this.clock = clock;
        this.json = json;
        this.access = access;
        this.schemas = operations.schemas();
    }

    /**
     * Adds an example of each problem, the metadata, and the examples that the policy in force yields: none without a policy, or if its tables
     * name no plan.
     */
    void addTo(OpenAPI document) {
        for (ProblemCode code : ProblemCode.values()) {
            ApiProblems.responseIn(document, code.status().value())
                    .ifPresent(response -> addExample(
                            response.getContent(), code.toString(), ProblemResponse.of(code, code.title() + ".")));
        }
        Operation metadata =
                document.getPaths().get("/.well-known/authzen-configuration").getGet();
        addExample(metadata.getResponses().get("200").getContent(), access.metadata());
        current.policy()
                .flatMap(policy -> findRichestDecision(policy)
                        .map(this::exampleRequest)
                        .map(request -> new ChosenExample(policy, request)))
                .ifPresent(chosen -> addExamples(document, chosen.request(), chosen.policy()));
    }

    private record ChosenExample(Policy policy, ObjectNode request) {}

    private void addExamples(OpenAPI document, ObjectNode request, Policy policy) {
        ObjectNode unknown = request.deepCopy().put("plan", request.path("plan").stringValue() + "?");
        Operation one = document.getPaths().get("/v1/evaluation").getPost();
        addExample(one.getRequestBody().getContent(), request);
        addExample(one.getResponses().get("200").getContent(), exampleAnswer(request, "", policy));
        ApiResponse refused = ApiProblems.of(422, schemas);
        addExample(refused.getContent(), exampleAnswer(unknown, "", policy));
        one.getResponses().put("422", refused);
        Operation many = document.getPaths().get("/v1/evaluations").getPost();
        ObjectNode requests = json.createObjectNode();
        requests.putArray("evaluations").add(request).add(unknown);
        addExample(many.getRequestBody().getContent(), requests);
        addExample(
                many.getResponses().get("200").getContent(),
                new BatchReader.BatchResults(List.of(
                        exampleAnswer(request, "/evaluations/0", policy),
                        exampleAnswer(unknown, "/evaluations/1", policy))));
        addStatusExamples(document, request, policy);
        addAccessExamples(document, request, policy);
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
        addExample(one.getRequestBody().getContent(), opened);
        addExample(one.getResponses().get("200").getContent(), statuses.answerOneOfMany(opened, "", policy));
        Operation many = document.getPaths().get("/v1/sla/statuses").getPost();
        ObjectNode cases = json.createObjectNode();
        cases.putArray("cases").add(opened);
        addExample(many.getRequestBody().getContent(), cases);
        addExample(
                many.getResponses().get("200").getContent(),
                new BatchReader.BatchResults(List.of(statuses.answerOneOfMany(opened, "/cases/0", policy))));
    }

    private void addAccessExamples(OpenAPI document, ObjectNode query, Policy policy) {
        for (AccessExample.ExampleExchange exchange :
                access.exchangesOf(query, policy, asked -> exampleAnswer(asked, "", policy))) {
            Operation operation = document.getPaths().get(exchange.path()).getPost();
            addExample(operation.getRequestBody().getContent(), exchange.name(), exchange.request());
            addExample(operation.getResponses().get("200").getContent(), exchange.name(), exchange.answer());
        }
    }

    /** Returns the answer of a service with this policy, without metrics and caching. */
    private BatchResult<EvaluationResponse> exampleAnswer(ObjectNode request, String base, Policy policy) {
        ParsedQuery reading = QueryReader.readQuery(request, base, policy, contracts::findInForce, clock);
        if (reading instanceof ParsedQuery.ValidQuery accepted) {
            ContractDecision signed = new ContractDecision(policy.decideUncached(accepted.query()), List.of());
            return new BatchResult.Answer<>(EvaluationResponse.of(
                    signed,
                    accepted.policy(),
                    accepted.query(),
                    accepted.countedFrom(),
                    AllowanceResponse.of(signed, accepted.used())));
        }
        return new BatchResult.Refusal<>(ProblemResponse.of(((ParsedQuery.InvalidQuery) reading).errors()));
    }

    private void addExample(Content content, Object value) {
        addExample(content, PUBLISHED, value);
    }

    private void addExample(Content content, String name, Object value) {
        JsonNode tree = json.valueToTree(value);
        tree.findParents("decisionId").forEach(answer -> ((ObjectNode) answer).put("decisionId", DECISION_ID));
        Object plain = json.convertValue(tree, Object.class);
        content.values().forEach(media -> media.addExamples(name, new Example().value(plain)));
    }

    /**
     * Returns the decision with the most matching rows among queries of the first names of each kind; empty if no table
     * names a plan.
     */
    private static Optional<Decision> findRichestDecision(Policy policy) {
        Vocabulary known = policy.vocabulary();
        return firstNames(known.plans())
                .flatMap(plan -> firstNames(known.issueTypes())
                        .flatMap(issueType -> firstOrNull(known.productionUses())
                                .flatMap(productionUse -> Stream.of(true, false)
                                        .map(workaround -> new Query(
                                                plan, issueType, productionUse, workaround, null, null, Map.of())))))
                .map(policy::decideUncached)
                .max(Comparator.comparingInt(decision -> decision.because().size()));
    }

    private static Stream<String> firstNames(Names names) {
        return names.all().stream().limit(MAX_NAMES);
    }

    private static Stream<@Nullable String> firstOrNull(Names names) {
        return names.all().isEmpty() ? Stream.of((String) null) : firstNames(names);
    }

    private ObjectNode exampleRequest(Decision decision) {
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
