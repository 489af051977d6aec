package support.entitlement.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * An RFC 9457 problem. If fields are to blame, {@code errors} lists all of them, and the first one's pointer, value and
 * known names stand at the top as well.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemResponse(
        String type,
        String title,
        int status,
        String detail,
        ProblemCode code,
        @Nullable String pointer,
        @Nullable Object value,
        @Nullable String nearest,
        @Nullable List<String> known,
        @Nullable List<FieldProblem> errors) {

    private static final String TYPE = "urn:support-entitlements:problem:";

    /** A problem that no single field is to blame for. */
    static ProblemResponse of(ProblemCode code, String detail) {
        return new ProblemResponse(
                TYPE + code, code.title(), code.status().value(), detail, code, null, null, null, null, null);
    }

    /** The problem that these fields make; one that could not be read outweighs one whose value is not known. */
    static ProblemResponse of(List<FieldProblem> errors) {
        FieldProblem first = errors.stream()
                .filter(error -> error.code().status().value() == 400)
                .findFirst()
                .orElse(errors.get(0));
        ProblemCode code = first.code();
        return new ProblemResponse(
                TYPE + code,
                code.title(),
                code.status().value(),
                first.detail(),
                code,
                first.pointer(),
                first.value(),
                first.nearest(),
                first.known(),
                errors);
    }

    ResponseEntity<Object> toEntity() {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(this);
    }
}
