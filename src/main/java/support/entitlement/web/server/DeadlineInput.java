package support.entitlement.web.server;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * An input buffer that enforces the deadline of a body. It stands below all readers of the body, since Tomcat itself
 * reads forms. Not thread-safe.
 */
final class DeadlineInput implements InputBuffer {

    private final InputBuffer in;
    private final long end;

    DeadlineInput(InputBuffer in, Duration time) {
        this.in = in;
        this.end = System.nanoTime() + time.toNanos();
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (System.nanoTime() - end > 0) {
            throw new BodyTooSlowException();
        }
        return in.doRead(handler);
    }

    @Override
    public int available() {
        return in.available();
    }
}
