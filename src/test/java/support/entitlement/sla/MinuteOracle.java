package support.entitlement.sla;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counts open time minute by minute, like a person who watches the local clock. It shares no code with the code under
 * test.
 *
 * @param zone the zone of the local clock
 * @param weekly the windows of each day of the week, as pairs of minutes of the day
 * @param changed the windows of each date that differs from its day of the week
 */
public record MinuteOracle(ZoneId zone, Map<DayOfWeek, List<int[]>> weekly, Map<LocalDate, List<int[]>> changed) {

    public boolean isOpen(Instant minute) {
        LocalDateTime wall = LocalDateTime.ofInstant(minute, zone);
        int minuteOfDay = wall.getHour() * 60 + wall.getMinute();
        return contains(wall.toLocalDate(), minuteOfDay)
                || contains(wall.toLocalDate().minusDays(1), minuteOfDay + 24 * 60);
    }

    private boolean contains(LocalDate date, int minute) {
        List<int[]> windows =
                changed.containsKey(date) ? changed.get(date) : weekly.getOrDefault(date.getDayOfWeek(), List.of());
        for (int[] window : windows) { // A stream for each of many minutes would take most of the time.
            if (window[0] <= minute && minute < window[1]) {
                return true;
            }
        }
        return false;
    }

    public boolean passesMidnight() {
        return Stream.concat(weekly.values().stream(), changed.values().stream())
                .flatMap(List::stream)
                .anyMatch(window -> window[1] > 24 * 60);
    }

    /** Returns the business day of an open minute. */
    public LocalDate dayOf(Instant minute) {
        LocalDateTime wall = LocalDateTime.ofInstant(minute, zone);
        LocalDate yesterday = wall.toLocalDate().minusDays(1);
        return contains(yesterday, wall.getHour() * 60 + wall.getMinute() + 24 * 60) ? yesterday : wall.toLocalDate();
    }

    public long openMinutes(Instant from, Instant to) {
        long count = 0;
        for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
            count += isOpen(minute) ? 1 : 0;
        }
        return count;
    }

    /** Returns the end of the minute that completes this number of open minutes, which is at least one. */
    public Instant due(Instant start, long minutes, Set<Instant> pausedMinutes) {
        long left = minutes;
        Instant minute = start;
        while (true) {
            if (isOpen(minute) && !pausedMinutes.contains(minute) && --left == 0) {
                return minute.plusSeconds(60);
            }
            minute = minute.plusSeconds(60);
        }
    }
}
