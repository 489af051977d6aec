package support.entitlement.web.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.web.http.AnswerWriter;
import support.entitlement.web.http.ProblemResponse;

/**
 * Answers requests that Tomcat refuses before it selects an application, such as one with forbidden characters in its
 * address.
 */
public final class ProblemReportValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

    private final AnswerWriter answers;

    public ProblemReportValve(AnswerWriter answers) {
        this.answers = answers;
    }

    /** Gives filters access to the unread rest of a body, and long tasks to the state of the connection. */
    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        request.setAttribute(UnreadBody.ATTRIBUTE, new UnreadBody(request.getCoyoteRequest(), response));
        request.setAttribute(CallerConnection.ATTRIBUTE, new CallerConnection(request.getCoyoteRequest()));
        super.invoke(request, response);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            answers.writeProblem(ProblemResponse.ofStatus(status), response);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The client has closed the connection", e);
        }
    }
}
