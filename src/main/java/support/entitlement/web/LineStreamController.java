package support.entitlement.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.policy.Policy;
import support.entitlement.security.Access;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a stream of requests, a line each, with a stream of answers and problems, a line each. Memory does not grow
 * with the stream: one line is held at a time. Answers are sent whenever the next one has to be waited for. If the
 * service fails in the middle, the last line says so.
 */
@RestController
class LineStreamController {

    static final int LONGEST_LINE = 1 << 20;

    private static final int MAX_STREAMS = 32;
    private static final int BUFFER = 1 << 16;
    private static final Logger LOG = LoggerFactory.getLogger(LineStreamController.class);

    private final Evaluations evaluations;
    private final SlaStatuses statuses;
    private final JsonMemory memory;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final Turns streams = new Turns(
            MAX_STREAMS, 0, Duration.ZERO, MAX_STREAMS + " streams are being answered already. Send this again later.");

    LineStreamController(Evaluations evaluations, SlaStatuses statuses, JsonMemory memory, JsonMapper json) {
        this.memory = memory;
        this.evaluations = evaluations;
        this.statuses = statuses;
        this.reader = json.reader();
        this.writer = json.writer();
    }

    @Hidden // An OpenAPI document has one operation a method and address; the one for JSON speaks for both.
    @Needs(Access.POLICY)
    @PostMapping(
            path = "/v1/evaluations",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    void evaluations(HttpServletRequest request, HttpServletResponse response) throws IOException {
        stream(request, response, evaluations);
    }

    @Hidden
    @Needs(Access.POLICY)
    @PostMapping(
            path = "/v1/sla/statuses",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    void statuses(HttpServletRequest request, HttpServletResponse response) throws IOException {
        stream(request, response, statuses);
    }

    private void stream(HttpServletRequest request, HttpServletResponse response, Answering one) throws IOException {
        Turns.Turn turn = streams.take(1);
        try {
            streamInTurn(request, response, one);
        } finally {
            turn.close();
        }
    }

    private void streamInTurn(HttpServletRequest request, HttpServletResponse response, Answering one)
            throws IOException {
        Policy policy = one.policy();
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        LineReader lines = new LineReader(request.getInputStream(), LONGEST_LINE);
        OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
        try {
            while (lines.next()) {
                if (!lines.isBlank()) {
                    write(answer(lines, one, policy), out);
                }
                if (lines.mustFetch()) {
                    out.flush();
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.error("A stream failed at line {}", lines.number(), e);
            write(ProblemResponse.failure(), out);
        }
        out.flush();
    }

    private void write(Object answer, OutputStream out) throws IOException {
        out.write(writer.writeValueAsBytes(answer));
        out.write('\n');
    }

    private Object answer(LineReader lines, Answering one, Policy policy) {
        if (lines.isTooLong()) {
            return unreadable(
                    lines, one, ProblemCode.BODY_TOO_LARGE, "This is longer than " + LONGEST_LINE + " bytes.");
        }
        try {
            return answerWithRoom(lines, one, policy);
        } catch (BusyException e) {
            return unreadable(lines, one, ProblemCode.BUSY, String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            return unreadable(lines, one, ProblemCode.MALFORMED_JSON, MalformedJson.explain(e));
        }
    }

    private Object answerWithRoom(LineReader lines, Answering one, Policy policy) {
        Turns.Turn room = memory.take(lines.length());
        try {
            return one.answerOneOfMany(reader.readTree(lines.bytes(), 0, lines.length()), "", policy);
        } finally {
            room.close();
        }
    }

    private ProblemResponse unreadable(LineReader lines, Answering one, ProblemCode code, String detail) {
        one.unreadable();
        return ProblemResponse.of(code, "Line " + lines.number() + ": " + detail);
    }
}
