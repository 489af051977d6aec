package support.entitlement.web.server;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1 connector that also closes connections whose headers are not complete in time. Tomcat's own
 * time-out applies to the next byte only, so that a byte now and then would hold a connection and its buffers for
 * hours. Tomcat instantiates it by its class name.
 */
public final class GuardedHttpProtocol extends Http11NioProtocol {

    private static final Duration MAX_TIME_OF_HEADERS = Duration.ofSeconds(10);
    private static final int STAGE_PARSE = org.apache.coyote.Constants.STAGE_PARSE;

    private @Nullable ScheduledFuture<?> guard;

    /** Called by Tomcat. */
    public GuardedHttpProtocol() {}

    @Override
    public void start() throws Exception {
        super.start();
        ScheduledExecutorService executor = getUtilityExecutor();
        guard = executor.scheduleWithFixedDelay(this::closeSlowConnections, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (guard != null) {
            guard.cancel(false);
        }
        super.stop();
    }

    private void closeSlowConnections() {
        try {
            getEndpoint().getConnections().stream()
                    .filter(GuardedHttpProtocol::isSlow)
                    .forEach(SocketWrapperBase::close);
        } catch (RuntimeException e) {
            getLog().error("The connections could not be checked", e);
        }
    }

    /**
     * Returns whether a connection's headers are overdue. A connection has a current processor only while no thread
     * works on it, so that no connection is closed while it is being answered.
     */
    private static boolean isSlow(SocketWrapperBase<?> connection) {
        Request request = connection.getCurrentProcessor() instanceof Processor waiting ? waiting.getRequest() : null;
        return request != null
                && request.getRequestProcessor().getStage() == STAGE_PARSE
                && request.getStartTimeNanos() >= 0
                && System.nanoTime() - request.getStartTimeNanos() > MAX_TIME_OF_HEADERS.toNanos();
    }
}
