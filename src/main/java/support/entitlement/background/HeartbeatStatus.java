package support.entitlement.background;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * The state of a background thread.
 *
 * @param thread its name
 * @param state running, stalled if it has shown no activity for ten seconds, or failing if its last round failed
 * @param silentForSeconds the time since its last activity
 * @param doing its current work; null while it waits for work
 * @param failure a sentence that says at which work its last round failed; null if it succeeded
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

    /** Returns true if an operator should look at the thread. */
    @JsonIgnore
    public boolean isUnwell() {
        return !state.equals(RUNNING);
    }
}
