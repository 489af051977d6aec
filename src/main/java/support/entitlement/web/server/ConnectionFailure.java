package support.entitlement.web.server;

import org.apache.coyote.BadRequestException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.web.util.DisconnectedClientHelper;
import support.entitlement.web.http.ProblemResponse;

/**
 * A failure of the connection on which a request comes: the client disconnected, was too slow, or sent malformed chunks.
 * Thread-safe.
 */
public final class ConnectionFailure {

    private ConnectionFailure() {}

    /** Returns whether the client disconnected, or sent malformed chunks. */
    public static boolean isCauseOf(Exception e) {
        return DisconnectedClientHelper.isClientDisconnectedException(e)
                || NestedExceptionUtils.getMostSpecificCause(e) instanceof BadRequestException;
    }

    /** Returns the problem of a request whose connection failed. */
    public static ProblemResponse toProblem(Exception e) {
        return BodyTooSlowException.isCauseOf(e) ? ProblemResponse.bodyTooSlow() : ProblemResponse.bodyCutShort();
    }
}
