package support.entitlement.web.batch;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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

    /** The work on one document, which writes its answer. */
    @FunctionalInterface
    public interface DocumentAnswer {

        /** Writes the answer. */
        void write() throws IOException;
    }

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
        answerInTurn(() -> answerWithMemory(text, one, response));
    }

    /**
     * Answers a document of another form, as one of those that are answered at a time.
     *
     * @throws BusyException if too many are being answered
     */
    public void answerInTurn(DocumentAnswer answer) throws IOException {
        SharedCapacity.Share turn = documents.takeShare(1);
        try {
            answer.write();
        } finally {
            turn.close();
        }
    }

    /** Begins an answer whose results are in a member of this name. */
    public ResultWriter beginResults(String list, HttpServletResponse response) throws IOException {
        return new ResultWriter(list, json, response);
    }

    private void answerWithMemory(byte[] text, RequestEvaluator.BatchEvaluator<?> one, HttpServletResponse response)
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
        writeResults(document, one, policy, response);
    }

    private static ProblemException refuseDocument(RequestEvaluator<?> one, ProblemResponse problem) {
        one.recordUnreadable();
        return new ProblemException(problem);
    }

    private void writeResults(
            BatchDocument document, RequestEvaluator.BatchEvaluator<?> one, Policy policy, HttpServletResponse response)
            throws IOException {
        ResultWriter results = beginResults("results", response);
        try (BatchDocument.Requests requests = document.openRequests();
                BatchReleases releases = new BatchReleases(asked)) {
            for (int i = 0; requests.hasNext(); i++) {
                JsonNode request = BatchReader.withDefaults(requests.next(), document);
                String base = "/" + one.batchReader().listName() + "/" + i;
                ProblemResponse refusal = results.findRefusal();
                refusal = refusal == null ? releases.findRefusal(request, base) : refusal;
                results.writeResult(
                        refusal == null
                                ? one.answerOneOfMany(request, base, policy)
                                : new BatchResult.Refusal<>(refusal));
            }
        }
        results.finish();
    }
}
