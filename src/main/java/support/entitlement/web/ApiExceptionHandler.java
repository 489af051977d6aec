package support.entitlement.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.database.UnstorableValueException;
import support.entitlement.release.NoPolicyException;
import support.entitlement.release.directory.LocalStoreUnavailableException;
import support.entitlement.release.tables.CallerLeftException;
import support.entitlement.release.tables.CompilingBusyException;
import support.entitlement.web.evaluation.EvaluationMetrics;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.MalformedJson;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.http.Quote;
import support.entitlement.web.release.UploadReader;
import support.entitlement.web.security.SecurityProblemHandler;
import support.entitlement.web.server.BodyLimit;
import support.entitlement.web.server.BodyTooLargeException;
import support.entitlement.web.server.BodyTooSlowException;
import tools.jackson.core.JacksonException;

/** Maps every failure to a problem with a stable code. No other class does. */
@RestControllerAdvice
public class ApiExceptionHandler extends ResponseEntityExceptionHandler {

    /** The message for a request without a body. */
    public static final String NO_JSON = "A JSON body is required.";

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);

    public static final ProblemResponse CUT_SHORT =
            ProblemResponse.of(ProblemCode.MALFORMED_REQUEST, "The body could not be received to its end.");

    public static final ProblemResponse TOO_SLOW = ProblemResponse.of(
            ProblemCode.REQUEST_TIMEOUT, "The body did not come to its end in time. Nothing was done with it.");

    private final EvaluationMetrics metrics;
    private final SecurityProblemHandler refusals;

    ApiExceptionHandler(EvaluationMetrics metrics, SecurityProblemHandler refusals) {
        this.metrics = metrics;
        this.refusals = refusals;
    }

    @ExceptionHandler
    ResponseEntity<Object> noPolicy(NoPolicyException e) {
        return ProblemResponse.of(ProblemCode.NO_POLICY, String.valueOf(e.getMessage()))
                .toEntity();
    }

    @ExceptionHandler
    ResponseEntity<Object> storageUnavailable(LocalStoreUnavailableException e) {
        return ProblemResponse.of(ProblemCode.STORAGE_UNAVAILABLE, String.valueOf(e.getMessage()))
                .toEntity();
    }

    @ExceptionHandler
    ResponseEntity<Object> databaseAway(DatabaseUnavailableException e, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw e;
        }
        return ProblemResponse.of(e).toEntity();
    }

    /** Answers a value that passed all checks and that the database rejects. */
    @ExceptionHandler
    ResponseEntity<Object> handleUnstorable(UnstorableValueException e) {
        LOG.warn("A value was not stored", e);
        return ProblemResponse.of(ProblemCode.MALFORMED_REQUEST, String.valueOf(e.getMessage()))
                .toEntity();
    }

    /** Answers a contract that cannot be applied, of the customer in the address. */
    @ExceptionHandler
    ResponseEntity<Object> unusableContract(UnusableContractException e) {
        return ProblemResponse.of(e, "/id").toEntity();
    }

    /** Handles refused callers before the general handler does, and logs the refusal. */
    @ExceptionHandler
    void accessDenied(AccessDeniedException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        refusals.handle(request, response, e);
    }

    @ExceptionHandler
    ResponseEntity<Object> bodyTooLarge(BodyTooLargeException e) {
        metrics.recordUnreadable();
        return ProblemResponse.of(ProblemCode.BODY_TOO_LARGE, String.valueOf(e.getMessage()))
                .toEntity();
    }

    @ExceptionHandler({BusyException.class, CompilingBusyException.class, CallerLeftException.class})
    ResponseEntity<Object> handleBusy(RuntimeException e) {
        return ProblemResponse.of(ProblemCode.BUSY, String.valueOf(e.getMessage()))
                .toEntity();
    }

    /** Answers a malformed form, or one that was not received completely. */
    @ExceptionHandler
    ResponseEntity<Object> badForm(MultipartException e) {
        if (BodyTooSlowException.isCauseOf(e)) {
            return TOO_SLOW.toEntity();
        }
        return ProblemResponse.of(
                        ProblemCode.MALFORMED_REQUEST,
                        "The form cannot be read. Send it as multipart/form-data, with a boundary, and to its end.")
                .toEntity();
    }

    @Override
    protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof FileCountLimitExceededException
                ? ProblemResponse.of(ProblemCode.TOO_MANY_FILES, UploadReader.TOO_MANY_FILES)
                        .toEntity()
                : ProblemResponse.of(ProblemCode.BODY_TOO_LARGE, BodyLimit.TABLES_TOO_LARGE)
                        .toEntity();
    }

    @ExceptionHandler
    ResponseEntity<Object> badParameter(InvalidParameterException e) {
        return ProblemResponse.of(
                        ProblemCode.MALFORMED_REQUEST,
                        "A parameter cannot be read: after % there must be two hexadecimal digits.")
                .toEntity();
    }

    /** Returns null, for no answer, if the client has disconnected or another answer has begun. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> handleUnexpected(Exception e, HttpServletResponse response) throws Exception {
        if (isOfTheConnection(e)) {
            LOG.debug("The connection failed", e);
            ProblemResponse problem = BodyTooSlowException.isCauseOf(e) ? TOO_SLOW : CUT_SHORT;
            return response.isCommitted() ? null : problem.toEntity();
        }
        LOG.error("A request failed", e);
        if (response.isCommitted()) {
            throw e; // The server then aborts the connection, so that the partial answer does not look complete.
        }
        return ProblemResponse.internalError().toEntity();
    }

    /** Returns whether the client disconnected, or sent malformed chunks. */
    private static boolean isOfTheConnection(Exception e) {
        return DisconnectedClientHelper.isClientDisconnectedException(e)
                || NestedExceptionUtils.getMostSpecificCause(e) instanceof BadRequestException;
    }

    /** Counts an unreadable body as a rejected evaluation, since Spring parses bodies of queries and cases only. */
    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (isOfTheConnection(e)) {
            return CUT_SHORT.toEntity();
        }
        metrics.recordUnreadable();
        String detail =
                e.getMostSpecificCause() instanceof JacksonException json ? MalformedJson.explain(json) : NO_JSON;
        return ProblemResponse.of(ProblemCode.MALFORMED_JSON, detail).toEntity();
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ProblemResponse.of(ProblemCode.NOT_FOUND, nothingAt("/" + e.getResourcePath()))
                .toEntity();
    }

    /** Returns the message for an address that has no handler. */
    static String nothingAt(String address) {
        return "There is nothing at " + Quote.of(address) + ". GET /v3/api-docs describes every address.";
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemResponse problem = ProblemResponse.ofStatus(status.value());
        if (body instanceof ProblemDetail known && known.getDetail() != null) {
            problem = ProblemResponse.of(problem.code(), known.getDetail());
        }
        ResponseEntity<Object> entity = problem.toEntity();
        return ResponseEntity.status(entity.getStatusCode())
                .headers(headers)
                .headers(entity.getHeaders())
                .body(entity.getBody());
    }
}
