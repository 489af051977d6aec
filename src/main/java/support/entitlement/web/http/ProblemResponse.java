package support.entitlement.web.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * An RFC 9457 problem. If fields are wrong, {@code errors} lists all of them, up to {@value #MAX_ERRORS}, and the
 * pointer, value and known names of the first one also stand at the top level. {@code retryable} says whether the same
 * request may succeed later; if so, {@code Retry-After} gives the time. Immutable.
 *
 * @param extensions further members by their names, which a feature adds to its own problems
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemResponse(
        String type,
        String title,
        int status,
        String detail,
        ProblemCode code,
        boolean retryable,
        @Nullable String pointer,
        @Nullable Object value,
        @Nullable String nearest,
        @Nullable List<String> known,
        @Nullable List<FieldProblem> errors,
        @JsonAnyGetter Map<String, Object> extensions) {

    public static final int MAX_ERRORS = 100;

    /** The authentication scheme of the service. */
    static final String CHALLENGE = "Bearer";

    /** The address of the manual's entries on problem codes, served by this service. */
    private static final String TYPE = "/docs/api/errors#";

    /** Returns a problem that concerns no single field. */
    public static ProblemResponse of(ProblemCode code, String detail) {
        return new ProblemResponse(
                TYPE + code,
                code.title(),
                code.status().value(),
                detail,
                code,
                code.retryAfterSeconds() > 0,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    /** The problem of a request whose body the service did not receive whole. */
    public static ProblemResponse bodyCutShort() {
        return of(ProblemCode.MALFORMED_REQUEST, "The body could not be received to its end.");
    }

    /** The problem of a status in the words of Spring, which says of a request without a media type that “null” is not supported. */
    public static ProblemResponse ofStatus(int status, String detail) {
        return of(
                ofStatus(status).code(),
                detail.equals("Content-Type 'null' is not supported.")
                        ? "The request has no Content-Type. The header Accept of this answer lists those that are read here."
                        : detail);
    }

    /** The problem of a request whose body came too slowly. */
    public static ProblemResponse bodyTooSlow() {
        return of(ProblemCode.REQUEST_TIMEOUT, "The body did not come to its end in time. Nothing was done with it.");
    }

    /** The problem of a request that needs a JSON body and has none. */
    public static ProblemResponse bodyMissing() {
        return of(ProblemCode.MALFORMED_JSON, "A JSON body is required.");
    }

    /** The problem of an address that has no resource. */
    public static ProblemResponse nothingAt(String address) {
        return of(
                ProblemCode.NOT_FOUND,
                "There is nothing at " + Quote.of(address) + ". GET /v3/api-docs describes every address.");
    }

    /** Returns this problem with a further member. */
    public ProblemResponse withExtension(String member, Object content) {
        Map<String, Object> extended = new LinkedHashMap<>(extensions);
        extended.put(member, content);
        return new ProblemResponse(
                type, title, status, detail, code, retryable, pointer, value, nearest, known, errors, extended);
    }

    /** Returns this problem as one where the same request may succeed later. */
    public ProblemResponse asRetryable() {
        return new ProblemResponse(
                type, title, status, detail, code, true, pointer, value, nearest, known, errors, extensions);
    }

    /**
     * Returns the number of seconds after which the same request may succeed; 0 if the caller must change something
     * first.
     */
    int retryAfterSeconds() {
        return retryable ? Math.max(1, code.retryAfterSeconds()) : 0;
    }

    /** Returns the problem of a failure that is known by its HTTP status only. */
    public static ProblemResponse ofStatus(int status) {
        ProblemCode code = ProblemCode.ofStatus(status);
        return of(code, code.title() + ".");
    }

    /** Returns the problem of a failure of the service, which it has logged. */
    public static ProblemResponse internalError() {
        return of(ProblemCode.INTERNAL_ERROR, "The failure has been logged.");
    }

    /**
     * Returns the problem of these fields. A field that cannot be read takes precedence over one whose value is
     * unknown.
     */
    public static ProblemResponse of(List<FieldProblem> errors) {
        FieldProblem first = errors.stream()
                .filter(error -> error.code().status().value() == 400)
                .findFirst()
                .orElse(errors.get(0));
        ProblemCode code = first.code();
        boolean tooMany = errors.size() > MAX_ERRORS;
        return new ProblemResponse(
                TYPE + code,
                code.title(),
                code.status().value(),
                tooMany
                        ? first.detail() + " More than " + MAX_ERRORS + " fields are wrong; as many are listed."
                        : first.detail(),
                code,
                code.retryAfterSeconds() > 0,
                first.pointer(),
                first.value(),
                first.nearest(),
                first.known(),
                tooMany ? List.copyOf(errors.subList(0, MAX_ERRORS)) : errors,
                Map.of());
    }

    /** Returns this problem with other pointers, by which the caller knows the fields. */
    public ProblemResponse withPointers(UnaryOperator<String> otherPointer) {
        return new ProblemResponse(
                type,
                title,
                status,
                detail,
                code,
                retryable,
                pointer == null ? null : otherPointer.apply(pointer),
                value,
                nearest,
                known,
                errors == null
                        ? null
                        : errors.stream()
                                .map(error -> error.atPointer(otherPointer.apply(error.pointer())))
                                .toList(),
                extensions);
    }

    public ResponseEntity<ProblemResponse> toEntity() {
        ResponseEntity.BodyBuilder entity =
                ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryable) {
            entity.header(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfterSeconds()));
        }
        if (code == ProblemCode.UNAUTHENTICATED) {
            entity.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        return entity.body(this);
    }
}
