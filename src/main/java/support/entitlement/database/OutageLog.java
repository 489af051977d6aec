package support.entitlement.database;

import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when a database becomes unreachable, with each cause once, and when it becomes reachable again, for any number of
 * callers: the first cause is often only that a connection was closed. Thread-safe.
 */
final class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
    private static final int MAX_CAUSES = 10;

    private final Set<String> causes = new LinkedHashSet<>();
    private volatile boolean lasts;

    synchronized void logUnreachable(String content, Throwable cause) {
        lasts = true;
        String message = SqlStates.messageOf(cause);
        if (causes.size() < MAX_CAUSES && causes.add(message)) {
            LOG.warn("{} cannot be reached: {}", content, message);
        }
    }

    void logReachable(String content) {
        if (lasts) {
            logEnd(content);
        }
    }

    private synchronized void logEnd(String content) {
        if (lasts) {
            lasts = false;
            causes.clear();
            LOG.info("{} can be reached again.", content);
        }
    }
}
