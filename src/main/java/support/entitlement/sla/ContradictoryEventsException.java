package support.entitlement.sla;

import org.jspecify.annotations.Nullable;

/**
 * Reports two events that cannot both have happened, or not in this order. The message is a sentence that names them.
 */
public final class ContradictoryEventsException extends RuntimeException {

    private final transient Event event;
    private final transient @Nullable Event other;

    ContradictoryEventsException(String message, Event event, @Nullable Event other) {
        super(message);
        this.event = event;
        this.other = other;
    }

    /** Returns the impossible event. */
    public Event event() {
        return event;
    }

    /** Returns the event that it contradicts; null if it contradicts the absence of one. */
    public @Nullable Event otherEvent() {
        return other;
    }
}
