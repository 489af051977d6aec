package support.entitlement.web.server;

import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The unread rest of a body, whose stream may already be closed. Not thread-safe. */
final class UnreadBody {

    static final String ATTRIBUTE = UnreadBody.class.getName();

    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);
    private static final Duration MAX_TIME = Duration.ofSeconds(10);

    private final Request request;
    private final Response response;
    private final InputBuffer in;

    UnreadBody(Request request, Response response) {
        this.request = request;
        this.response = response;
        this.in = request.getInputBuffer();
    }

    /** Returns the unread body of a request, or of one that wraps it. */
    static UnreadBody of(ServletRequest request) {
        return (UnreadBody) request.getAttribute(ATTRIBUTE);
    }

    /** Returns whether the body has been read to its end. */
    boolean isFinished() {
        return request.isFinished();
    }

    /** Sets the time in which the body must arrive, from now on. Later reads fail with {@link BodyTooSlowException}. A read that has begun is not interrupted. */
    void setDeadline(Duration time) {
        request.setInputBuffer(new DeadlineInput(in, time));
    }

    /** Removes the deadline, since Tomcat reuses its request object for the next request of the connection. */
    void removeDeadline() {
        request.setInputBuffer(in);
    }

    /**
     * Discards the rest, so that the client reads its answer. If that takes long, the connection is closed instead. A
     * read that waits for the next byte is not interrupted.
     */
    void passOver() {
        try {
            readAndForget();
        } catch (IOException e) {
            LOG.debug("The rest of a body did not arrive; the answer has been sent", e);
            closeAfterAnswer();
        }
    }

    private void readAndForget() throws IOException {
        DiscardedBuffer buffer = new DiscardedBuffer();
        long start = System.nanoTime();
        long count = 0;
        int read = request.doRead(buffer);
        while (read >= 0) {
            count += read;
            if (count > BodyLimit.MAX_PASSED_OVER || System.nanoTime() - start > MAX_TIME.toNanos()) {
                closeAfterAnswer();
                return;
            }
            read = request.doRead(buffer);
        }
    }

    /**
     * Allows an answer although the body was cut short: otherwise Tomcat closes the connection and regards the request
     * as answered.
     */
    void allowAnswer() {
        response.setSuspended(false);
    }

    /** Closes the connection after the answer, whatever is unread. */
    void closeAfterAnswer() {
        request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    /** Receives the last data that was read, and ignores it. */
    private static final class DiscardedBuffer implements ApplicationBufferHandler {

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {}
    }
}
