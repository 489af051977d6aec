package support.entitlement.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.table.Vocabulary;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Completes the OpenAPI document with examples. They are asked of the policy in force, so they are right whatever the
 * tables say, and no name of a policy stands here.
 */
@Component
class OpenApiDocumentation implements OpenApiCustomizer {

    private static final String OPENED_AT = "2026-03-06T16:30:00+01:00";

    private final CurrentPolicy current;
    private final Evaluations evaluations;
    private final JsonMapper json;
    private final ObjectProvider<BuildProperties> build;

    OpenApiDocumentation(
            CurrentPolicy current, Evaluations evaluations, JsonMapper json, ObjectProvider<BuildProperties> build) {
        this.current = current;
        this.evaluations = evaluations;
        this.json = json;
        this.build = build;
    }

    @Override
    public void customise(OpenAPI document) {
        document.info(new Info()
                .title("Support entitlements")
                .version(Optional.ofNullable(build.getIfAvailable())
                        .map(BuildProperties::getVersion)
                        .orElse("development"))
                .description("What support is this customer entitled to, for this issue, right now?"));
        current.policy().ifPresent(policy -> addExamples(document, policy));
    }

    private void addExamples(OpenAPI document, Policy policy) {
        Query richest = richest(policy);
        ObjectNode request = request(richest, policy.decide(richest));
        Operation one = document.getPaths().get("/v1/evaluation").getPost();
        example(one.getRequestBody().getContent(), request);
        example(one.getResponses().get("200").getContent(), evaluations.evaluate(request, "", policy));
        ObjectNode unknown = request.deepCopy().put("plan", richest.plan() + "?");
        example(one.getResponses().get("422").getContent(), evaluations.evaluate(unknown, "", policy));
        Operation many = document.getPaths().get("/v1/evaluations").getPost();
        ObjectNode requests = json.createObjectNode();
        requests.putArray("evaluations").add(request).add(unknown);
        example(many.getRequestBody().getContent(), requests);
        example(
                many.getResponses().get("200").getContent(),
                new Evaluations.Results(List.of(
                        evaluations.evaluate(request, "/evaluations/0", policy),
                        evaluations.evaluate(unknown, "/evaluations/1", policy))));
        document.getPaths().get("/v1/entitlements").getGet().getParameters().forEach(parameter -> {
            if (request.has(parameter.getName())) {
                parameter.setExample(request.get(parameter.getName()).stringValue());
            }
        });
        document.getPaths()
                .get("/v1/support-matrix")
                .getGet()
                .getParameters()
                .forEach(parameter -> parameter.setExample(richest.plan()));
        Operation status = document.getPaths().get("/v1/policy").getGet();
        example(status.getResponses().get("200").getContent(), PolicyResponse.of(current.status()));
    }

    private void example(Content content, Object value) {
        Object plain = json.convertValue(value, Object.class);
        content.values().forEach(media -> media.addExamples("published", new Example().value(plain)));
    }

    /** The query that most rows answer. */
    private static Query richest(Policy policy) {
        Vocabulary known = policy.vocabulary();
        List<Query> queries = new ArrayList<>();
        for (String plan : known.plans().all()) {
            for (String issueType : known.issueTypes().all()) {
                for (String productionUse : orNull(known.productionUses().all())) {
                    for (Boolean workaround : Arrays.asList(null, true, false)) {
                        queries.add(new Query(plan, issueType, productionUse, workaround, null, null, Map.of()));
                    }
                }
            }
        }
        return queries.stream()
                .max(Comparator.comparingInt(
                        query -> policy.decide(query).because().size()))
                .orElseThrow();
    }

    private static List<@Nullable String> orNull(List<String> names) {
        List<@Nullable String> all = new ArrayList<>(names);
        all.add(null);
        return all;
    }

    private ObjectNode request(Query query, Decision decision) {
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
