package support.entitlement.web.batch;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import support.entitlement.policy.Policy;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.JsonMemory;
import support.entitlement.web.http.MalformedJson;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.http.SharedCapacity;
import support.entitlement.web.query.PolicyResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers documents of many requests, and writes each result as soon as it exists. If the document itself has errors,
 * only these are answered. Thread-safe.
 */
@Component
public class BatchAnswers {

    private static final int BUFFER = 1 << 16;
    private static final int MAX_AT_A_TIME = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int MAX_WAITING = 16;
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);
    /**
     * The divisor of a document's length that gives the memory for the names and results of reading it, in addition to
     * one request at a time.
     */
    private static final int PART_READ = 4;

    private final SharedCapacity documents = new SharedCapacity(
            MAX_AT_A_TIME,
            MAX_WAITING,
            MAX_WAIT,
            "As many documents of many requests as fit are being answered already. Send this again later.");
    private final JsonMapper json;
    private final JsonMemory memory;
    private final PolicyResolver asked;

    BatchAnswers(JsonMapper json, JsonMemory memory, PolicyResolver asked) {
        this.asked = asked;
        this.json = json;
        this.memory = memory;
    }

    /**
     * Answers a document.
     *
     * @throws BusyException if too many are being answered
     * @throws ProblemException if anything is wrong with the document itself
     */
    public void answerDocument(byte[] text, RequestEvaluator.BatchEvaluator<?> one, HttpServletResponse response)
            throws IOException {
        SharedCapacity.Share turn = documents.takeShare(1);
        try {
            answerInTurn(text, one, response);
        } finally {
            turn.close();
        }
    }

    private void answerInTurn(byte[] text, RequestEvaluator.BatchEvaluator<?> one, HttpServletResponse response)
            throws IOException {
        SharedCapacity.Share room = memory.takeMemory(Math.max(text.length / PART_READ, JsonMemory.SHORT + 1));
        try {
            answerWithRoom(text, one, response);
        } finally {
            room.close();
        }
    }

    private void answerWithRoom(byte[] text, RequestEvaluator.BatchEvaluator<?> one, HttpServletResponse response)
            throws IOException {
        Policy policy = one.policyInForce();
        if (text.length == 0) {
            throw refuseDocument(one, ProblemResponse.bodyMissing());
        }
        BatchDocument document;
        try {
            document = new BatchDocument(text, one.batchReader().listName(), json.reader());
        } catch (JacksonException e) {
            throw refuseDocument(one, ProblemResponse.of(ProblemCode.MALFORMED_JSON, MalformedJson.explain(e)));
        }
        List<FieldProblem> errors = one.errorsIn(document, policy);
        if (!errors.isEmpty()) {
            throw refuseDocument(one, ProblemResponse.of(errors));
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        writeResults(document, one, policy, response);
    }

    private static ProblemException refuseDocument(RequestEvaluator<?> one, ProblemResponse problem) {
        one.recordUnreadable();
        return new ProblemException(problem);
    }

    private void writeResults(
            BatchDocument document, RequestEvaluator.BatchEvaluator<?> one, Policy policy, HttpServletResponse response)
            throws IOException {
        DocumentBudget budget = new DocumentBudget();
        ByteCountingOutput out = new ByteCountingOutput(new BufferedOutputStream(response.getOutputStream(), BUFFER));
        out.write("{\"results\":[");
        try (BatchDocument.Requests requests = document.openRequests();
                BatchReleases releases = new BatchReleases(asked)) {
            for (int i = 0; requests.hasNext(); i++) {
                JsonNode request = BatchReader.withDefaults(requests.next(), document);
                String base = "/" + one.batchReader().listName() + "/" + i;
                out.write(i == 0 ? "" : ",");
                ProblemResponse refusal = budget.findRefusal(out.count);
                refusal = refusal == null ? releases.findRefusal(request, base) : refusal;
                out.write(json.writeValueAsBytes(
                        refusal == null
                                ? one.answerOneOfMany(request, base, policy)
                                : new BatchResult.Refusal<>(refusal)));
                if (budget.mustFlush()) {
                    out.flush(); // Fails if the caller has disconnected, which saves the remaining work.
                }
            }
        }
        out.write("]}");
        out.flush();
    }

    /** Counts the bytes that are written. */
    private static final class ByteCountingOutput {

        private final OutputStream out;
        private long count;

        ByteCountingOutput(OutputStream out) {
            this.out = out;
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.US_ASCII));
        }

        void write(byte[] bytes) throws IOException {
            count += bytes.length;
            out.write(bytes);
        }

        void flush() throws IOException {
            out.flush();
        }
    }
}
