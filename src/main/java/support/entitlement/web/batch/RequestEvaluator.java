package support.entitlement.web.batch;

import java.util.List;
import org.slf4j.LoggerFactory;
import support.entitlement.calendar.UnknownHolidaysException;
import support.entitlement.policy.Policy;
import support.entitlement.policy.precedence.PrecedenceBusyException;
import support.entitlement.release.NoPolicyException;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;
import tools.jackson.databind.JsonNode;

/**
 * Evaluates requests of one kind, one at a time. Thread-safe.
 *
 * @param <A> the type of the answers
 */
public interface RequestEvaluator<A extends Record> {

    /**
     * Returns the policy in force, for a request that must see a single policy throughout.
     *
     * @throws NoPolicyException if there is none
     */
    Policy policyInForce();

    /** Counts a request that failed before it could be evaluated. */
    default void recordUnreadable() {}

    /**
     * Evaluates one request.
     *
     * @param base the pointer to the request in the body
     * @throws ProblemException if it cannot be answered
     */
    A answerRequest(JsonNode request, String base, Policy policy);

    /**
     * Evaluates one request of many. A failure of the service becomes the result of this request and does not affect
     * the rest.
     */
    default BatchResult<A> answerOneOfMany(JsonNode request, String base, Policy policy) {
        try {
            return new BatchResult.Answer<>(answerRequest(request, base, policy));
        } catch (ProblemException e) {
            return new BatchResult.Refusal<>(e.problem());
        } catch (PrecedenceBusyException e) {
            return new BatchResult.Refusal<>(ProblemResponse.of(ProblemCode.BUSY, String.valueOf(e.getMessage())));
        } catch (UnknownHolidaysException e) {
            return new BatchResult.Refusal<>(
                    ProblemResponse.of(ProblemCode.HOLIDAYS_UNKNOWN, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(getClass()).error("One request of many failed", e);
            return new BatchResult.Refusal<>(ProblemResponse.internalError());
        }
    }

    /**
     * Evaluates requests that may also be sent in documents of many. Thread-safe.
     *
     * @param <A> the type of the answers
     */
    interface BatchEvaluator<A extends Record> extends RequestEvaluator<A> {

        /** Returns the reader of such documents. */
        BatchReader batchReader();

        /** Returns the errors in a document and its defaults; empty if its requests can be answered. */
        List<FieldProblem> errorsIn(BatchDocument document, Policy policy);
    }
}
