package support.entitlement.sla;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.text.NormalForm;

/**
 * An event of a case. Its type is a name that callers and tables choose, without regard to case, hyphens and
 * underscores; only the types that are constants here have a predefined meaning. Two events of one type and instant are
 * one event that was delivered twice.
 *
 * @param type the name of the event
 * @param at the instant of the event
 * @param milestones the promises from then on, if the facts of the case changed; null if they did not
 */
public record Event(String type, Instant at, @Nullable List<Milestone> milestones) {

    /** The case begins. This happens once, before all other events. */
    public static final String OPENED = Milestone.OPENED;

    /** All clocks of the case are paused until the next {@link #RESUMED}, or until the case is closed or reopened. */
    public static final String PAUSED = "paused";

    /** The pause ends. */
    public static final String RESUMED = "resumed";

    /** Reaches a recurring milestone, unless its row names another event. */
    public static final String UPDATED = "updated";

    /** Closes the case: milestones that have not been reached no longer have to be. */
    public static final String RESOLVED = "resolved";

    /** Opens a closed case again: the clocks that its closing stopped continue. */
    public static final String REOPENED = "reopened";

    /** Closes the case and withdraws every milestone that has not been reached. */
    public static final String CANCELLED = "cancelled";

    /** Creates an event that changed no facts. */
    public Event(String type, Instant at) {
        this(type, at, null);
    }

    /** Converts the type to normal form and copies the milestones. */
    public Event {
        type = NormalForm.of(type);
        milestones = milestones == null ? null : List.copyOf(milestones);
    }

    /** Returns true if an event of this type opens a case: {@code opened}, or another form of that word. */
    public static boolean isOpening(String type) {
        return EventName.of(type).is(OPENED);
    }

    /** Returns true if two types are one, without regard to case, hyphens and underscores. */
    public static boolean areOneType(String one, String other) {
        return EventName.of(one).equals(EventName.of(other));
    }

    /** Returns true if it opens a case. */
    public boolean isOpening() {
        return isOpening(type);
    }

    EventName eventName() {
        return EventName.of(type);
    }

    /** Returns the event in the form {@code “paused” at 2026-03-02T09:00:00Z}. */
    @Override
    public String toString() {
        return "“" + type + "” at " + at;
    }
}
