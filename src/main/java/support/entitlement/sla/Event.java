package support.entitlement.sla;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.text.NormalForm;

/**
 * Something that has happened to a case. Its type is a name that callers and tables choose, without regard to case, hyphens
 * and underscores; only the types that are constants here have a meaning of their own. Two events of one type and instant are
 * one event, which was delivered twice.
 *
 * @param type what happened
 * @param at when
 * @param milestones what is promised from then on, if the facts of the case changed; null if they did not
 */
public record Event(String type, Instant at, @Nullable List<Milestone> milestones) {

    /** The case begins. It does so once, before anything else. */
    public static final String OPENED = Milestone.OPENED;

    /** All clocks of the case stand still until the next {@link #RESUMED}, or until the case is closed or reopened. */
    public static final String PAUSED = "paused";

    /** The end of a pause. */
    public static final String RESUMED = "resumed";

    /** Reaches a milestone that recurs, unless its row says that something else does. */
    public static final String UPDATED = "updated";

    /** Closes the case: what has not been reached no longer has to be. */
    public static final String RESOLVED = "resolved";

    /** Opens a closed case again: what its closing ended runs on. */
    public static final String REOPENED = "reopened";

    /** Closes the case and withdraws every milestone that has not been reached. */
    public static final String CANCELLED = "cancelled";

    /** Something that changed no facts. */
    public Event(String type, Instant at) {
        this(type, at, null);
    }

    /** Brings the type into normal form and copies the milestones. */
    public Event {
        type = NormalForm.of(type);
        milestones = milestones == null ? null : List.copyOf(milestones);
    }

    /** Whether an event of this type opens a case: {@code opened}, or another form of that word. */
    public static boolean isOpening(String type) {
        return EventName.of(type).is(OPENED);
    }

    /** Whether it opens a case. */
    public boolean isOpening() {
        return isOpening(type);
    }

    EventName eventName() {
        return EventName.of(type);
    }

    /** {@code “paused” at 2026-03-02T09:00:00Z}. */
    @Override
    public String toString() {
        return "“" + type + "” at " + at;
    }
}
