package support.entitlement.web.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import support.entitlement.web.http.SharedCapacity;

/**
 * Limits how many long answers are written at a time. A client that reads one slowly blocks a thread, and most threads
 * must stay free for short answers. Streams and documents of many have limits of their own. Thread-safe.
 */
@Component
class LongAnswerFilter extends OncePerRequestFilter {

    private static final int SHORT = 64 << 10;
    private static final int MAX_LONG_ANSWERS = 64;
    private static final int MAX_WAITING = 32;
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    private final SharedCapacity longAnswers = new SharedCapacity(
            MAX_LONG_ANSWERS, MAX_WAITING, MAX_WAIT, MAX_LONG_ANSWERS + " long answers are being read already.");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (BodyLimit.of(request).many()) {
            chain.doFilter(request, response);
            return;
        }
        CountedResponse counted = new CountedResponse(response, longAnswers);
        try {
            chain.doFilter(request, counted);
        } finally {
            counted.releaseShare();
        }
    }

    /** A response that takes one of the places once its body is long. */
    private static final class CountedResponse extends HttpServletResponseWrapper {

        private final SharedCapacity longAnswers;
        private @Nullable CountedOutput out;

        CountedResponse(HttpServletResponse response, SharedCapacity longAnswers) {
            super(response);
            this.longAnswers = longAnswers;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (out == null) {
                out = new CountedOutput(super.getOutputStream(), longAnswers);
            }
            return out;
        }

        void releaseShare() {
            if (out != null && out.place != null) {
                out.place.close();
            }
        }
    }

    private static final class CountedOutput extends ServletOutputStream {

        private final ServletOutputStream out;
        private final SharedCapacity longAnswers;
        private long count;
        private SharedCapacity.@Nullable Share place;

        CountedOutput(ServletOutputStream out, SharedCapacity longAnswers) {
            this.out = out;
            this.longAnswers = longAnswers;
        }

        @Override
        public void write(int octet) throws IOException {
            countBytes(1);
            out.write(octet);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            countBytes(length);
            out.write(bytes, offset, length);
        }

        private void countBytes(int more) {
            count += more;
            if (count > SHORT && place == null) {
                place = longAnswers.takeShare(1);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
