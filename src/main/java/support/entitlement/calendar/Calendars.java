package support.entitlement.calendar;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** Each takes as much memory as a calendar of a table. */
    private static final int MAX_LOCAL = 100;

    private static final Pattern LOCAL = Pattern.compile("(.+) \\(([^()]+)\\)");

    private final Set<String> names = new TreeSet<>(NormalForm.ORDER);
    private final Map<String, Calendar> byKey = new HashMap<>();
    private final Map<String, String> zoneAttributes = new HashMap<>();
    private final LoadingCache<LocalName, Calendar> local = Caffeine.newBuilder()
            .maximumSize(MAX_LOCAL)
            .build(name -> get(name.calendar()).inZone(ZoneId.of(name.zone())));

    /**
     * Creates a collection of these calendars by name, together with the built-in one.
     *
     * @throws IllegalArgumentException if two have an equal name
     */
    public Calendars(Map<String, Calendar> calendars) {
        addCalendar(ALWAYS_OPEN_NAME, Calendar.ALWAYS_OPEN);
        calendars.forEach(this::addCalendar);
    }

    /**
     * Creates a collection of calendars, some of which have the zone that an attribute of the query names.
     *
     * @param zoneAttributes the attribute of each of these, by their name
     */
    public Calendars(Map<String, Calendar> calendars, Map<String, String> zoneAttributes) {
        this(calendars);
        zoneAttributes.forEach((name, attribute) -> this.zoneAttributes.put(NormalForm.key(name), attribute));
    }

    /** The name of a calendar on the clocks of a zone: {@code Local hours (Asia/Tokyo)}. */
    private record LocalName(String calendar, String zone) {

        @Override
        public String toString() {
            return calendar + " (" + zone + ")";
        }
    }

    /** Returns the attribute that names the zone of a calendar; empty if its table does. */
    public Optional<String> zoneAttributeOf(String name) {
        return Optional.ofNullable(zoneAttributes.get(NormalForm.key(name)));
    }

    /** Returns the attributes that name zones of calendars. */
    public Collection<String> zoneAttributes() {
        return Collections.unmodifiableCollection(zoneAttributes.values());
    }

    /** Returns true if the table of each calendar names its zone. */
    public boolean haveTheirOwnZones() {
        return zoneAttributes.isEmpty();
    }

    /** Returns the name of a calendar on the clocks of a zone; {@link #get} knows it. */
    public String nameInZone(String name, @Nullable String zone) {
        return new LocalName(name, zone == null ? get(name).zone().getId() : zone).toString();
    }

    /** Returns the name under which a table defines a calendar, for that name or its name on the clocks of a zone. */
    public String definedName(String name) {
        return findLocal(name).map(LocalName::calendar).orElse(name);
    }

    private Optional<LocalName> findLocal(String name) {
        if (zoneAttributes.isEmpty() || byKey.containsKey(NormalForm.key(name))) {
            return Optional.empty();
        }
        Matcher local = LOCAL.matcher(name);
        return local.matches() && zoneAttributes.containsKey(NormalForm.key(local.group(1))) && isZone(local.group(2))
                ? Optional.of(new LocalName(local.group(1), local.group(2)))
                : Optional.empty();
    }

    private static boolean isZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
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
        return byKey.containsKey(NormalForm.key(name)) || findLocal(name).isPresent();
    }

    /**
     * Returns the calendar of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Calendar get(String name) {
        Calendar calendar = byKey.get(NormalForm.key(name));
        Optional<LocalName> ofZone = calendar == null ? findLocal(name) : Optional.empty();
        if (ofZone.isPresent()) {
            return local.get(ofZone.get());
        }
        if (calendar == null) {
            throw new IllegalArgumentException("There is no calendar “" + name + "”");
        }
        return calendar;
    }

    /**
     * Returns the instant by which a milestone must be reached if nothing pauses it.
     *
     * @param milestone a milestone in a known calendar, or in none that is stated
     * @param start the instant of the event that starts its clock
     * @return the instant, with the offset of {@code start}; null if the milestone has no time or no stated calendar
     */
    public @Nullable OffsetDateTime dueAt(Milestone milestone, OffsetDateTime start) {
        Within within = milestone.firstWithin();
        return dueAt(milestone, within, start);
    }

    /**
     * Returns the near end of the range in which a milestone falls due if nothing pauses it.
     *
     * @param milestone a milestone in a known calendar, or in none that is stated
     * @param start the instant of the event that starts its clock
     * @return the instant, with the offset of {@code start}; null if its time is no range or has no stated calendar
     */
    public @Nullable OffsetDateTime dueFrom(Milestone milestone, OffsetDateTime start) {
        Within within = milestone.firstWithin();
        Within near = within == null ? null : within.nearEnd();
        return dueAt(milestone, near, start);
    }

    /**
     * Returns the instant at which the clock of a milestone starts.
     *
     * @param event the instant of the event that starts it
     */
    public Instant startOf(Milestone milestone, Instant event) {
        return milestone.startsDuring() == null
                ? event
                : get(milestone.startsDuring()).nextOpening(event);
    }

    private @Nullable OffsetDateTime dueAt(Milestone milestone, @Nullable Within within, OffsetDateTime start) {
        if (within == null || milestone.calendar() == null) {
            return null;
        }
        Instant due = get(milestone.calendar()).dueAt(startOf(milestone, start.toInstant()), within);
        return due.atOffset(start.getOffset());
    }
}
