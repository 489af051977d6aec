package support.entitlement.security;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of who read which contract, and of who was refused: a line each, in a logger of its own. It never holds a token.
 * Thread-safe.
 */
public final class AuditLog {

    /** The name of the logger. */
    public static final String LOGGER = "support.entitlement.audit";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final int MAX_LENGTH = 300;

    private final boolean on;
    private final Clock clock;

    /** A record that is kept, or not. */
    public AuditLog(boolean on, Clock clock) {
        this.on = on;
        this.clock = clock;
    }

    /**
     * Adds a line.
     *
     * @param who the caller; null for a stranger
     * @param what they asked for
     * @param outcome what came of it
     */
    public void recordAccess(@Nullable String who, String what, String outcome) {
        if (on) {
            LOG.info(
                    "at={} who={} what={} outcome={}",
                    clock.instant(),
                    who == null ? "-" : quoteField(who),
                    quoteField(what),
                    quoteField(outcome));
        }
    }

    /** Text of callers can neither begin a line of its own, nor end a field, nor command a terminal. */
    private static String quoteField(String text) {
        String safe = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ").replace('"', '\'');
        return '"' + (safe.length() > MAX_LENGTH ? safe.substring(0, MAX_LENGTH) + "…" : safe) + '"';
    }
}
