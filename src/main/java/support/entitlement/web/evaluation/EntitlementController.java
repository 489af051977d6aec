package support.entitlement.web.evaluation;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.policy.Policy;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.table.CellType;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.Vocabulary.Attribute;
import support.entitlement.text.Names;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.http.CacheableResponses;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.Pointer;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.http.Quote;
import support.entitlement.web.query.PolicyResolver;
import support.entitlement.web.query.QueryReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers a query in the address, in a form that caches can store. */
@RestController
public class EntitlementController {

    private static final String ATTRIBUTE = "attribute.";

    /** Matches numbers. Programs write the address, so that 1.500 has a single meaning here. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(?:\\.\\d{1,15})?(?:[eE][+-]?\\d{1,2})?");

    private static final List<String> NAMES = List.of(
            "plan",
            QueryReader.CUSTOMER,
            "issueType",
            "productionUse",
            "workaround",
            "slaCategory",
            "channel",
            PolicyResolver.FIELD,
            PolicyResolver.DRAFT);

    private final EvaluationService evaluations;
    private final PolicyResolver asked;
    private final CacheableResponses cacheable;

    EntitlementController(EvaluationService evaluations, PolicyResolver asked, CacheableResponses cacheable) {
        this.evaluations = evaluations;
        this.asked = asked;
        this.cacheable = cacheable;
    }

    @Operation(summary = "The same decision as an evaluation's, without id and due times, for caches to keep")
    @DocumentedParameters({
        ApiParameter.PLAN,
        ApiParameter.CUSTOMER,
        ApiParameter.ISSUE_TYPE,
        ApiParameter.PRODUCTION_USE,
        ApiParameter.WORKAROUND,
        ApiParameter.SLA_CATEGORY,
        ApiParameter.CHANNEL,
        ApiParameter.OPENED_AT,
        ApiParameter.AS_OF,
        ApiParameter.DRAFT
    })
    @DocumentedAnswer(says = "The decision; its ETag changes with the policy and the software")
    @DocumentedProblems(404)
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/entitlements", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<EvaluationResponse> findEntitlements(@RequestParam MultiValueMap<String, String> parameters) {
        FieldReader fields = new FieldReader("");
        Policy policy = asked.resolvePolicy(parameters, fields, evaluations.policyInForce());
        if (policy == null) {
            throw evaluations.rejectRequest(fields.errors());
        }
        List<FieldProblem> errors = errorsIn(parameters, policy);
        if (!errors.isEmpty()) {
            throw evaluations.rejectRequest(errors);
        }
        EvaluationResponse answer = evaluate(toRequest(parameters.toSingleValueMap(), policy.vocabulary()), policy);
        if (policy.draft() != null) {
            return cacheable.answerUncached(answer);
        }
        return parameters.containsKey(QueryReader.CUSTOMER)
                ? cacheable.answerPrivately(answer)
                : cacheable.answerPublicly(policy.revision(), answer.opening(), answer);
    }

    private EvaluationResponse evaluate(ObjectNode request, Policy policy) {
        try {
            return evaluations.evaluateWithoutTimes(request, policy);
        } catch (ProblemException e) {
            throw new ProblemException(e.problem().withPointers(EntitlementController::parameterAt));
        }
    }

    private static List<FieldProblem> errorsIn(MultiValueMap<String, String> parameters, Policy policy) {
        Stream<String> attributes =
                policy.vocabulary().attributes().keySet().stream().map(ATTRIBUTE::concat);
        Names known = new Names(Stream.concat(NAMES.stream(), attributes).toList());
        List<FieldProblem> errors = QueryParameters.errorsIn(
                parameters, known, name -> name.startsWith(ATTRIBUTE) || name.equals(QueryReader.OPENED_AT));
        String openedAt = parameters.getFirst(QueryReader.OPENED_AT);
        if (openedAt != null && !policy.dependsOnOpening()) {
            errors.add(
                    new FieldProblem(
                            ProblemCode.UNKNOWN_FIELD,
                            Pointer.toMember("", QueryReader.OPENED_AT),
                            Quote.of(openedAt),
                            "This answer holds no due times, and neither conditions nor hours of channels depend on the opening. POST /v1/evaluation answers with them."));
        }
        return errors;
    }

    /** Converts the parameters to the JSON of a request body. */
    private static ObjectNode toRequest(Map<String, String> parameters, Vocabulary vocabulary) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        parameters.forEach((name, value) -> {
            if (name.equals("productionUse")) {
                query.withObject("/impact").put(name, value);
            } else if (name.equals("workaround")) {
                query.withObject("/impact").set(name, toTypedNode(value, Set.of(CellType.FLAG)));
            } else if (name.equals(PolicyResolver.DRAFT)) {
                query.set(name, PolicyResolver.toDraftNumber(value));
            } else if (name.startsWith(ATTRIBUTE)) {
                String attribute = name.substring(ATTRIBUTE.length());
                Attribute asked = vocabulary.findAttribute(attribute).orElse(null);
                query.withObject("/attributes")
                        .set(attribute, toTypedNode(value, asked == null ? Set.of() : asked.types()));
            } else {
                query.put(name, value);
            }
        });
        return query;
    }

    /** Returns the parameter from which a field of the query was made. */
    private static String parameterAt(String pointer) {
        return pointer.replaceFirst("^/impact/", "/").replaceFirst("^/attributes/", "/" + ATTRIBUTE);
    }

    /** Converts a parameter to a number or a boolean if tables compare it with one, otherwise to text. */
    private static JsonNode toTypedNode(String value, Set<CellType> types) {
        if (types.contains(CellType.FLAG) && (value.equals("true") || value.equals("false"))) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value));
        }
        return types.contains(CellType.NUMBER) && NUMBER.matcher(value).matches()
                ? JsonNodeFactory.instance.numberNode(new BigDecimal(value))
                : JsonNodeFactory.instance.stringNode(value);
    }
}
