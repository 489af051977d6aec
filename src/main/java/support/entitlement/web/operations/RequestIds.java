package support.entitlement.web.operations;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The ids that a caller gave to a request and to its trace.
 *
 * @param request the id of the request; null if none was sent
 * @param trace the position in a trace; null if none was sent, or none that can be read
 */
record RequestIds(@Nullable String request, @Nullable TraceParent trace) {

    static final String HEADER = "X-Request-ID";

    private static final RequestIds NONE = new RequestIds(null, null);
    private static final String REQUEST = "requestId";
    private static final String TRACE = "traceId";
    private static final String SPAN = "spanId";

    static RequestIds readFrom(HttpServletRequest request) {
        String id = request.getHeader(HEADER);
        String trace = request.getHeader(TraceParent.HEADER);
        return id == null && trace == null ? NONE : new RequestIds(id, trace == null ? null : TraceParent.parse(trace));
    }

    boolean isEmpty() {
        return request == null && trace == null;
    }

    /** Adds the ids to each line that this thread logs, until they are removed. */
    void addToLog() {
        if (request != null) {
            MDC.put(REQUEST, request);
        }
        if (trace != null) {
            MDC.put(TRACE, trace.traceId());
            MDC.put(SPAN, trace.spanId());
        }
    }

    void removeFromLog() {
        if (!isEmpty()) {
            MDC.remove(REQUEST);
            MDC.remove(TRACE);
            MDC.remove(SPAN);
        }
    }
}
