package support.entitlement.web.server;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.stereotype.Component;

/** Stops reading a body that exceeds its {@link BodyLimit}. */
@Component
@FilterRegistration(dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC})
class BodyLimitFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BodyLimit limit = BodyLimit.of(request);
        chain.doFilter(
                BodyLimit.isUnlimited(request) ? request : new LimitedRequest(request, limit.bytes(), limit.tooLarge()),
                response);
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
            return read < 0 ? read : countRead(1, read);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            return read < 0 ? read : countRead(read, read);
        }

        private int countRead(int more, int result) {
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
