package support.entitlement.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Within;
import support.entitlement.decision.Within.Unit;

/**
 * The opening hours of support: the calendar is open at every instant at which a clock of its zone shows a time within
 * its hours. An hour that the clocks skip is no open time, and one that they repeat is open twice.
 *
 * <p>Immutable and thread-safe. Amounts are exact to the nanosecond, by the time zone data of the Java runtime. Where a
 * zone changes its clocks every year, its calendars are computed until the year 2400; beyond it, and where there is not
 * enough open time before it, every method throws {@link DateTimeException}. A calendar with holidays that recur throws
 * {@link UnknownHolidaysException} outside of the years that they are known for.
 */
public final class Calendar {

    /** The calendar that is always open. It is in UTC, so its days have 24 hours. */
    public static final Calendar ALWAYS_OPEN =
            new Calendar(OpeningHours.ALL_DAY_EVERY_DAY, ZoneOffset.UTC, SpecialDates.NONE);

    private static final Instant SAMPLE_INSTANT = Instant.parse("2100-01-01T00:00:00Z");
    private static final int MAX_DAYS = 50 * 366;

    private final OpenTimeline timeline;
    private final ZoneId zone;
    private final BusinessDays days;
    private final @Nullable OpeningHours hours;
    private final SpecialDates dates;

    /** Creates a calendar with hours of its own. */
    Calendar(OpeningHours hours, ZoneId zone, SpecialDates dates) {
        this.dates = dates;
        this.timeline = OpenTimeline.of(hours, zone);
        this.zone = zone;
        this.days = new ShiftDays(hours, zone);
        this.hours = hours;
    }

    /** Creates a calendar that is combined from others. */
    Calendar(OpenTimeline timeline, ZoneId zone) {
        this.timeline = timeline;
        this.zone = zone;
        this.days = new WallDays(this, zone);
        this.hours = null;
        this.dates = SpecialDates.NONE;
    }

    /** Returns its open seconds. */
    OpenTimeline timeline() {
        return timeline;
    }

    /**
     * Returns the calendar with the same hours on the clocks of another zone.
     *
     * @throws IllegalStateException if it is combined from other calendars
     */
    Calendar inZone(ZoneId other) {
        if (hours == null) {
            throw new IllegalStateException("A combined calendar has no clocks of its own");
        }
        return new Calendar(hours, other, dates);
    }

    /** Returns the zone in which its days begin and end. */
    public ZoneId zone() {
        return zone;
    }

    /** Returns its weekly hours in words, on the clocks of its zone; empty if it is combined from other calendars. */
    public String weekInWords() {
        return hours == null ? "" : hours.weekInWords();
    }

    /** Returns its holidays and other dates with hours of their own; not those of calendars that it is combined from. */
    public SpecialDates dates() {
        return dates;
    }

    /** Returns true if it never closes. A calendar that closes is a business calendar. */
    public boolean isAlwaysOpen() {
        return timeline.isAlwaysOpen();
    }

    /**
     * Returns true if a promise falls due at the same instant in both calendars, whenever its clock starts and however
     * often it is paused. The comparison ignores how the calendars are written: it covers the open instants and, for
     * promises in days, the days that count.
     */
    public boolean countsLike(Calendar other, Within within) {
        return switch (within.unit()) {
            case SECOND -> timeline.isOpenAlike(other.timeline);
            case BUSINESS_DAY, END_OF_BUSINESS_DAY ->
                hasClocksOf(other) && timeline.isOpenAlike(other.timeline) && days.areTheDaysOf(other.days);
            case DAY, CALENDAR_DAY, WEEK, MONTH -> hasClocksOf(other);
        };
    }

    /** Returns true if the clocks of both zones have always shown the same time, whatever the zones are called. */
    private boolean hasClocksOf(Calendar other) {
        return zone.getRules().equals(other.zone.getRules());
    }

    /** Returns true if it is open at an instant; at a closing time it is already closed. */
    public boolean isOpenAt(Instant instant) {
        return timeline.isOpen(instant.getEpochSecond());
    }

    /** Returns the instant itself if the calendar is open then, or else the next instant at which it opens. */
    public Instant nextOpening(Instant instant) {
        return isOpenAt(instant)
                ? instant
                : Instant.ofEpochSecond(timeline.openSecond(timeline.openBefore(instant.getEpochSecond())));
    }

    /** Returns true if both are open at the same instants, whatever their zones and days are. */
    public boolean isOpenAlike(Calendar other) {
        return timeline.isOpenAlike(other.timeline);
    }

