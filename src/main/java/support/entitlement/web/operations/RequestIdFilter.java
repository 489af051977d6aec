package support.entitlement.web.operations;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.http.AnswerWriter;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.server.BodyReceptionFilter;

/**
 * Answers with the ids that a caller gave to a request and to its trace, also if the request is refused, and adds them to each line of
 * the log. Thread-safe.
 */
final class RequestIdFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final int MAX_LENGTH = 1_000;

    private final transient AnswerWriter answers;

    RequestIdFilter(AnswerWriter answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestIds ids = RequestIds.readFrom(request);
        if (ids.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        String error = errorIn(ids.request());
        if (error != null) {
            answers.writeProblem(ProblemResponse.of(ProblemCode.MALFORMED_REQUEST, error), response);
            BodyReceptionFilter.closeUnreceived(request);
            return;
        }
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            answerIds(ids, response);
        }
        ids.addToLog();
        try {
            chain.doFilter(request, response);
        } finally {
            ids.removeFromLog();
        }
    }

    private static void answerIds(RequestIds ids, HttpServletResponse response) {
        if (ids.request() != null) {
            response.setHeader(RequestIds.HEADER, ids.request());
        }
        if (ids.trace() != null) {
            response.setHeader(TraceParent.HEADER, ids.trace().text());
        }
    }

    /** Other characters could forge lines of the log, or the answer. */
    private static @Nullable String errorIn(@Nullable String id) {
        if (id == null) {
            return null;
        }
        if (id.length() > MAX_LENGTH) {
            return RequestIds.HEADER + " has " + id.length() + " characters; it may have up to " + MAX_LENGTH + ".";
        }
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) <= ' ' || id.charAt(i) > '~') {
                return RequestIds.HEADER + " has a character at position " + (i + 1)
                        + " that it may not have; it consists of printable characters of ASCII, without spaces.";
            }
        }
        return id.isEmpty() ? RequestIds.HEADER + " is empty. Leave it out, or send an id." : null;
    }
}
