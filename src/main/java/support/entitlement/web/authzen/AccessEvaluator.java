package support.entitlement.web.authzen;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import support.entitlement.policy.Policy;
import support.entitlement.web.evaluation.EvaluationService;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import tools.jackson.databind.JsonNode;

/** Asks the evaluation of queries about AuthZEN requests, which it maps to queries. Thread-safe. */
@Component
class AccessEvaluator {

    /** The codes of requests that name something that the policy does not know. */
    private static final Set<ProblemCode> UNKNOWN = EnumSet.of(
            ProblemCode.UNKNOWN_ENTITY_TYPE,
            ProblemCode.UNKNOWN_PLAN,
            ProblemCode.UNKNOWN_CUSTOMER,
            ProblemCode.UNKNOWN_ISSUE_TYPE,
            ProblemCode.UNKNOWN_CHANNEL);

    private final EvaluationService evaluations;
    private final AuthzenProperties words;

    AccessEvaluator(EvaluationService evaluations, AuthzenProperties words) {
        this.evaluations = evaluations;
        this.words = words;
    }

    /** Returns whether a request failed because it names something that the policy does not know. */
    static boolean namesUnknown(ProblemException e) {
        return UNKNOWN.contains(e.problem().code());
    }

    /** Returns the policy in force. */
    Policy policyInForce() {
        return evaluations.policyInForce();
    }

    /** Counts a request that failed before it could be evaluated. */
    void recordUnreadable() {
        evaluations.recordUnreadable();
    }

    /** Returns a mapper for the requests of one document to a policy. */
    QueryMapper createMapper(Policy policy) {
        return new QueryMapper(words, policy);
    }

    /**
     * Answers a request.
     *
     * @param base the pointer to the request in the body
     * @throws ProblemException if it is malformed, cannot be evaluated, or names something unknown
     */
    AccessDecision answerRequest(JsonNode request, String base, Policy policy, QueryMapper mapper) {
        FieldReader fields = new FieldReader(base);
        AccessQuestion question = AccessQuestion.read(request, fields, null);
        if (!fields.errors().isEmpty()) {
            throw evaluations.rejectRequest(fields.errors());
        }
        return answerQuestion(question, base, policy, mapper);
    }

    /**
     * Answers a request. What is unknown is denied, with the problem.
     *
     * @throws ProblemException if it is malformed or cannot be evaluated
     */
    AccessDecision decide(JsonNode request, Policy policy) {
        try {
            return answerRequest(request, "", policy, createMapper(policy));
        } catch (ProblemException e) {
            if (namesUnknown(e)) {
                return AccessDecision.ofProblem(e.problem());
            }
            throw e;
        }
    }

    /**
     * Answers a well-formed request.
     *
     * @param base the pointer to the request in the body
     * @throws ProblemException if it cannot be evaluated, or names something unknown
     */
    AccessDecision answerQuestion(AccessQuestion question, String base, Policy policy, QueryMapper mapper) {
        FieldReader fields = new FieldReader(base);
        QueryMapper.MappedQuery asked = mapper.mapQuestion(question, fields);
        if (!fields.errors().isEmpty()) {
            throw evaluations.rejectRequest(fields.errors());
        }
        try {
            return AccessDecision.of(evaluations.answerRequest(asked.query(), "", policy), asked, base);
        } catch (ProblemException e) {
            throw new ProblemException(e.problem().withPointers(pointer -> base + asked.pointerInRequest(pointer)));
        }
    }
}
