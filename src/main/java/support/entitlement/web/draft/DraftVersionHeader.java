package support.entitlement.web.draft;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import support.entitlement.draft.Draft;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.Quote;

/** The version of a draft in the header If-Match. */
public final class DraftVersionHeader {

    /** Documents a handler that changes a draft for callers who send the version that they have seen. */
    @DocumentedParameters(ApiParameter.IF_MATCH_REQUIRED)
    @DocumentedProblems({409, 412, 428})
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface VersionRequired {}

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})(?:-behind)?\"");

    private DraftVersionHeader() {}

    /**
     * Reads the version that must be sent.
     *
     * @throws ProblemException if it is missing, or is no entity tag of a draft
     */
    public static long readRequired(@Nullable String header) {
        if (header == null) {
            throw new ProblemException(
                    ProblemCode.PRECONDITION_REQUIRED,
                    "Send the ETag of the version that the request refers to as If-Match, such as \"1\".");
        }
        Matcher tag = TAG.matcher(header.strip());
        if (!tag.matches()) {
            throw new ProblemException(new FieldProblem(
                    ProblemCode.MALFORMED_REQUEST,
                    "/" + HttpHeaders.IF_MATCH,
                    Quote.of(header),
                    "This must be the version of a draft in double quotes, such as \"1\"."));
        }
        return Long.parseLong(tag.group(1));
    }

    /**
     * Reads the version of a draft that can be changed.
     *
     * @throws ProblemException if the version is missing, or is no entity tag of a draft, or if the draft is closed
     */
    public static long readOfOpen(Draft draft, @Nullable String header) {
        long version = readRequired(header);
        if (!draft.isOpen()) {
            throw ChangeAnswers.refuseClosed(draft);
        }
        return version;
    }

    /**
     * Returns a draft, if it has the version that was sent, or if none was sent.
     *
     * @throws ProblemException if it has another one
     */
    public static Draft requireVersion(Draft draft, @Nullable String header) {
        if (header != null && readRequired(header) != draft.version()) {
            throw refuseVersion(draft);
        }
        return draft;
    }

    /** Returns the problem of a request that refers to another version. */
    public static ProblemException refuseVersion(Draft draft) {
        return new ProblemException(
                ProblemCode.PRECONDITION_FAILED,
                "The draft has version " + draft.version() + ", changed by " + draft.changedBy()
                        + ". Read it, and send the request again with If-Match: \"" + draft.version() + "\".");
    }

    /** Returns the problem of a request for changes since a version, of which some are no longer kept. */
    static ProblemException refuseForgotten(Draft draft, long after) {
        return new ProblemException(new FieldProblem(
                ProblemCode.CHANGES_FORGOTTEN,
                "/after",
                String.valueOf(after),
                "Read the draft and its sheets anew: it has version " + draft.version() + "."));
    }
}
