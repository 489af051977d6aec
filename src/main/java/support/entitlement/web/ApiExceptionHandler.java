package support.entitlement.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Maps every failure to a problem with a stable code. The only place that does. */
@RestControllerAdvice
class ApiExceptionHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);

    @ExceptionHandler
    ResponseEntity<Object> noPolicy(NoPolicyException e) {
        return ProblemResponse.of(ProblemCode.NO_POLICY, String.valueOf(e.getMessage()))
                .toEntity();
    }

    @ExceptionHandler
    ResponseEntity<Object> bodyTooLarge(BodyTooLargeException e) {
        return ProblemResponse.of(ProblemCode.BODY_TOO_LARGE, String.valueOf(e.getMessage()))
                .toEntity();
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception e) {
        LOG.error("A request failed", e);
        return ProblemResponse.of(ProblemCode.INTERNAL_ERROR, "The failure has been logged.")
                .toEntity();
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = e.getMostSpecificCause() instanceof JacksonException json
                ? MalformedJson.explain(json)
                : "A JSON body is required.";
        return ProblemResponse.of(ProblemCode.MALFORMED_JSON, detail).toEntity();
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @org.jspecify.annotations.Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemCode code = switch (status.value()) {
            case 404 -> ProblemCode.NOT_FOUND;
            case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
            case 406 -> ProblemCode.NOT_ACCEPTABLE;
            case 413 -> ProblemCode.BODY_TOO_LARGE;
            case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
            default -> status.is4xxClientError() ? ProblemCode.MALFORMED_REQUEST : ProblemCode.INTERNAL_ERROR;
        };
        String detail = body instanceof org.springframework.http.ProblemDetail problem && problem.getDetail() != null
                ? problem.getDetail()
                : code.title() + ".";
        ResponseEntity<Object> entity = ProblemResponse.of(code, detail).toEntity();
        return ResponseEntity.status(entity.getStatusCode())
                .headers(headers)
                .headers(entity.getHeaders())
                .body(entity.getBody());
    }
}
