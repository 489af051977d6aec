package support.entitlement.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import support.entitlement.contract.terms.AmbiguousTermsException;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.report.ReportedProblem;
import support.entitlement.web.contract.ContractImport;
import support.entitlement.web.contract.ContractLine.LineProblem;
import support.entitlement.web.release.PublishingService;
import support.entitlement.web.usage.BalanceResponse;

/**
 * An RFC 9457 problem. If fields are wrong, {@code errors} lists all of them, up to {@value #MAX_ERRORS}, and the
 * pointer, value and known names of the first one also stand at the top level. If tables are wrong, {@code problems}
 * lists their problems; after a concurrent change, {@code conflict} has both changes; if an allowance does not suffice,
 * {@code allowance} has its balance; if lines of a file are wrong, {@code lines} lists the problems of each. {@code
 * retryable} says whether the same request may succeed later; if so, {@code Retry-After} gives the time.
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
        @Nullable List<ReportedProblem> problems,
        PublishingService.@Nullable Conflict conflict,
        @Nullable BalanceResponse allowance,
        @Nullable List<LineProblem> lines) {

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
                null,
                null,
                null,
                null);
    }

    /** Returns the problem of content in the database that cannot be reached. */
    public static ProblemResponse of(DatabaseUnavailableException e) {
        return of(ProblemCode.DATABASE_AWAY, String.valueOf(e.getMessage()));
    }

    /**
     * Returns the problem of a contract that cannot be applied.
     *
     * @param pointer the pointer to the customer in the request
     */
    public static ProblemResponse of(UnusableContractException e, String pointer) {
        ProblemCode code =
                e instanceof AmbiguousTermsException ? ProblemCode.AMBIGUOUS_TERMS : ProblemCode.UNUSABLE_CONTRACT;
        return of(List.of(new FieldProblem(code, pointer, null, e.getMessage() + " Store the contract anew.")));
    }

    /** Returns the problem of a file of contracts, none of which is stored, because of the errors in some lines. */
    public static ProblemResponse contractsRefused(ContractImport refused) {
        int listed = refused.problems().size();
        ProblemResponse plain = of(
                ProblemCode.CONTRACTS_REFUSED,
                "Nothing was stored. " + refused.countProblems()
                        + (refused.countProblems() == 1 ? " thing is" : " things are") + " wrong"
                        + (refused.countProblems() > listed ? "; the first " + listed + " are listed." : "."));
        return new ProblemResponse(
                plain.type,
                plain.title,
                plain.status,
                plain.detail,
                plain.code,
                plain.retryable,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                refused.problems());
    }

    /** Returns the problem of tables that are not published because of their errors. */
    public static ProblemResponse tablesRefused(List<ReportedProblem> problems) {
        ProblemResponse plain =
                of(ProblemCode.TABLES_REFUSED, "Nothing was published. Correct the errors among the problems.");
        return plain.withTableProblems(problems, null);
    }

    /** Returns the problem of tables that are not published because of a concurrent change. */
    public static ProblemResponse publishingConflict(String detail, PublishingService.Conflict conflict) {
        return of(ProblemCode.CONFLICT, detail).withTableProblems(null, conflict);
    }

    private ProblemResponse withTableProblems(
            @Nullable List<ReportedProblem> found, PublishingService.@Nullable Conflict both) {
        return new ProblemResponse(
                type, title, status, detail, code, retryable, pointer, value, nearest, known, errors, found, both,
                allowance, lines);
    }

    /** Returns this problem with the balance of the allowance that does not suffice. */
    public ProblemResponse withAllowance(BalanceResponse balance) {
        return new ProblemResponse(
                type, title, status, detail, code, retryable, pointer, value, nearest, known, errors, problems,
                conflict, balance, lines);
    }

    /** Returns this problem as one where the same request may succeed later. */
    public ProblemResponse asRetryable() {
        return new ProblemResponse(
                type, title, status, detail, code, true, pointer, value, nearest, known, errors, problems, conflict,
                allowance, lines);
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
                null,
                null,
                null,
                null);
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
                problems,
                conflict,
                allowance,
                lines);
    }

    public ResponseEntity<Object> toEntity() {
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
