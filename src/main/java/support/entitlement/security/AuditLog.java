package support.entitlement.security;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log: one line for each read of a contract and for each refused request, in a logger of its own. It never
 * contains a token. Thread-safe.
 */
public final class AuditLog {

    /** The name of the logger. */
    public static final String LOGGER = "support.entitlement.audit";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final int MAX_LENGTH = 300;

    private final boolean on;
    private final Clock clock;

    /**
     * Creates the log.
     *
     * @param on whether lines are written
     */
    public AuditLog(boolean on, Clock clock) {
        this.on = on;
        this.clock = clock;
    }

    /** Returns true if lines are written. */
    public boolean isOn() {
        return on;
    }

    /**
     * Adds a line.
     *
     * @param who the caller's name; null without a token
     * @param what the request
     * @param outcome the result of the request
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

    /**
     * Escapes a caller's text, so that it can neither begin a line, nor end a field, nor send commands to a terminal.
     */
    private static String quoteField(String text) {
        String safe = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ").replace('"', '\'');
        return '"' + (safe.length() > MAX_LENGTH ? safe.substring(0, MAX_LENGTH) + "…" : safe) + '"';
    }
}
