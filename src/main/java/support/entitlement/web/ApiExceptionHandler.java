package support.entitlement.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import support.entitlement.calendar.UnknownHolidaysException;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.database.UnstorableValueException;
import support.entitlement.draft.DraftBusyException;
import support.entitlement.policy.precedence.PrecedenceBusyException;
import support.entitlement.release.NoPolicyException;
import support.entitlement.release.directory.LocalStoreUnavailableException;
import support.entitlement.release.tables.CallerLeftException;
import support.entitlement.release.tables.CompilingBusyException;
import support.entitlement.web.evaluation.EvaluationMetrics;
import support.entitlement.web.http.AnswerWriter;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.MalformedJson;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.query.QueryProblems;
import support.entitlement.web.release.upload.TableUpload;
import support.entitlement.web.security.SecurityProblemHandler;
import support.entitlement.web.server.BodyLimit;
import support.entitlement.web.server.BodyTooLargeException;
import support.entitlement.web.server.BodyTooSlowException;
import support.entitlement.web.server.ConnectionFailure;
import tools.jackson.core.JacksonException;

/** Maps every failure to a problem with a stable code. No other class does. */
@RestControllerAdvice
public class ApiExceptionHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);

    private final EvaluationMetrics metrics;
    private final SecurityProblemHandler refusals;
    private final AnswerWriter answers;

    ApiExceptionHandler(EvaluationMetrics metrics, SecurityProblemHandler refusals, AnswerWriter answers) {
        this.metrics = metrics;
        this.refusals = refusals;
        this.answers = answers;
    }

    /** Answers a request that a handler, or what it calls, has refused. */
    @ExceptionHandler
    void handleProblem(ProblemException e, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            throw e;
        }
        answers.writeProblem(e.problem(), response);
    }

    @ExceptionHandler
    ResponseEntity<ProblemResponse> noPolicy(NoPolicyException e) {
        return ProblemResponse.of(ProblemCode.NO_POLICY, String.valueOf(e.getMessage()))
                .toEntity();
    }

    @ExceptionHandler
    ResponseEntity<ProblemResponse> storageUnavailable(LocalStoreUnavailableException e) {
        return ProblemResponse.of(ProblemCode.STORAGE_UNAVAILABLE, String.valueOf(e.getMessage()))
                .toEntity();
    }

    @ExceptionHandler
    ResponseEntity<ProblemResponse> databaseAway(DatabaseUnavailableException e, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw e;
        }
        return QueryProblems.databaseUnavailable(e).toEntity();
    }

    /** Answers a value that passed all checks and that the database rejects. */
    @ExceptionHandler
    ResponseEntity<ProblemResponse> handleUnstorable(UnstorableValueException e) {
        LOG.warn("A value was not stored", e);
        return ProblemResponse.of(ProblemCode.MALFORMED_REQUEST, String.valueOf(e.getMessage()))
                .toEntity();
    }

    /** Answers a query at a time at which a calendar does not know its holidays. */
    @ExceptionHandler
    ResponseEntity<ProblemResponse> holidaysUnknown(UnknownHolidaysException e) {
        return ProblemResponse.of(ProblemCode.HOLIDAYS_UNKNOWN, String.valueOf(e.getMessage()))
                .toEntity();
    }

    /** Answers a contract that cannot be applied, of the customer in the address. */
    @ExceptionHandler
    ResponseEntity<ProblemResponse> unusableContract(UnusableContractException e) {
        return QueryProblems.unusableContract(e, "/id").toEntity();
    }

    /** Handles refused callers before the general handler does, and logs the refusal. */
    @ExceptionHandler
    void accessDenied(AccessDeniedException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        refusals.handle(request, response, e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemResponse> bodyTooLarge(BodyTooLargeException e) {
        metrics.recordUnreadable();
        return ProblemResponse.of(ProblemCode.BODY_TOO_LARGE, String.valueOf(e.getMessage()))
                .toEntity();
    }

    @ExceptionHandler({
        BusyException.class,
        CompilingBusyException.class,
        PrecedenceBusyException.class,
        CallerLeftException.class,
        DraftBusyException.class
    })
    void handleBusy(RuntimeException e, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            throw e;
        }
        answers.writeProblem(busy(e), response);
    }

    private static ProblemResponse busy(RuntimeException e) {
        return ProblemResponse.of(ProblemCode.BUSY, String.valueOf(e.getMessage()));
    }

    /** Answers a malformed form, or one that was not received completely. */
    @ExceptionHandler
    ResponseEntity<ProblemResponse> badForm(MultipartException e) {
        if (BodyTooSlowException.isCauseOf(e)) {
            return ProblemResponse.bodyTooSlow().toEntity();
        }
        return ProblemResponse.of(
                        ProblemCode.MALFORMED_REQUEST,
                        "The form cannot be read. Send it as multipart/form-data, with a boundary, and to its end.")
                .toEntity();
    }

    @Override
    protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return toSpringEntity(
                NestedExceptionUtils.getMostSpecificCause(e) instanceof FileCountLimitExceededException
                        ? ProblemResponse.of(ProblemCode.TOO_MANY_FILES, TableUpload.TOO_MANY_FILES)
                        : ProblemResponse.of(ProblemCode.BODY_TOO_LARGE, BodyLimit.TABLES_TOO_LARGE));
    }

    @ExceptionHandler
    ResponseEntity<ProblemResponse> badParameter(InvalidParameterException e) {
        return ProblemResponse.of(
                        ProblemCode.MALFORMED_REQUEST,
                        "A parameter cannot be read: after % there must be two hexadecimal digits.")
                .toEntity();
    }

    /** Returns null, for no answer, if the client has disconnected or another answer has begun. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemResponse> handleUnexpected(Exception e, HttpServletResponse response) throws Exception {
        if (ConnectionFailure.isCauseOf(e)) {
            LOG.debug("The connection failed", e);
            return response.isCommitted()
                    ? null
                    : ConnectionFailure.toProblem(e).toEntity();
        }
        LOG.error("A request failed", e);
        if (response.isCommitted()) {
            throw e; // The server then aborts the connection, so that the partial answer does not look complete.
        }
        return ProblemResponse.internalError().toEntity();
    }

    /** Counts an unreadable body as a rejected evaluation, since Spring parses bodies of queries and cases only. */
    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (ConnectionFailure.isCauseOf(e)) {
            return toSpringEntity(ProblemResponse.bodyCutShort());
        }
        metrics.recordUnreadable();
        return toSpringEntity(
                e.getMostSpecificCause() instanceof JacksonException json
                        ? ProblemResponse.of(ProblemCode.MALFORMED_JSON, MalformedJson.explain(json))
                        : ProblemResponse.bodyMissing());
    }

    /** Answers a long answer that was refused while it was written. Nothing of it has been sent. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotWritable(
            HttpMessageNotWritableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return e.getMostSpecificCause() instanceof BusyException busy
                ? toSpringEntity(busy(busy))
                : super.handleHttpMessageNotWritable(e, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        // The path in the exception is relative to the folder in which the resource was looked for.
        HttpServletRequest sent = ((ServletWebRequest) request).getRequest();
        return toSpringEntity(ProblemResponse.nothingAt(sent.getRequestURI()));
    }

    /** Returns a problem as the methods that Spring calls must return it. */
    private static ResponseEntity<Object> toSpringEntity(ProblemResponse problem) {
        return addHeaders(problem, new HttpHeaders());
    }

    private static ResponseEntity<Object> addHeaders(ProblemResponse problem, HttpHeaders headers) {
        ResponseEntity<ProblemResponse> entity = problem.toEntity();
        return ResponseEntity.status(entity.getStatusCode())
                .headers(headers)
                .headers(entity.getHeaders())
                .body(problem);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return addHeaders(
                body instanceof ProblemDetail known && known.getDetail() != null
                        ? ProblemResponse.ofStatus(status.value(), known.getDetail())
                        : ProblemResponse.ofStatus(status.value()),
                headers);
    }
}
