package support.entitlement.web.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The connection of the caller whose request is being answered. Tomcat watches a connection only while no thread works
 * on its request, so that tasks of several seconds check the connection here. Used only by the thread that answers the
 * request.
 */
public final class CallerConnection {

    static final String ATTRIBUTE = CallerConnection.class.getName();

    private static final long NANOS_BETWEEN_PROBES = Duration.ofMillis(250).toNanos();

    private final Request request;
    private long nextProbe = System.nanoTime();
    private boolean left;

    CallerConnection(Request request) {
        this.request = request;
    }

    /** Returns a question after the caller of the request that this thread answers: whether they have left. */
    public static BooleanSupplier hasCallerLeft() {
        RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
        return attributes != null
                        && attributes.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
                                instanceof CallerConnection caller
                ? caller::hasLeft
                : () -> false;
    }

    /**
     * Returns whether the caller has closed the connection. A caller that has sent further requests, or whose body has
     * not been read completely, counts as connected. The check costs a system call, at most four times a second.
     */
    boolean hasLeft() {
        if (!left && System.nanoTime() - nextProbe >= 0) {
            left = isBodyRead() && isAtEnd() && isAtEnd();
            nextProbe = System.nanoTime() + NANOS_BETWEEN_PROBES;
        }
        return left;
    }

    private boolean isBodyRead() {
        AtomicBoolean read = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
    }

    /**
     * Returns whether the connection has ended. Tomcat reports the end as a single byte, repeatedly; for a further
     * request it reports all bytes, and keeps them.
     */
    private boolean isAtEnd() {
        request.action(ActionCode.AVAILABLE, Boolean.TRUE);
        return request.getAvailable() == 1;
    }
}
