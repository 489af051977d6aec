package support.entitlement.background;

import org.jspecify.annotations.Nullable;

/**
 * How a thread is.
 *
 * @param thread its name
 * @param state running, stalled if it has given no sign of life for ten seconds, or failing if its last round failed
 * @param silentForSeconds the time since its last sign of life
 * @param doing what it is at; null while it waits for work
 * @param failure why its last round failed; null if it did not
 * @param startedAgain how often it has died and was started again
 */
public record HeartbeatStatus(
        String thread,
        String state,
        long silentForSeconds,
        @Nullable String doing,
        @Nullable String failure,
        int startedAgain) {

    static final String RUNNING = "running";
    static final String STALLED = "stalled";
    static final String FAILING = "failing";

    /** Returns whether an operator should look at the thread. */
    public boolean isUnwell() {
        return !state.equals(RUNNING);
    }
}
