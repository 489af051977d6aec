package support.entitlement.calendar;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Within;
import support.entitlement.text.NormalForm;

/** The calendars that milestones may name, without regard to case. Immutable and thread-safe; 24x7 is always among them. */
public final class Calendars {

    /** The name of the built-in calendar, which is always open. */
    public static final String ALWAYS_OPEN_NAME = "24x7";

    /** The built-in calendar only. */
    public static final Calendars BUILT_IN = new Calendars(Map.of());

    private final Set<String> names = new TreeSet<>(NormalForm.ORDER);
    private final Map<String, Calendar> byKey = new HashMap<>();

    /**
     * Creates a collection of these calendars by name, together with the built-in one.
     *
     * @throws IllegalArgumentException if two have an equal name
     */
    public Calendars(Map<String, Calendar> calendars) {
        addCalendar(ALWAYS_OPEN_NAME, Calendar.ALWAYS_OPEN);
        calendars.forEach(this::addCalendar);
    }

    private void addCalendar(String name, Calendar calendar) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("There is a calendar “" + name + "” already");
        }
        byKey.put(NormalForm.key(name), calendar);
    }

    /** Returns all names. */
    public Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /** Returns true if there is a calendar of this name. */
    public boolean hasCalendar(String name) {
        return byKey.containsKey(NormalForm.key(name));
    }

    /**
     * Returns the calendar of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Calendar get(String name) {
        Calendar calendar = byKey.get(NormalForm.key(name));
        if (calendar == null) {
            throw new IllegalArgumentException("There is no calendar “" + name + "”");
        }
        return calendar;
    }

    /**
     * Returns the instant by which a milestone must be reached if nothing pauses it.
     *
     * @param milestone a milestone in a known calendar
     * @param start the instant at which its clock starts
     * @return the instant, with the offset of {@code start}; null if the milestone has no time
     */
    public @Nullable OffsetDateTime dueAt(Milestone milestone, OffsetDateTime start) {
        Within within = milestone.firstWithin();
        if (within == null) {
            return null;
        }
        Instant due = get(milestone.calendar()).dueAt(start.toInstant(), within);
        return due.atOffset(start.getOffset());
    }
}
