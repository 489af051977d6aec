package support.entitlement.sla;

import org.jspecify.annotations.Nullable;

/** Two events that cannot both have happened, or not in this order. The message is a sentence that names them. */
public final class ContradictoryEventsException extends RuntimeException {

    private final transient Event event;
    private final transient @Nullable Event other;

    ContradictoryEventsException(String message, Event event, @Nullable Event other) {
        super(message);
        this.event = event;
        this.other = other;
    }

    /** The event that cannot be. */
    public Event event() {
        return event;
    }

    /** The event that it contradicts; null if what it contradicts is that there is none. */
    public @Nullable Event otherEvent() {
        return other;
    }
}
