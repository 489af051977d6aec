package support.entitlement.web.batch;

import java.util.List;
import org.slf4j.LoggerFactory;
import support.entitlement.policy.Policy;
import support.entitlement.release.NoPolicyException;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemResponse;
import tools.jackson.databind.JsonNode;

/** Evaluates requests of one kind, one at a time. Thread-safe. */
public interface RequestEvaluator {

    /**
     * Returns the policy in force, for a request that must see a single policy throughout.
     *
     * @throws NoPolicyException if there is none
     */
    Policy policyInForce();

    /** Counts a request that failed before it could be evaluated. */
    default void recordUnreadable() {}

    /**
     * Evaluates one request; returns a {@link ProblemResponse} if it cannot be answered.
     *
     * @param base the pointer to the request in the body
     */
    Object answerRequest(JsonNode request, String base, Policy policy);

    /**
     * Evaluates one request of many. A failure of the service becomes the result of this request and does not affect
     * the rest.
     */
    default Object answerOneOfMany(JsonNode request, String base, Policy policy) {
        try {
            return answerRequest(request, base, policy);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(getClass()).error("One request of many failed", e);
            return ProblemResponse.internalError();
        }
    }

    /** Evaluates requests that may also be sent in documents of many. Thread-safe. */
    interface BatchEvaluator extends RequestEvaluator {

        /** Returns the reader of such documents. */
        BatchReader batchReader();

        /** Returns the errors in a document and its defaults; empty if its requests can be answered. */
        List<FieldProblem> errorsIn(BatchDocument document, Policy policy);
    }
}
