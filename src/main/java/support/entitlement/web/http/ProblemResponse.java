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
 * An RFC 9457 problem. If fields are to blame, {@code errors} lists all of them, up to {@value #MAX_ERRORS}, and the
 * first one's pointer, value and known names stand at the top as well. If tables are, {@code problems} lists what is wrong
 * with them; if others were faster, {@code conflict} has both changes; if not so
 * much is left, {@code allowance} says how much; if lines of a file are, {@code lines} lists what is wrong in each.
 * {@code retryable} says whether the same request, sent again later, may succeed; if so, {@code Retry-After} says when.
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

    /** How callers show who they are. */
    static final String CHALLENGE = "Bearer";

    /** The entry of a code in the manual that the service hands out. */
    private static final String TYPE = "/docs/api/errors#";

    /** A problem that no single field is to blame for. */
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

    /** What must be asked for in the database, which is away. */
    public static ProblemResponse of(DatabaseUnavailableException e) {
        return of(ProblemCode.DATABASE_AWAY, String.valueOf(e.getMessage()));
    }

    /** A contract that cannot be applied, of the customer whom this names. */
    public static ProblemResponse of(UnusableContractException e, String pointer) {
        ProblemCode code =
                e instanceof AmbiguousTermsException ? ProblemCode.AMBIGUOUS_TERMS : ProblemCode.UNUSABLE_CONTRACT;
        return of(List.of(new FieldProblem(code, pointer, null, e.getMessage() + " Store the contract anew.")));
    }

    /** A file of contracts of which none is stored, because of what is wrong in some lines. */
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

    /** Tables that are not published because of these problems. */
    public static ProblemResponse tablesRefused(List<ReportedProblem> problems) {
        ProblemResponse plain =
                of(ProblemCode.TABLES_REFUSED, "Nothing was published. Mend the errors among the problems.");
        return plain.withTableProblems(problems, null);
    }

    /** Tables that are not published because somebody else was there before. */
    public static ProblemResponse publishingConflict(String detail, PublishingService.Conflict conflict) {
        return of(ProblemCode.CONFLICT, detail).withTableProblems(null, conflict);
    }

    private ProblemResponse withTableProblems(
            @Nullable List<ReportedProblem> found, PublishingService.@Nullable Conflict both) {
        return new ProblemResponse(
                type, title, status, detail, code, retryable, pointer, value, nearest, known, errors, found, both,
                allowance, lines);
    }

    /** The same, because not so much is left of this allowance. */
    public ProblemResponse withAllowance(BalanceResponse balance) {
        return new ProblemResponse(
                type, title, status, detail, code, retryable, pointer, value, nearest, known, errors, problems,
                conflict, balance, lines);
    }

    /** The same problem, where the same request may succeed the next time. */
    public ProblemResponse asRetryable() {
        return new ProblemResponse(
                type, title, status, detail, code, true, pointer, value, nearest, known, errors, problems, conflict,
                allowance, lines);
    }

    /** After how many seconds the same request may succeed; 0 if it fails again until the caller changes something. */
    int retryAfterSeconds() {
        return retryable ? Math.max(1, code.retryAfterSeconds()) : 0;
    }

    /** A problem of which no more than the HTTP status is known. */
    public static ProblemResponse ofStatus(int status) {
        ProblemCode code = ProblemCode.ofStatus(status);
        return of(code, code.title() + ".");
    }

    /** The service failed, and has said so in its log. */
    public static ProblemResponse internalError() {
        return of(ProblemCode.INTERNAL_ERROR, "The failure has been logged.");
    }

    /** The problem that these fields make; one that could not be read outweighs one whose value is not known. */
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

    /** The same problem of a request whose fields the caller knows by other pointers. */
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