    /** Returns the open time between two instants; negative if the second is before the first. */
    public Duration openBetween(Instant from, Instant to) {
        return openBefore(to).minus(openBefore(from));
    }

    /**
     * Returns the open time before an instant. Hours open and close at whole seconds, so a second is either open or
     * closed throughout.
     */
    private Duration openBefore(Instant instant) {
        long second = instant.getEpochSecond();
        int nanos = instant.getNano();
        return Duration.ofSeconds(timeline.openBefore(second), nanos != 0 && timeline.isOpen(second) ? nanos : 0);
    }

    /** Returns the open stretches between two instants, in order. */
    public List<Stretch> openStretches(Instant from, Instant to) {
        return openStretches(from, to, Integer.MAX_VALUE);
    }

    /** Returns the open stretches between two instants, in order, and at most this many. */
    public List<Stretch> openStretches(Instant from, Instant to, int most) {
        long last = to.getEpochSecond() + (to.getNano() == 0 ? 0 : 1);
        return timeline.openSpans(from.getEpochSecond(), last, most).stream()
                .map(span -> new Stretch(
                        laterOf(from, Instant.ofEpochSecond(span.from())),
                        earlierOf(to, Instant.ofEpochSecond(span.to()))))
                .toList();
    }

    private static Instant laterOf(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlierOf(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * Returns the earliest instant at which this much open time is used up; it may be a closing time. A time of zero is
     * used up as soon as the calendar is open.
     *
     * @param start the instant from which open time counts
     * @param time not negative
     */
    public Instant dueAt(Instant start, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("Nothing falls due in " + time);
        }
        if (time.isZero()) {
            return nextOpening(start);
        }
        Duration used = openBefore(start).plus(time);
        return used.getNano() == 0
                ? Instant.ofEpochSecond(timeline.openSecond(used.getSeconds() - 1) + 1)
                : Instant.ofEpochSecond(timeline.openSecond(used.getSeconds()), used.getNano());
    }

    /** Returns the instant by which a promise must be kept, if nothing pauses it. */
    public Instant dueAt(Instant start, Within within) {
        return allottedTime(within, start).dueAfter(start);
    }

    /**
     * Returns the two possible meanings of a promise of days in a calendar that closes, in a sentence for the analyst
     * who wrote it; null if the promise has only one meaning.
     */
    public @Nullable String describeReadings(Within within) {
        if (within.unit() != Unit.DAY || isAlwaysOpen()) {
            return null;
        }
        String days = within.toString().replaceAll("[PD]", "");
        String unit = within.most() == 1 ? "day" : "days";
        return "Write “" + days + " business " + unit + "” if only days on which it opens count, or “" + days
                + " calendar " + unit + "” if all days do.";
    }

    /**
     * Returns true if a promise falls due within fifty years, so that every instant that callers may send has a due
     * time.
     */
    public boolean hasDueTime(Within within) {
        if (within.unit() != Unit.SECOND && within.most() > MAX_DAYS) {
            return false;
        }
        try {
            Instant sample = sampleInstant();
            return dueAt(sample, within).isBefore(sample.plus(MAX_DAYS, ChronoUnit.DAYS));
        } catch (DateTimeException | ArithmeticException e) {
            return false; // The due time is beyond the last representable instant, or the last known holiday.
        }
    }

    /** Returns an instant that fifty years follow or, if the holidays are known for less time, the first of that time. */
    private Instant sampleInstant() {
        return Instant.ofEpochSecond(timeline.endSecond()).isAfter(SAMPLE_INSTANT.plus(MAX_DAYS, ChronoUnit.DAYS))
                ? SAMPLE_INSTANT
                : Instant.ofEpochSecond(timeline.firstSecond());
    }

    /** Returns true if its holidays are known from one instant to another. */
    boolean isKnownFrom(Instant from, Instant to) {
        return from.getEpochSecond() >= timeline.firstSecond() && to.getEpochSecond() <= timeline.endSecond();
    }

    /**
     * Returns the instant from which its holidays are not known, or the changes of its clocks are not computed; empty if
     * it is known without end.
     */
    public Optional<Instant> endOfKnownTime() {
        return Optional.of(Instant.ofEpochSecond(timeline.endSecond())).filter(Instant.MAX::isAfter);
    }

    /**
     * Returns the time that a promise allows if it is counted from {@code start}, with the calendar in which pauses
     * extend it.
     */
    public AllottedTime allottedTime(Within within, Instant start) {
        return new PromiseClock(this, days, start).allottedTime(within);
    }
}
