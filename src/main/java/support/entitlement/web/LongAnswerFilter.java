package support.entitlement.web;

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

/**
 * Lets only so many long answers be written at a time. Whoever reads one slowly keeps a thread waiting, and most threads must stay free
 * for short answers. Streams and documents of many have places of their own. Thread-safe.
 */
@Component
class LongAnswerFilter extends OncePerRequestFilter {

    private static final int SHORT = 64 << 10;
    private static final int MAX_LONG_ANSWERS = 64;
    private static final int MAX_WAITING = 32;
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    private final Turns longAnswers = new Turns(
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
            counted.release();
        }
    }

    /** A response that takes a place as soon as it is long. */
    private static final class CountedResponse extends HttpServletResponseWrapper {

        private final Turns longAnswers;
        private @Nullable CountedOutput out;

        CountedResponse(HttpServletResponse response, Turns longAnswers) {
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

        void release() {
            if (out != null && out.turn != null) {
                out.turn.close();
            }
        }
    }

    private static final class CountedOutput extends ServletOutputStream {

        private final ServletOutputStream out;
        private final Turns longAnswers;
        private long count;
        private Turns.@Nullable Turn turn;

        CountedOutput(ServletOutputStream out, Turns longAnswers) {
            this.out = out;
            this.longAnswers = longAnswers;
        }

        @Override
        public void write(int octet) throws IOException {
            count(1);
            out.write(octet);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count(length);
            out.write(bytes, offset, length);
        }

        private void count(int more) {
            count += more;
            if (count > SHORT && turn == null) {
                turn = longAnswers.take(1);
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
