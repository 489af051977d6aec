package support.entitlement.web.authzen;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import support.entitlement.web.http.AnswerWriter;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.server.BodyReceptionFilter;

/** Answers with the id that a gateway gave to its request, also if the request is refused. */
final class RequestIdFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Request-ID";
    static final int MAX_LENGTH = 1_000;

    private final AnswerWriter answers;

    RequestIdFilter(AnswerWriter answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = request.getHeader(HEADER);
        if (id != null && id.length() > MAX_LENGTH) {
            answers.writeProblem(
                    ProblemResponse.of(
                            ProblemCode.MALFORMED_REQUEST,
                            HEADER + " has " + id.length() + " characters; it may have up to " + MAX_LENGTH + "."),
                    response);
            BodyReceptionFilter.closeUnreceived(request);
            return;
        }
        if (id != null) {
            response.setHeader(HEADER, id);
        }
        chain.doFilter(request, response);
    }
}
