package support.entitlement.sla;

import java.time.OffsetDateTime;
import support.entitlement.decision.Milestone;

/** When milestones fall due. Pure functions, thread-safe. */
public final class Deadlines {

    /** The calendar that is built in: always open. */
    public static final String ALWAYS_OPEN = "24x7";

    private Deadlines() {}

    /** Whether milestones can be counted in this calendar. */
    public static boolean knowsCalendar(String name) {
        return name.equals(ALWAYS_OPEN);
    }

    /**
     * The instant by which a milestone must be reached.
     *
     * @param milestone a milestone in a calendar that is known
     * @param start when its clock starts
     * @return the instant, with the offset of {@code start}
     */
    public static OffsetDateTime dueAt(Milestone milestone, OffsetDateTime start) {
        if (!knowsCalendar(milestone.calendar())) {
            throw new IllegalArgumentException("There is no calendar “" + milestone.calendar() + "”");
        }
        return start.plus(milestone.within().duration());
    }
}
