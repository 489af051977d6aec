package support.entitlement.web.batch;

import java.util.List;
import org.slf4j.LoggerFactory;
import support.entitlement.policy.Policy;
import support.entitlement.release.NoPolicyException;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemResponse;
import tools.jackson.databind.JsonNode;

/** What answers requests of one sort, one at a time. Thread-safe. */
public interface RequestEvaluator {

    /**
     * The policy in force, for a request that must see one policy all through.
     *
     * @throws NoPolicyException if there is none
     */
    Policy policyInForce();

    /** Hears of a request that ended before there was anything to answer. */
    default void recordUnreadable() {}

    /**
     * Answers one request; with a {@link ProblemResponse} if it cannot be answered otherwise.
     *
     * @param base the pointer to the request in the body
     */
    Object answerRequest(JsonNode request, String base, Policy policy);

    /** The same for one of many: if the service fails at it, that is its result, and the rest is not spoiled. */
    default Object answerOneOfMany(JsonNode request, String base, Policy policy) {
        try {
            return answerRequest(request, base, policy);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(getClass()).error("One request of many failed", e);
            return ProblemResponse.internalError();
        }
    }

    /** Answers requests that are sent many in a document, too. Thread-safe. */
    interface BatchEvaluator extends RequestEvaluator {

        /** The reader of such documents. */
        BatchReader batchReader();

        /** All that is wrong with a document and its defaults; empty if its requests can be answered. */
        List<FieldProblem> errorsIn(BatchDocument document, Policy policy);
    }
}
