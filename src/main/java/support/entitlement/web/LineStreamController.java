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
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.batch.BatchResult;
import support.entitlement.web.batch.RequestEvaluator;
import support.entitlement.web.evaluation.EvaluationService;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.JsonMemory;
import support.entitlement.web.http.LineReader;
import support.entitlement.web.http.MalformedJson;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.http.SharedCapacity;
import support.entitlement.web.status.CaseStatusService;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a stream of requests, one in each line, with a stream of answers and problems, one in each line. Memory is
 * constant: one line is held at a time. Answers are flushed whenever reading the next line would block. If the service
 * fails midway, the last line reports it.
 */
@RestController
public class LineStreamController {

    private static final int MAX_STREAMS = 32;
    private static final int BUFFER = 1 << 16;
    private static final Logger LOG = LoggerFactory.getLogger(LineStreamController.class);

    private final EvaluationService evaluations;
    private final CaseStatusService statuses;
    private final JsonMemory memory;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final SharedCapacity streams = new SharedCapacity(
            MAX_STREAMS, 0, Duration.ZERO, MAX_STREAMS + " streams are being answered already. Send this again later.");

    LineStreamController(
            EvaluationService evaluations, CaseStatusService statuses, JsonMemory memory, JsonMapper json) {
        this.memory = memory;
        this.evaluations = evaluations;
        this.statuses = statuses;
        this.reader = json.reader();
        this.writer = json.writer();
    }

    @Hidden // OpenAPI allows one operation for each method and address; that of JSON documents both.
    @RequiresAccess(Access.POLICY)
    @PostMapping(
            path = "/v1/evaluations",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    void evaluations(HttpServletRequest request, HttpServletResponse response) throws IOException {
        streamAnswers(request, response, evaluations);
    }

    @Hidden
    @RequiresAccess(Access.POLICY)
    @PostMapping(
            path = "/v1/sla/statuses",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    void statuses(HttpServletRequest request, HttpServletResponse response) throws IOException {
        streamAnswers(request, response, statuses);
    }

    private void streamAnswers(HttpServletRequest request, HttpServletResponse response, RequestEvaluator<?> one)
            throws IOException {
        SharedCapacity.Share turn = streams.takeShare(1);
        try {
            streamInTurn(request, response, one);
        } finally {
            turn.close();
        }
    }

    private void streamInTurn(HttpServletRequest request, HttpServletResponse response, RequestEvaluator<?> one)
            throws IOException {
        Policy policy = one.policyInForce();
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        LineReader lines = new LineReader(request.getInputStream(), LineReader.MAX_JSON_BYTES);
        OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
        try {
            while (lines.readLine()) {
                if (!lines.isBlank()) {
                    writeLine(answerLine(lines, one, policy), out);
                }
                if (lines.mustFetch()) {
                    out.flush();
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.error("A stream failed at line {}", lines.lineNumber(), e);
            writeLine(new BatchResult.Refusal<>(ProblemResponse.internalError()), out);
        }
        out.flush();
    }

    private void writeLine(BatchResult<?> answer, OutputStream out) throws IOException {
        out.write(writer.writeValueAsBytes(answer));
        out.write('\n');
    }

    private BatchResult<?> answerLine(LineReader lines, RequestEvaluator<?> one, Policy policy) {
        if (lines.isTooLong()) {
            return refuseLine(
                    lines,
                    one,
                    ProblemCode.BODY_TOO_LARGE,
                    "This is longer than " + LineReader.MAX_JSON_BYTES + " bytes.");
        }
        try {
            return answerWithRoom(lines, one, policy);
        } catch (BusyException e) {
            return refuseLine(lines, one, ProblemCode.BUSY, String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            return refuseLine(lines, one, ProblemCode.MALFORMED_JSON, MalformedJson.explain(e));
        }
    }

    private BatchResult<?> answerWithRoom(LineReader lines, RequestEvaluator<?> one, Policy policy) {
        SharedCapacity.Share room = memory.takeMemory(lines.lineLength());
        try {
            return one.answerOneOfMany(reader.readTree(lines.lineBytes(), 0, lines.lineLength()), "", policy);
        } finally {
            room.close();
        }
    }

    private static BatchResult<?> refuseLine(
            LineReader lines, RequestEvaluator<?> one, ProblemCode code, String detail) {
        one.recordUnreadable();
        return new BatchResult.Refusal<>(ProblemResponse.of(code, "Line " + lines.lineNumber() + ": " + detail));
    }
}
