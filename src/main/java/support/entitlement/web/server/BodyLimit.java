package support.entitlement.web.server;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * How long the body of a request may be: 1 MiB for one query or case, 16 MiB for many in one document, or for tables; 1 GiB
 * for a file of contracts. A stream of lines has no limit of its own; its lines have.
 *
 * @param bytes how many bytes are read
 * @param tooLarge the sentence for a body that has more
 * @param many whether it holds many queries or cases
 */
public record BodyLimit(long bytes, String tooLarge, boolean many) {

    public static final long MAX_BYTES = 1L << 20;
    static final long MAX_BATCH_BYTES = 16L << 20;
    static final long MAX_TABLES_BYTES = 16L << 20;
    static final long MAX_CONTRACTS_BYTES = 1L << 30;
    /** So much of a body that is refused is read before the connection is closed. */
    static final long MAX_PASSED_OVER = 32L << 20;
    /** What is said of more tables than that. */
    public static final String TABLES_TOO_LARGE =
            tooLarge(MAX_TABLES_BYTES, "Send only the tables that have changed; all others stay as they are.");

    private static final String TABLES = "/v1/policy/";
    private static final String CONTRACTS = "/v1/contracts";
    private static final Set<String> UPLOADS = Set.of("/v1/policy/check", "/v1/policy/releases", CONTRACTS);
    private static final List<String> MANY = List.of("/v1/evaluations", "/v1/sla/statuses");
    private static final Duration FIRST_SECONDS = Duration.ofSeconds(10);
    private static final long BYTES_A_SECOND = 256 << 10;

    /** The limit for a request. */
    public static BodyLimit of(HttpServletRequest request) {
        String path = requestPath(request);
        if (path.startsWith(TABLES)) {
            return new BodyLimit(MAX_TABLES_BYTES, TABLES_TOO_LARGE, false);
        }
        if (path.equals(CONTRACTS)) {
            return new BodyLimit(
                    MAX_CONTRACTS_BYTES, tooLarge(MAX_CONTRACTS_BYTES, "Send the contracts in several files."), false);
        }
        boolean many = MANY.contains(path);
        long most = many ? MAX_BATCH_BYTES : MAX_BYTES;
        return new BodyLimit(
                most, tooLarge(most, "Many queries can be sent as application/x-ndjson, of any length."), many);
    }

    /**
     * Whether a body is read while it comes: a stream of lines, or an upload, of which nothing is read before it is known that the
     * sender may send it.
     */
    static boolean isReadAsItComes(HttpServletRequest request) {
        String path = requestPath(request);
        return UPLOADS.contains(path) || MANY.contains(path) && isOfLines(request);
    }

    /** Whether a body has no limit, because its lines have. */
    static boolean isUnlimited(HttpServletRequest request) {
        return MANY.contains(requestPath(request)) && isOfLines(request);
    }

    /** The time in which a body has to be received. */
    Duration receptionDeadline(long declared) {
        long expected = declared < 0 ? bytes : Math.min(declared, MAX_PASSED_OVER);
        return FIRST_SECONDS.plusSeconds(expected / BYTES_A_SECOND);
    }

    /** The path that a request names in this application, as it was sent. */
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
