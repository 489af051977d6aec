package support.entitlement.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.policy.Policy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers one query, or many at once. */
@RestController
class EvaluationController {

    static final int MOST_EVALUATIONS = 10_000;

    private final Evaluations evaluations;
    private final JsonMapper json;

    EvaluationController(Evaluations evaluations, JsonMapper json) {
        this.evaluations = evaluations;
        this.json = json;
    }

    @Operation(
            summary = "One query, one decision",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = EvaluationRequest.class))))
    @ApiResponse(
            responseCode = "200",
            description = "The decision, also if the customer is not entitled",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = EvaluationResponse.class)))
    @NotEvaluated
    @PostMapping(
            path = "/v1/evaluation",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Nullable
    ResponseEntity<Object> evaluate(@RequestBody JsonNode request, HttpServletResponse response) throws IOException {
        Object answer = evaluations.evaluate(request, "", evaluations.policy());
        if (answer instanceof ProblemResponse problem) {
            return problem.toEntity();
        }
        write(json.writeValueAsBytes(answer), response);
        return null;
    }

    /** Writes an answer in one piece. Spring would negotiate its type again and send it in two, which costs an eighth of the request. */
    private static void write(byte[] answer, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    /** The results of many evaluations, in their order: each a decision or a problem. */
    record Results(
            @ArraySchema(schema = @Schema(anyOf = {EvaluationResponse.class, ProblemResponse.class}))
            List<Object> results) {}

    @Operation(
            summary = "Many queries, in order, each with a decision or a problem of its own",
            description = "Sent as application/x-ndjson, a query a line, it answers a result a line, without a limit.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = EvaluationRequest.Many.class))))
    @ApiResponse(
            responseCode = "200",
            description = "A result for each query",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Results.class)))
    @NotEvaluated
    @PostMapping(path = "/v1/evaluations", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> evaluateAll(@RequestBody JsonNode body) {
        List<FieldProblem> errors = errorsIn(body);
        if (!errors.isEmpty()) {
            return ProblemResponse.of(errors).toEntity();
        }
        Policy policy = evaluations.policy();
        JsonNode defaults = body.path("defaults");
        JsonNode requests = body.get("evaluations");
        List<Object> results = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            JsonNode request = defaults.isObject() ? merged(defaults, requests.get(i)) : requests.get(i);
            results.add(evaluations.evaluate(request, "/evaluations/" + i, policy));
        }
        return ResponseEntity.ok(new Results(results));
    }

    private static List<FieldProblem> errorsIn(JsonNode body) {
        List<FieldProblem> errors = new ArrayList<>();
        for (String field : body.propertyNames()) {
            if (!field.equals("defaults") && !field.equals("evaluations")) {
                errors.add(new FieldProblem(
                        ProblemCode.UNKNOWN_FIELD, "/" + field, null, "Known are “defaults” and “evaluations”."));
            }
        }
        JsonNode defaults = body.path("defaults");
        if (!defaults.isMissingNode() && !defaults.isNull() && !defaults.isObject()) {
            errors.add(new FieldProblem(ProblemCode.WRONG_TYPE, "/defaults", null, "This must be an object."));
        }
        JsonNode requests = body.path("evaluations");
        if (requests.isMissingNode()) {
            errors.add(new FieldProblem(
                    ProblemCode.MISSING_FIELD,
                    "/evaluations",
                    null,
                    "“evaluations” is required: an array of queries."));
        } else if (!requests.isArray()) {
            errors.add(new FieldProblem(ProblemCode.WRONG_TYPE, "/evaluations", null, "This must be an array."));
        } else if (requests.size() > MOST_EVALUATIONS) {
            errors.add(new FieldProblem(
                    ProblemCode.TOO_MANY_EVALUATIONS,
                    "/evaluations",
                    requests.size(),
                    "At most " + MOST_EVALUATIONS + " fit in one request; send more as application/x-ndjson."));
        }
        return errors;
    }

    /** The defaults with a request applied as a JSON merge patch (RFC 7396). */
    private static JsonNode merged(JsonNode defaults, JsonNode request) {
        if (!request.isObject()) {
            return request;
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        if (defaults.isObject()) {
            defaults.properties().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
        }
        request.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else {
                merged.set(entry.getKey(), merged(defaults.path(entry.getKey()), entry.getValue()));
            }
        });
        return merged;
    }
}
