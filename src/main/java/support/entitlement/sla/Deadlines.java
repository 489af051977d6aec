package support.entitlement.sla;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;

/** When milestones fall due in the calendar that is built in. Pure functions, thread-safe. */
public final class Deadlines {

    /** The calendar that is built in: always open. */
    public static final String ALWAYS_OPEN = Calendars.ALWAYS_OPEN;

    private Deadlines() {}

    /** Whether milestones can be counted in this calendar. */
    public static boolean knowsCalendar(String name) {
        return Calendars.BUILT_IN.knows(name);
    }

    /** As {@link Calendars#dueAt} of the calendar that is built in. */
    public static @Nullable OffsetDateTime dueAt(Milestone milestone, OffsetDateTime start) {
        return Calendars.BUILT_IN.dueAt(milestone, start);
    }
}
