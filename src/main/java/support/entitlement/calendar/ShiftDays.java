package support.entitlement.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Set;
import java.util.TreeSet;

/** The business days of a single calendar: a night belongs to the date on which it began. */
final class ShiftDays implements BusinessDays {

    private final OpeningHours hours;
    private final ZoneId zone;
    private final OpenTimeline dates;

    ShiftDays(OpeningHours hours, ZoneId zone) {
        this.hours = hours;
        this.zone = zone;
        // Dates are counted as days in UTC, each of which has exactly 86,400 seconds.
        this.dates = OpenTimeline.of(hours.wholeDays(skippedDates()), ZoneOffset.UTC);
    }

    /**
     * Returns the dates whose hours fall into a gap of the clocks, such as a whole day at a change of the date line.
     */
    private Set<LocalDate> skippedDates() {
        Set<LocalDate> skipped = new TreeSet<>();
        for (ZoneOffsetTransition change : ClockChanges.listAll(zone.getRules())) {
            if (change.isGap()) {
                LocalDate date = change.getDateTimeBefore().toLocalDate();
                while (!date.isAfter(change.getDateTimeAfter().toLocalDate())) {
                    if (isSkipped(date, change)) {
                        skipped.add(date);
                    }
                    date = date.plusDays(1);
                }
            }
        }
        return skipped;
    }

    private boolean isSkipped(LocalDate date, ZoneOffsetTransition gap) {
        return !hours.windowsOn(date).isEmpty()
                && hours.windowsOn(date).stream()
                        .allMatch(window -> !localTime(date, window.opens()).isBefore(gap.getDateTimeBefore())
                                && !localTime(date, window.closes()).isAfter(gap.getDateTimeAfter()));
    }

    private static LocalDateTime localTime(LocalDate date, long second) {
        return date.atStartOfDay().plusSeconds(second);
    }

    @Override
    public boolean areTheDaysOf(BusinessDays other) {
        return other instanceof ShiftDays shifts && (passMidnight() || shifts.passMidnight())
                ? hours.areTheHoursOf(shifts.hours)
                : !passMidnight() && !other.passMidnight();
    }

    @Override
    public boolean passMidnight() {
        return hours.passMidnight();
    }

    @Override
    public LocalDate dayOf(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        LocalDate yesterday = local.toLocalDate().minusDays(1);
        long sinceYesterday = Duration.between(yesterday.atStartOfDay(), local).toSeconds();
        return hours.windowsOn(yesterday).stream().anyMatch(window -> sinceYesterday < window.closes())
                ? yesterday
                : local.toLocalDate();
    }

    @Override
    public LocalDate businessDayAfter(LocalDate date, long number) {
        long before = dates.openBefore((date.toEpochDay() + 1) * Week.DAY);
        return LocalDate.ofEpochDay(dates.openSecond(before + (number - 1) * Week.DAY) / Week.DAY);
    }

    @Override
    public Instant endOf(LocalDate day) {
        int closes =
                hours.windowsOn(day).stream().mapToInt(Window::closes).max().orElse(0);
        return BusinessDays.instantAfter(localTime(day, closes - 1L), zone);
    }
}
