package support.entitlement.web.authzen;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Policy;
import support.entitlement.text.Names;
import support.entitlement.web.batch.DocumentBudget;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads documents of many AuthZEN requests, and has each decided by one policy. */
final class AccessBatchReader {

    /** The maximal number of requests of one document. */
    static final int MAX_REQUESTS = 1_000;

    private static final String LIST = "evaluations";
    private static final String OPTIONS = "options";
    private static final String SEMANTIC = "evaluations_semantic";
    private static final List<String> DEFAULTS = List.of(
            Entity.SUBJECT.toString(), Entity.ACTION.toString(), Entity.RESOURCE.toString(), AccessQuestion.CONTEXT);

    private final AccessEvaluator evaluator;
    private final Policy policy;

    AccessBatchReader(AccessEvaluator evaluator, Policy policy) {
        this.evaluator = evaluator;
        this.policy = policy;
    }

    /** Says after which decision no further request is evaluated. */
    private enum Semantic {
        EXECUTE_ALL(null),
        DENY_ON_FIRST_DENY(false),
        PERMIT_ON_FIRST_PERMIT(true);

        private final @Nullable Boolean last;

        Semantic(@Nullable Boolean last) {
            this.last = last;
        }

        static Names names() {
            return new Names(Arrays.stream(values()).map(Semantic::toString).toList());
        }

        boolean endsWith(boolean decision) {
            return last != null && last == decision;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The decisions, or the only one if the document is a single request.
     *
     * @param decision the only decision; absent if there are several
     * @param context the reasons of the only decision
     * @param evaluations the decisions in the order of the requests
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AccessDecisions(
            @Nullable Boolean decision,
            AccessDecision.@Nullable DecisionContext context,
            @Nullable List<AccessDecision> evaluations) {

        static AccessDecisions ofOne(AccessDecision one) {
            return new AccessDecisions(one.decision(), one.context(), null);
        }
    }

    /** Returns whether a document has requests besides the one at its top. */
    static boolean hasRequests(JsonNode document) {
        JsonNode list = document.path(LIST);
        return !FieldReader.isAbsent(document.get(LIST)) && !(list.isArray() && list.isEmpty());
    }

    /**
     * Decides the requests in their order, as far as the options say.
     *
     * @throws ProblemException if anything is wrong with the document itself
     */
    AccessDecisions decideAll(JsonNode document) {
        FieldReader fields = new FieldReader("");
        AccessQuestion.readDefaults(document, fields);
        Semantic semantic = readSemantic(document, fields);
        JsonNode requests = document.path(LIST);
        if (!requests.isArray()) {
            fields.addWrongType("/" + LIST, requests, "an array of requests");
        } else if (requests.size() > MAX_REQUESTS) {
            fields.addProblem(
                    ProblemCode.TOO_MANY_EVALUATIONS,
                    "/" + LIST + "/" + MAX_REQUESTS,
                    null,
                    "At most " + MAX_REQUESTS + " fit in one request; send the rest in another one.");
        }
        if (!fields.errors().isEmpty()) {
            evaluator.recordUnreadable();
            throw new ProblemException(fields.errors());
        }
        DocumentBudget budget = new DocumentBudget();
        List<AccessDecision> decisions = new ArrayList<>();
        for (JsonNode request : requests) {
            ProblemResponse refusal = budget.findRefusal(0); // So few answers are never too long.
            AccessDecision decision = refusal == null
                    ? evaluator.decideOneOfMany(
                            withDefaults(request, document), "/" + LIST + "/" + decisions.size(), policy)
                    : AccessDecision.ofProblem(refusal);
            decisions.add(decision);
            if (semantic.endsWith(decision.decision())) {
                break;
            }
        }
        return new AccessDecisions(null, null, decisions);
    }

    private static Semantic readSemantic(JsonNode document, FieldReader fields) {
        JsonNode options = fields.readObject(document, OPTIONS);
        String pointer = "/" + OPTIONS + "/" + SEMANTIC;
        JsonNode sent = options == null ? null : options.get(SEMANTIC);
        String name = fields.readText(sent, pointer);
        for (Semantic semantic : Semantic.values()) {
            if (semantic.toString().equals(name)) {
                return semantic;
            }
        }
        if (name != null) {
            fields.addUnknownName(ProblemCode.MALFORMED_REQUEST, pointer, name, Semantic.names());
        }
        return Semantic.EXECUTE_ALL;
    }

    /** Returns a request with the members at the top of the document in place of those that it leaves out. */
    private static JsonNode withDefaults(JsonNode request, JsonNode document) {
        if (!request.isObject()) {
            return request;
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        for (String member : DEFAULTS) {
            JsonNode own = request.get(member);
            JsonNode used = FieldReader.isAbsent(own) ? document.get(member) : own;
            if (!FieldReader.isAbsent(used)) {
                whole.set(member, used);
            }
        }
        return whole;
    }
}
