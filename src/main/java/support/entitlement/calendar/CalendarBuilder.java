package support.entitlement.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builds a calendar from the statements of its table, one at a time. A statement that cannot be true is rejected with a
 * sentence for the analyst who wrote it, and leaves the builder unchanged; the caller thus knows the cell, and can
 * continue with the next.
 *
 * <p>Not thread-safe.
 */
public final class CalendarBuilder {

    private final ZoneId zone;
    private final Map<DayOfWeek, List<Window>> weekly = new EnumMap<>(DayOfWeek.class);
    private final SpecialDatesBuilder dates = new SpecialDatesBuilder();

    /**
     * Creates a builder without any hours yet.
     *
     * @param zone a name of the time zone database, such as Europe/Zurich
     * @throws IllegalArgumentException if there is no such zone
     */
    public CalendarBuilder(String zone) {
        try {
            this.zone = ZoneId.of(zone.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "There is no time zone “" + zone + "”. Write it as a region and a city, such as Europe/Zurich", e);
        }
    }

    /**
     * Checks a single time, so that a caller with two times knows which of them is wrong.
     *
     * @throws IllegalArgumentException if this is not a time of day
     */
    public static void requireTime(String time) {
        Window.parseSeconds(time);
    }

    /**
     * Adds a window to this day of every week.
     *
     * @param open a time of day, {@code 09:00}
     * @param close a later one, up to {@code 24:00}, or one of the next day: {@code 25:00} is 01:00, and so is {@code
     *     01:00} if the window is no longer than twelve hours
     * @throws IllegalArgumentException if they are not times, if the window closes before it opens, or if it overlaps
     *     with another window
     */
    public CalendarBuilder opens(DayOfWeek day, String open, String close) {
        Window window = Window.parse(open, close);
        refuseOverlap(window, 0, weekly.get(day));
        refuseOverlap(window, -1, weekly.get(day.minus(1)));
        refuseOverlap(window, 1, weekly.get(day.plus(1)));
        weekly.computeIfAbsent(day, key -> new ArrayList<>()).add(window);
        return this;
    }

    /**
     * Closes the calendar on a date. A night that began the day before still ends on it.
     *
     * @throws IllegalArgumentException if an earlier statement opens the calendar on that date
     */
    public CalendarBuilder closedOn(LocalDate date) {
        return closedOn(SpecialDays.onDate(date));
    }

    /**
     * Closes the calendar on each of these days. Where statements of two kinds are about one date, the more specific one
     * counts.
     *
     * @throws IllegalArgumentException if an earlier statement of this kind opens the calendar on these days and no others
     */
    public CalendarBuilder closedOn(SpecialDays days) {
        dates.closeOn(days);
        return this;
    }

    /**
     * Adds a window to a date, in place of the weekly hours; several statements about a date give it several windows.
     *
     * @throws IllegalArgumentException as {@link #opens} does, or if an earlier statement closes the calendar on that
     *     date
     */
    public CalendarBuilder opensOn(LocalDate date, String open, String close) {
        return opensOn(SpecialDays.onDate(date), open, close);
    }

    /**
     * Adds a window to each of these days, in place of the weekly hours.
     *
     * @throws IllegalArgumentException as {@link #opens} does, or if an earlier statement of this kind closes the
     *     calendar on all of them
     */
    public CalendarBuilder opensOn(SpecialDays days, String open, String close) {
        dates.openOn(days, Window.parse(open, close));
        return this;
    }

    static void refuseOverlap(Window window, int daysLater, @Nullable List<Window> others) {
        for (Window other : others == null ? List.<Window>of() : others) {
            if (window.overlaps(other, daysLater)) {
                throw new IllegalArgumentException("The window " + window + " overlaps with " + other
                        + (daysLater == 0 ? "" : daysLater < 0 ? " of the day before" : " of the day after"));
            }
        }
    }

    /**
     * Returns the calendar of the statements so far.
     *
     * @throws IllegalArgumentException if no day of the week opens, or there is no year of which all holidays are known
     */
    public Calendar build() {
        if (weekly.isEmpty()) {
            throw new IllegalArgumentException("The calendar never opens: it needs a window on a day of the week");
        }
        Map<DayOfWeek, List<Window>> week = weekly.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, day -> List.copyOf(day.getValue())));
        SpecialDates special = dates.build();
        if (special.years().isEmpty()) {
            throw new IllegalArgumentException("There is no year of which all holidays of the calendar are known");
        }
        return new Calendar(new OpeningHours(week, special.windows(), special.years()), zone, special);
    }
}
