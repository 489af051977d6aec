package support.entitlement.web.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The codes of all problems with which a request can fail. They are stable: callers may depend on them. */
public enum ProblemCode {
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The body is not JSON"),
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request is not understood"),
    WRONG_TYPE(HttpStatus.BAD_REQUEST, "A field has a value of the wrong type"),
    UNKNOWN_FIELD(HttpStatus.BAD_REQUEST, "A field is not known"),
    MISSING_FIELD(HttpStatus.BAD_REQUEST, "A required field is missing"),
    BAD_INSTANT(HttpStatus.BAD_REQUEST, "An instant cannot be read"),
    UNKNOWN_PLAN(HttpStatus.UNPROCESSABLE_CONTENT, "The plan is not known"),
    UNKNOWN_ISSUE_TYPE(HttpStatus.UNPROCESSABLE_CONTENT, "The issue type is not known"),
    UNKNOWN_PRODUCTION_USE(HttpStatus.UNPROCESSABLE_CONTENT, "The state of production use is not known"),
    UNKNOWN_SLA_CATEGORY(HttpStatus.UNPROCESSABLE_CONTENT, "The SLA category is not known"),
    UNKNOWN_CHANNEL(HttpStatus.UNPROCESSABLE_CONTENT, "The channel is not known"),
    UNKNOWN_ENTITY_TYPE(HttpStatus.UNPROCESSABLE_CONTENT, "The type of a subject or a resource is not known"),
    WRONG_ATTRIBUTE_TYPE(HttpStatus.UNPROCESSABLE_CONTENT, "An attribute cannot be compared with what tables ask for"),
    IMPACT_AND_CATEGORY(HttpStatus.UNPROCESSABLE_CONTENT, "Impact and SLA category exclude each other"),
    UNKNOWN_CALENDAR(HttpStatus.UNPROCESSABLE_CONTENT, "The calendar is not known"),
    HOLIDAYS_UNKNOWN(HttpStatus.UNPROCESSABLE_CONTENT, "The holidays of a calendar are not known at that time"),
    UNKNOWN_GUARANTEE_KIND(HttpStatus.UNPROCESSABLE_CONTENT, "The kind of guarantee is not known"),
    BAD_DATE(HttpStatus.UNPROCESSABLE_CONTENT, "A day cannot be read, or comes too early"),
    BAD_ZONE(HttpStatus.UNPROCESSABLE_CONTENT, "The time zone is not known"),
    BAD_TERM(HttpStatus.UNPROCESSABLE_CONTENT, "A term of the contract makes no sense"),
    TOO_MANY_TERMS(HttpStatus.UNPROCESSABLE_CONTENT, "There are too many terms in one contract"),
    CONTRADICTORY_EVENTS(HttpStatus.UNPROCESSABLE_CONTENT, "Two events contradict each other"),
    TOO_MANY_ATTRIBUTES(HttpStatus.UNPROCESSABLE_CONTENT, "There are too many attributes in one query"),
    TOO_MANY_EVENTS(HttpStatus.UNPROCESSABLE_CONTENT, "There are too many events in one case"),
    TOO_MANY_EVALUATIONS(HttpStatus.UNPROCESSABLE_CONTENT, "There are too many evaluations in one request"),
    TOO_MUCH_WORK(HttpStatus.UNPROCESSABLE_CONTENT, "The document asks for more work than one may"),
    TOO_MANY_FILES(HttpStatus.UNPROCESSABLE_CONTENT, "There are too many files in one upload"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "The caller is not authenticated"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The caller may not do this"),
    SAME_AUTHOR(HttpStatus.FORBIDDEN, "Another person must approve"),
    NO_RELEASE_THEN(HttpStatus.UNPROCESSABLE_CONTENT, "No release was in force at that instant"),
    HISTORY_ORDER(HttpStatus.CONFLICT, "The past that was in force would change"),
    RELEASE_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The release can no longer be asked"),
    UNKNOWN_CUSTOMER(HttpStatus.NOT_FOUND, "No contract with the customer is known, or in force"),
    PLAN_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT, "The customer has bought another plan"),
    UNUSABLE_CONTRACT(HttpStatus.UNPROCESSABLE_CONTENT, "The customer's contract cannot be applied"),
    AMBIGUOUS_TERMS(HttpStatus.UNPROCESSABLE_CONTENT, "Two terms of the contract disagree"),
    PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "The request does not say which version it changes"),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "Another version has been stored since"),
    UNKNOWN_RELEASE(HttpStatus.NOT_FOUND, "There is no such release"),
    UNKNOWN_PROPOSAL(HttpStatus.NOT_FOUND, "There is no such proposal"),
    UNKNOWN_DRAFT(HttpStatus.NOT_FOUND, "There is no such draft"),
    UNKNOWN_FILE(HttpStatus.NOT_FOUND, "There is no such file or sheet"),
    DRAFT_CONFLICT(HttpStatus.CONFLICT, "Somebody else has changed the same cells"),
    DRAFT_CLOSED(HttpStatus.CONFLICT, "The draft can no longer be changed"),
    CHANGES_FORGOTTEN(HttpStatus.GONE, "Changes that old are no longer kept"),
    BAD_CHANGE(HttpStatus.UNPROCESSABLE_CONTENT, "A change cannot be kept"),
    TOO_MANY_CHANGES(HttpStatus.UNPROCESSABLE_CONTENT, "There are too many changes in one request"),
    DRAFT_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The tables of the draft have errors"),
    TOO_MANY_DRAFTS(HttpStatus.UNPROCESSABLE_CONTENT, "There are too many open drafts"),
    UNKNOWN_WARNING(HttpStatus.NOT_FOUND, "There is no such warning"),
    TOO_MANY_COMMENTS(HttpStatus.UNPROCESSABLE_CONTENT, "There are too many comments"),
    UNKNOWN_TABLE(HttpStatus.NOT_FOUND, "There is no such table"),
    UNKNOWN_ROW(HttpStatus.NOT_FOUND, "There is no such row"),
    TABLES_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The tables have errors"),
    CONTRACTS_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "Some of the contracts have errors"),
    CONFLICT(HttpStatus.CONFLICT, "Something has been changed since"),
    PROPOSAL_CLOSED(HttpStatus.CONFLICT, "The proposal is already decided"),
    UNKNOWN_ENTRY(HttpStatus.NOT_FOUND, "The customer has no such entry"),
    NO_ALLOWANCE(HttpStatus.UNPROCESSABLE_CONTENT, "The customer has no allowance for this"),
    ALLOWANCE_EXCEEDED(HttpStatus.CONFLICT, "The balance of the allowance is too small"),
    RESERVATION_CLOSED(HttpStatus.CONFLICT, "The reservation has ended"),
    WRONG_ENTRY(HttpStatus.CONFLICT, "This cannot be done with such an entry"),
    MORE_THAN_RESERVED(HttpStatus.UNPROCESSABLE_CONTENT, "More is committed than was reserved"),
    BAD_EXPIRY(HttpStatus.UNPROCESSABLE_CONTENT, "The reservation cannot end at this instant"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.CONFLICT, "The idempotency key belongs to another request"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not supported here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer is not available in the media type asked for"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body's media type is not supported"),
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The body comes too slowly"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "The caller has sent too many requests", 1),
    BUSY(HttpStatus.SERVICE_UNAVAILABLE, "The service is busy", 5),
    ISSUER_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The issuer of tokens cannot be reached", 10),
    DATABASE_AWAY(HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached", 5),
    BEHIND(HttpStatus.SERVICE_UNAVAILABLE, "This replica does not have the release yet", 1),
    STORAGE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service cannot write to its storage", 30),
    NO_POLICY(HttpStatus.SERVICE_UNAVAILABLE, "No policy is in force", 2),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed");

    private final HttpStatus status;
    private final String title;
    private final int retryAfterSeconds;

    ProblemCode(HttpStatus status, String title) {
        this(status, title, 0);
    }

    ProblemCode(HttpStatus status, String title, int retryAfterSeconds) {
        this.status = status;
        this.title = title;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Returns the code of a failure that is known by its HTTP status only. */
    static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 501 -> MALFORMED_REQUEST; // Tomcat's answer to an unknown transfer coding.
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /**
     * Returns the number of seconds after which the same request may succeed; 0 if the caller must change something
     * first.
     */
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
