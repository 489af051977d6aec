package support.entitlement.web.authzen;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Policy;
import support.entitlement.text.Names;
import support.entitlement.web.batch.BatchAnswers;
import support.entitlement.web.batch.BatchResult;
import support.entitlement.web.batch.RequestEvaluator;
import support.entitlement.web.batch.ResultWriter;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads documents of many AuthZEN requests, and has each decided by one policy. */
final class AccessBatchReader implements RequestEvaluator<AccessDecision> {

    /** The maximal number of requests of one document. */
    static final int MAX_REQUESTS = 1_000;

    private static final String LIST = "evaluations";
    private static final String OPTIONS = "options";
    private static final String SEMANTIC = "evaluations_semantic";

    private final AccessEvaluator evaluator;
    private final Policy policy;
    private final QueryMapper mapper;

    AccessBatchReader(AccessEvaluator evaluator, Policy policy) {
        this.evaluator = evaluator;
        this.policy = policy;
        this.mapper = evaluator.createMapper(policy);
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
     * The decisions, for the documentation, or the only one if the document is a single request.
     *
     * @param decision the only decision; absent if there are several
     * @param context the reasons of the only decision
     * @param evaluations the decisions in the order of the requests
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AccessDecisions(
            @Nullable Boolean decision,
            AccessDecision.@Nullable DecisionContext context,
            @Nullable List<AccessDecision> evaluations) {}

    /** Returns whether a document has requests besides the one at its top. */
    static boolean hasRequests(JsonNode document) {
        JsonNode list = document.path(LIST);
        return !FieldReader.isAbsent(document.get(LIST)) && !(list.isArray() && list.isEmpty());
    }

    @Override
    public Policy policyInForce() {
        return policy;
    }

    @Override
    public AccessDecision answerRequest(JsonNode request, String base, Policy one) {
        return evaluator.answerRequest(request, base, one, mapper);
    }

    /**
     * Decides the requests in their order, as far as the options say, and writes each decision as soon as it exists.
     *
     * @throws ProblemException if anything is wrong with the document itself
     */
    void answerAll(JsonNode document, BatchAnswers answers, HttpServletResponse response) throws IOException {
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
        ResultWriter results = answers.beginResults(LIST, response);
        boolean isLast = false;
        for (int i = 0; i < requests.size() && !isLast; i++) {
            ProblemResponse refusal = results.findRefusal();
            AccessDecision decision = refusal == null
                    ? decideOneOfMany(withDefaults(requests.get(i), document), "/" + LIST + "/" + i)
                    : AccessDecision.ofProblem(refusal);
            results.writeResult(decision);
            isLast = semantic.endsWith(decision.decision());
        }
        results.finish();
    }

    /** Decides a request of many. One that cannot be evaluated is denied, with the problem. */
    private AccessDecision decideOneOfMany(JsonNode request, String base) {
        BatchResult<AccessDecision> result = answerOneOfMany(request, base, policy);
        return result instanceof BatchResult.Answer<AccessDecision> answer
                ? answer.answer()
                : AccessDecision.ofProblem(((BatchResult.Refusal<AccessDecision>) result).problem());
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
        for (String member : AccessQuestion.MEMBERS) {
            JsonNode own = request.get(member);
            JsonNode used = FieldReader.isAbsent(own) ? document.get(member) : own;
            if (!FieldReader.isAbsent(used)) {
                whole.set(member, used);
            }
        }
        return whole;
    }
}
