package support.entitlement.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.policy.Policy;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a stream of queries, a line each, with a stream of decisions and problems, a line each. Memory does not grow
 * with the stream: one line is held at a time. Answers are sent whenever the next query has to be waited for.
 */
@RestController
class EvaluationStreamController {

    static final int LONGEST_LINE = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private final Evaluations evaluations;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    EvaluationStreamController(Evaluations evaluations, JsonMapper json) {
        this.evaluations = evaluations;
        this.reader = json.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        this.writer = json.writer();
    }

    @Hidden // An OpenAPI document has one operation a method and address; the one for JSON speaks for both.
    @PostMapping(
            path = "/v1/evaluations",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    void evaluateStream(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Policy policy = evaluations.policy();
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        InputStream in = request.getInputStream();
        OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
        LineReader lines = new LineReader(in, LONGEST_LINE);
        while (lines.next()) {
            if (!lines.isBlank()) {
                out.write(writer.writeValueAsBytes(answer(lines, policy)));
                out.write('\n');
            }
            if (lines.mustFetch()) {
                out.flush();
            }
        }
        out.flush();
    }

    private Object answer(LineReader lines, Policy policy) {
        if (lines.isTooLong()) {
            return ProblemResponse.of(
                    ProblemCode.BODY_TOO_LARGE,
                    "Line " + lines.number() + " is longer than " + LONGEST_LINE + " bytes, the most that is read.");
        }
        try {
            return evaluations.evaluate(reader.readTree(lines.bytes(), 0, lines.length()), "", policy);
        } catch (JacksonException e) {
            return ProblemResponse.of(
                    ProblemCode.MALFORMED_JSON, "Line " + lines.number() + ": " + MalformedJson.explain(e));
        }
    }
}
