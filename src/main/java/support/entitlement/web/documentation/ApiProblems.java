package support.entitlement.web.documentation;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import support.entitlement.web.http.ProblemResponse;

/** The error responses that operations share. */
final class ApiProblems {

    private static final Map<Integer, String> SENTENCES = new TreeMap<>(Map.of(
            400, "The request cannot be read; every bad field is named",
            401, "The token that was sent is not known, or a token is needed and none was sent",
            403, "The caller may not do this",
            404, "There is nothing of this name",
            409, "Another change was made in the meantime, or the request is no longer possible",
            412, "Another version has been stored since",
            413, "The body is too large",
            415, "The body's media type is not supported",
            422, "A name or a value cannot be used; the nearest known name and all others are given",
            428, "If-Match is needed"));

    static {
        SENTENCES.put(406, "The answer is not available in the media type asked for");
        SENTENCES.put(410, "What is asked for is no longer kept");
        SENTENCES.put(429, "The caller has sent too many requests; Retry-After says when to send the next");
        SENTENCES.put(500, "The service failed; its log has the cause");
        SENTENCES.put(503, "The service cannot answer now; Retry-After says when to ask again");
    }

    private ApiProblems() {}

    /** Returns the name under which the shared response of a status is described. */
    static String responseName(int status) {
        if (!SENTENCES.containsKey(status)) {
            throw new IllegalStateException("No description exists for status " + status);
        }
        return HttpStatus.valueOf(status).getReasonPhrase().replace(" ", "");
    }

    /** Returns all of them, by name. */
    static Map<String, ApiResponse> all(RecordSchemas schemas) {
        Map<String, ApiResponse> responses = new TreeMap<>();
        SENTENCES.forEach((status, sentence) -> responses.put(responseName(status), of(status, schemas)));
        return responses;
    }

    /** Returns the shared response of a status in a description; empty if no operation answers with it. */
    static Optional<ApiResponse> responseIn(OpenAPI document, int status) {
        return SENTENCES.containsKey(status)
                ? Optional.ofNullable(document.getComponents().getResponses().get(responseName(status)))
                : Optional.empty();
    }

    /** Returns the response of one status, for operations that need an example of their own. */
    static ApiResponse of(int status, RecordSchemas schemas) {
        return new ApiResponse()
                .description(SENTENCES.get(status))
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new MediaType().schema(schemas.ofAnswer(ProblemResponse.class))));
    }
}
