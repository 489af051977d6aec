package support.entitlement.web.batch;

import com.fasterxml.jackson.annotation.JsonValue;
import support.entitlement.web.http.ProblemResponse;

/**
 * The result of one request of many. In JSON it is the answer or the problem itself.
 *
 * @param <A> the type of the answer
 */
public sealed interface BatchResult<A extends Record> {

    /** The request was answered. */
    record Answer<A extends Record>(@JsonValue A answer) implements BatchResult<A> {}

    /** The request could not be answered. */
    record Refusal<A extends Record>(@JsonValue ProblemResponse problem) implements BatchResult<A> {}
}
