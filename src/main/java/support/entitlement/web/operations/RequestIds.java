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
    private static final int MAX_LENGTH = 1_000;
    private static final String REQUEST = "requestId";
    private static final String TRACE = "traceId";
    private static final String SPAN = "spanId";

    static RequestIds readFrom(HttpServletRequest request) {
        String id = request.getHeader(HEADER);
        String trace = request.getHeader(TraceParent.HEADER);
        return id == null && trace == null ? NONE : new RequestIds(id, trace == null ? null : TraceParent.parse(trace));
    }

    /** Says what is wrong with the id of the request, whose other characters could forge lines of the log, or the answer; null if it is right. */
    @Nullable
    String findError() {
        if (request == null) {
            return null;
        }
        if (request.length() > MAX_LENGTH) {
            return HEADER + " has " + request.length() + " characters; it may have up to " + MAX_LENGTH + ".";
        }
        for (int i = 0; i < request.length(); i++) {
            if (request.charAt(i) <= ' ' || request.charAt(i) > '~') {
                return HEADER + " has a character at position " + (i + 1)
                        + " that it may not have; it consists of printable characters of ASCII, without spaces.";
            }
        }
        return request.isEmpty() ? HEADER + " is empty. Leave it out, or send an id." : null;
    }

    /** Returns the ids without that of the request if it is wrong. */
    RequestIds dropWrongId() {
        return findError() == null ? this : new RequestIds(null, trace);
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
