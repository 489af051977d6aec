package support.entitlement.web.server;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The maximal length of a request's body: 1 MiB for one query or case, 4 MiB for many AuthZEN requests, 16 MiB for many
 * queries or cases in one document, or for tables, and 1 GiB for a file of contracts. A stream of lines is unlimited, but each of its lines is not.
 *
 * @param bytes the maximal length in bytes
 * @param tooLarge the message for a longer body
 * @param many whether the body holds many queries or cases
 */
public record BodyLimit(long bytes, String tooLarge, boolean many) {

    public static final long MAX_BYTES = 1L << 20;
    static final long MAX_BATCH_BYTES = 16L << 20;
    static final long MAX_ACCESSES_BYTES = 4L << 20;
    static final long MAX_TABLES_BYTES = 16L << 20;
    static final long MAX_CONTRACTS_BYTES = 1L << 30;
    /** The number of bytes of a refused body that are read before the connection is closed. */
    static final long MAX_PASSED_OVER = 32L << 20;
    /** The message for tables that exceed their limit. */
    public static final String TABLES_TOO_LARGE =
            tooLarge(MAX_TABLES_BYTES, "Send only the tables that have changed; all others stay as they are.");

    private static final String ACCESSES = "/access/v1/evaluations";
    private static final String TABLES = "/v1/policy/";
    private static final String DRAFTS = "/v1/policy/drafts";
    private static final String CONTRACTS = "/v1/contracts";
    private static final Set<String> UPLOADS = Set.of("/v1/policy/check", "/v1/policy/releases", CONTRACTS);
    private static final List<String> MANY = List.of("/v1/evaluations", "/v1/sla/statuses");
    private static final Duration FIRST_SECONDS = Duration.ofSeconds(10);
    private static final long BYTES_A_SECOND = 256 << 10;

    private static final String MANY_INSTEAD = "Many queries can be sent as application/x-ndjson, of any length.";
    private static final BodyLimit OF_TABLES = new BodyLimit(MAX_TABLES_BYTES, TABLES_TOO_LARGE, false);
    private static final BodyLimit OF_CONTRACTS = new BodyLimit(
            MAX_CONTRACTS_BYTES, tooLarge(MAX_CONTRACTS_BYTES, "Send the contracts in several files."), false);
    private static final BodyLimit OF_MANY =
            new BodyLimit(MAX_BATCH_BYTES, tooLarge(MAX_BATCH_BYTES, MANY_INSTEAD), true);
    private static final BodyLimit OF_ONE = new BodyLimit(MAX_BYTES, tooLarge(MAX_BYTES, MANY_INSTEAD), false);

    private static final BodyLimit OF_ACCESSES = new BodyLimit(
            MAX_ACCESSES_BYTES, tooLarge(MAX_ACCESSES_BYTES, "Send the evaluations in several requests."), false);

    /** Returns the limit of a request. */
    public static BodyLimit of(HttpServletRequest request) {
        String path = requestPath(request);
        if (path.startsWith(TABLES)) {
            return OF_TABLES;
        }
        if (path.equals(CONTRACTS)) {
            return OF_CONTRACTS;
        }
        if (path.equals(ACCESSES)) {
            return OF_ACCESSES;
        }
        return MANY.contains(path) ? OF_MANY : OF_ONE;
    }

    /**
     * Returns whether a body is read as it arrives: a stream of lines, or an upload, which is not read before the
     * sender's rights are known.
     */
    static boolean isReadAsItComes(HttpServletRequest request) {
        String path = requestPath(request);
        return UPLOADS.contains(path) || isDraftUpload(path) || MANY.contains(path) && isOfLines(request);
    }

    private static boolean isDraftUpload(String path) {
        return path.equals(DRAFTS) || path.startsWith(DRAFTS + "/") && path.endsWith("/changes");
    }

    /** Returns whether a body is unlimited because each of its lines is limited. */
    static boolean isUnlimited(HttpServletRequest request) {
        return MANY.contains(requestPath(request)) && isOfLines(request);
    }

    /** Returns the time in which a body of this declared length must be received. */
    Duration receptionDeadline(long declared) {
        long expected = declared < 0 ? bytes : Math.min(declared, MAX_PASSED_OVER);
        return FIRST_SECONDS.plusSeconds(expected / BYTES_A_SECOND);
    }

    /** Returns the path of a request within this application, as it was sent. */
    static String requestPath(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static String tooLarge(long most, String instead) {
        return "The body may have up to " + most + " bytes. " + instead;
    }

    private static boolean isOfLines(HttpServletRequest request) {
        try {
            return MediaType.APPLICATION_NDJSON.equalsTypeAndSubtype(
                    MediaType.parseMediaType(request.getContentType()));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
