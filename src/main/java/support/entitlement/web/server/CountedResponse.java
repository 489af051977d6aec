package support.entitlement.web.server;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import support.entitlement.web.http.SharedCapacity;

/**
 * A response that takes one of the places for long answers before it sends anything of a long body. If there is none,
 * the body is forgotten, and a problem can be written instead. Not thread-safe.
 */
final class CountedResponse extends HttpServletResponseWrapper {

    private final SharedCapacity longAnswers;
    private @Nullable CountedOutput out;

    CountedResponse(HttpServletResponse response, SharedCapacity longAnswers) {
        super(response);
        this.longAnswers = longAnswers;
    }

    /** Returns the stream of the answer. After a refusal, this is a new one for the problem. */
    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (out != null && out.isRefused()) {
            forgetHeaders();
            out = null;
        }
        if (out == null) {
            out = new CountedOutput(super.getOutputStream(), longAnswers);
        }
        return out;
    }

    /** Removes what would let a cache take the problem for the answer. */
    private void forgetHeaders() {
        setHeader(HttpHeaders.ETAG, null);
        setHeader(HttpHeaders.CACHE_CONTROL, null);
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        forgetBody();
    }

    @Override
    public void reset() {
        super.reset();
        forgetBody();
    }

    private void forgetBody() {
        if (out != null) {
            out.forget();
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        passOn();
        super.flushBuffer();
    }

    /** Sends what is held back. */
    void passOn() throws IOException {
        if (out != null) {
            out.passOn();
        }
    }

    /** Gives the place back, if one was taken. */
    void releaseShare() {
        if (out != null) {
            out.releaseShare();
        }
    }
}
