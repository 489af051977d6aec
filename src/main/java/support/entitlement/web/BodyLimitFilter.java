package support.entitlement.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stops reading a body that is too long: 1 MiB for one query or case, 16 MiB for many in one document, or for tables. A stream of
 * lines has no limit of its own; its lines have.
 */
@Component
class BodyLimitFilter extends OncePerRequestFilter {

    static final long MOST_BYTES = 1L << 20;
    static final long MOST_BYTES_OF_MANY = 16L << 20;
    static final long MOST_BYTES_OF_TABLES = 16L << 20;
    /** What is said of more tables than that. */
    static final String TABLES_TOO_LARGE =
            tooLarge(MOST_BYTES_OF_TABLES, "Send only the tables that have changed; all others stay as they are.");

    private static final String TABLES = "/v1/policy/";
    private static final String CONTRACTS = "/v1/contracts";
    private static final List<String> MANY = List.of("/evaluations", "/sla/statuses");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean many = MANY.stream().anyMatch(request.getRequestURI()::endsWith);
        boolean tables = request.getRequestURI().startsWith(TABLES);
        long most = tables ? MOST_BYTES_OF_TABLES : many ? MOST_BYTES_OF_MANY : MOST_BYTES;
        String tooLarge = tables
                ? TABLES_TOO_LARGE
                : tooLarge(most, "Many queries can be sent as application/x-ndjson, of any length.");
        boolean file = request.getRequestURI().endsWith(CONTRACTS); // It takes nothing but lines and rows.
        chain.doFilter(
                file || many && isOfLines(request) ? request : new LimitedRequest(request, most, tooLarge), response);
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

    private static final class LimitedRequest extends HttpServletRequestWrapper {

        private final long most;
        private final String tooLarge;
        private @Nullable ServletInputStream limited;

        LimitedRequest(HttpServletRequest request, long most, String tooLarge) {
            super(request);
            this.most = most;
            this.tooLarge = tooLarge;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (getContentLengthLong() > most) {
                throw new BodyTooLargeException(tooLarge);
            }
            if (limited == null) {
                limited = new LimitedStream(super.getInputStream(), most, tooLarge);
            }
            return limited;
        }
    }

    private static final class LimitedStream extends ServletInputStream {

        private final ServletInputStream in;
        private final long most;
        private final String tooLarge;
        private long count;

        LimitedStream(ServletInputStream in, long most, String tooLarge) {
            this.in = in;
            this.most = most;
            this.tooLarge = tooLarge;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            return read < 0 ? read : counted(1, read);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            return read < 0 ? read : counted(read, read);
        }

        private int counted(int more, int result) {
            count += more;
            if (count > most) {
                throw new BodyTooLargeException(tooLarge);
            }
            return result;
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
