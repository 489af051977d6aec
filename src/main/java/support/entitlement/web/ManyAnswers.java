package support.entitlement.web;

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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers documents of many requests, each result written as soon as it is made. If anything is wrong with the document itself,
 * nothing is answered but that. Thread-safe.
 */
@Component
class ManyAnswers {

    private static final int BUFFER = 1 << 16;
    private static final int MAX_AT_A_TIME = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int MAX_WAITING = 16;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** The names and the results of reading a document take a part of its length, beside one request at a time. */
    private static final int PART_READ = 4;

    private final Turns documents = new Turns(
            MAX_AT_A_TIME,
            MAX_WAITING,
            LONGEST,
            "As many documents of many requests as fit are being answered already. Send this again later.");
    private final JsonMapper json;
    private final JsonMemory memory;
    private final AnswerWriter answers;

    private final AskedPolicy asked;

    ManyAnswers(JsonMapper json, JsonMemory memory, AnswerWriter answers, AskedPolicy asked) {
        this.asked = asked;
        this.json = json;
        this.memory = memory;
        this.answers = answers;
    }

    /**
     * Answers a document.
     *
     * @throws BusyException if too many are being answered
     */
    void answer(byte[] text, Answering.OfMany one, HttpServletResponse response) throws IOException {
        Turns.Turn turn = documents.take(1);
        try {
            answerInTurn(text, one, response);
        } finally {
            turn.close();
        }
    }

    private void answerInTurn(byte[] text, Answering.OfMany one, HttpServletResponse response) throws IOException {
        Turns.Turn room = memory.take(Math.max(text.length / PART_READ, JsonMemory.SHORT + 1));
        try {
            answerWithRoom(text, one, response);
        } finally {
            room.close();
        }
    }

    private void answerWithRoom(byte[] text, Answering.OfMany one, HttpServletResponse response) throws IOException {
        Policy policy = one.policy();
        if (text.length == 0) {
            refuse(one, ProblemResponse.of(ProblemCode.MALFORMED_JSON, ApiExceptionHandler.NO_JSON), response);
            return;
        }
        ManyDocument document;
        try {
            document = new ManyDocument(text, one.many().list(), json.reader());
        } catch (JacksonException e) {
            refuse(one, ProblemResponse.of(ProblemCode.MALFORMED_JSON, MalformedJson.explain(e)), response);
            return;
        }
        List<FieldProblem> errors = one.errorsIn(document, policy);
        if (errors.isEmpty()) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            write(document, one, policy, response);
        } else {
            refuse(one, ProblemResponse.of(errors), response);
        }
    }

    private void refuse(Answering one, ProblemResponse problem, HttpServletResponse response) throws IOException {
        one.unreadable();
        answers.write(problem, response);
    }

    private void write(ManyDocument document, Answering.OfMany one, Policy policy, HttpServletResponse response)
            throws IOException {
        Work work = new Work();
        AskedReleases releases = new AskedReleases(asked);
        CountedOutput out = new CountedOutput(new BufferedOutputStream(response.getOutputStream(), BUFFER));
        out.write("{\"results\":[");
        try (ManyDocument.Requests requests = document.requests()) {
            for (int i = 0; requests.hasNext(); i++) {
                JsonNode request = ManyReader.withDefaults(requests.next(), document);
                String base = "/" + one.many().list() + "/" + i;
                out.write(i == 0 ? "" : ",");
                ProblemResponse refusal = work.refusal(out.count);
                refusal = refusal == null ? releases.refusal(request, base) : refusal;
                out.write(
                        json.writeValueAsBytes(refusal == null ? one.answerOneOfMany(request, base, policy) : refusal));
                if (work.mustFlush()) {
                    out.flush(); // If the caller has gone, this fails, and no more work is done for nobody.
                }
            }
        }
        out.write("]}");
        out.flush();
    }

    /** Counts the bytes that are written. */
    private static final class CountedOutput {

        private final OutputStream out;
        private long count;

        CountedOutput(OutputStream out) {
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
