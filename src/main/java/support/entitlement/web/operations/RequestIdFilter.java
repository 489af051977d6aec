package support.entitlement.web.operations;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
        String error = ids.findError();
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
}
