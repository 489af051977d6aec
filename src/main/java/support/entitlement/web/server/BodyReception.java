package support.entitlement.web.server;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives a body without occupying a thread while waiting for it: the server calls back whenever more data has
 * arrived, at the end, or after the time-out. It never makes two of these calls at a time.
 */
final class BodyReception implements ReadListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(BodyReception.class);
    private static final int BUFFER = 1 << 13;

    private final ServletInputStream in;
    private final AsyncContext context;
    private final ReceivedBody body;
    private final ReceptionEndings endings;
    private final AtomicBoolean ended = new AtomicBoolean();

    private BodyReception(ServletInputStream in, AsyncContext context, ReceivedBody body, ReceptionEndings endings) {
        this.in = in;
        this.context = context;
        this.body = body;
        this.endings = endings;
    }

    /**
     * Starts to receive a body.
     *
     * @param context the asynchronous context, with a time-out
     * @param endings exactly one of them is called, unless the connection fails
     */
    static void startReception(
            ServletInputStream in, AsyncContext context, ReceivedBody body, ReceptionEndings endings) {
        BodyReception reception = new BodyReception(in, context, body, endings);
        context.addListener(reception);
        in.setReadListener(reception);
    }

    @Override
    public void onDataAvailable() {
        try {
            receiveAvailable();
        } catch (IOException e) {
            LOG.debug("A body was cut short", e);
            // Tomcat would close the connection at once, but the client may still read.
            endReception(endings.cutShort());
        }
    }

    private void receiveAvailable() throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (in.isReady()) {
            int count = in.read(buffer);
            if (count < 0) {
                return;
            }
            body.appendBytes(buffer, count);
            if (body.isEndless()) {
                endReception(endings.endless());
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        endReception(endings.complete());
    }

    /** The connection has failed, so that no answer can be sent. */
    @Override
    public void onError(Throwable failure) {
        LOG.debug("A body could not be received", failure);
        endReception(AsyncContext::complete);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        endReception(endings.tooSlow());
    }

    @Override
    public void onError(AsyncEvent event) {
        body.releaseMemory();
    }

    /** Releases the memory only here, when the request has been answered. */
    @Override
    public void onComplete(AsyncEvent event) {
        body.releaseMemory();
    }

    /** Stays a listener when the complete request waits once more: the server removes all listeners then. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    private void endReception(Consumer<AsyncContext> how) {
        if (ended.compareAndSet(false, true)) {
            how.accept(context);
        }
    }
}
