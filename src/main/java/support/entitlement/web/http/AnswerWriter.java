package support.entitlement.web.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an answer or a problem in one piece, with its status and type. Spring would negotiate the type again and write
 * it in two pieces, which costs an eighth of the time of an evaluation. Thread-safe.
 */
@Component
public class AnswerWriter {

    private final JsonMapper json;

    AnswerWriter(JsonMapper json) {
        this.json = json;
    }

    /** Writes an answer, with status 200. */
    public void writeAnswer(Record answer, HttpServletResponse response) throws IOException {
        writeJson(answer, MediaType.APPLICATION_JSON_VALUE, response);
    }

    /** Writes an answer that is JSON already, with status 200. */
    public void writeAnswer(byte[] json, HttpServletResponse response) throws IOException {
        writeBytes(json, MediaType.APPLICATION_JSON_VALUE, response);
    }

    /** Writes a problem, with its status and the headers that belong to it. */
    public void writeProblem(ProblemResponse problem, HttpServletResponse response) throws IOException {
        writeProblem(problem, problem.retryAfterSeconds(), response);
    }

    /** Writes a problem that ends after this time, if it is one that ends by itself. */
    public void writeProblem(ProblemResponse problem, int retryAfterSeconds, HttpServletResponse response)
            throws IOException {
        response.setStatus(problem.status());
        if (problem.code() == ProblemCode.UNAUTHENTICATED && !response.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, ProblemResponse.CHALLENGE);
        }
        if (problem.retryable()) {
            response.setIntHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
        }
        writeJson(problem, MediaType.APPLICATION_PROBLEM_JSON_VALUE, response);
    }

    private void writeJson(Record body, String type, HttpServletResponse response) throws IOException {
        writeBytes(json.writeValueAsBytes(body), type, response);
    }

    private static void writeBytes(byte[] bytes, String type, HttpServletResponse response) throws IOException {
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
