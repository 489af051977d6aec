package support.entitlement.database;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Logs when a database becomes unreachable, with the cause, and when it becomes reachable again: once each, for any
 * number of callers. Thread-safe.
 */
final class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private final AtomicBoolean lasts = new AtomicBoolean();

    void logUnreachable(String content, Throwable cause) {
        if (lasts.compareAndSet(false, true)) {
            Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
            LOG.warn("{} cannot be reached: {}", content, root.getMessage());
        }
    }

    void logReachable(String content) {
        if (lasts.get() && lasts.compareAndSet(true, false)) {
            LOG.info("{} can be reached again.", content);
        }
    }
}
