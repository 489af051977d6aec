package support.entitlement.web.batch;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import support.entitlement.web.http.ProblemResponse;
import tools.jackson.databind.json.JsonMapper;

/** Writes each result of a document as soon as it exists, within the budget of the document. Not thread-safe. */
public final class ResultWriter {

    private static final int BUFFER = 1 << 16;

    private final DocumentBudget budget = new DocumentBudget();
    private final JsonMapper json;
    private final OutputStream out;
    private String separator = "";
    private long count;

    /**
     * Begins the answer.
     *
     * @param list the member of the answer that contains the results
     */
    ResultWriter(String list, JsonMapper json, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        this.json = json;
        this.out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
        writeText("{\"" + list + "\":[");
    }

    /** Returns the reason to refuse the next request; null while there is budget. */
    public @Nullable ProblemResponse findRefusal() {
        return budget.findRefusal(count);
    }

    /**
     * Writes a result.
     *
     * @throws IOException if the caller has disconnected, which saves the remaining work
     */
    public void writeResult(Object result) throws IOException {
        writeText(separator);
        separator = ",";
        writeBytes(json.writeValueAsBytes(result));
        if (budget.mustFlush()) {
            out.flush();
        }
    }

    /** Ends the answer. */
    public void finish() throws IOException {
        writeText("]}");
        out.flush();
    }

    private void writeText(String text) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void writeBytes(byte[] bytes) throws IOException {
        count += bytes.length;
        out.write(bytes);
    }
}
