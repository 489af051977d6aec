package support.entitlement.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import support.entitlement.sla.MinuteOracle;

/**
 * A random calendar with an oracle for the same hours, near a date at which the clocks of its zone change.
 *
 * @param calendar the calendar under test
 * @param oracle the oracle, which checks minute by minute
 * @param near an instant at most some days before the change of the clocks
 */
public record RandomCalendar(Calendar calendar, MinuteOracle oracle, Instant near) {

    /**
     * Changes by an hour, by half an hour, at midnight, by a whole day skipped or repeated, within the day's hours; and
     * none.
     */
    private static final List<Map.Entry<String, String>> CHANGES = List.of(
            Map.entry("Europe/Zurich", "2026-03-29"),
            Map.entry("Europe/Zurich", "2026-10-25"),
            Map.entry("America/New_York", "2026-11-01"),
            Map.entry("America/Los_Angeles", "2026-03-08"),
            Map.entry("Australia/Lord_Howe", "2026-04-05"),
            Map.entry("Australia/Lord_Howe", "2026-10-04"),
            Map.entry("Australia/Adelaide", "2026-10-04"),
            Map.entry("America/St_Johns", "2010-11-07"),
            Map.entry("Asia/Kolkata", "2026-01-26"),
            Map.entry("Asia/Kathmandu", "1986-01-01"),
            Map.entry("America/Havana", "2026-11-01"),
            Map.entry("America/Sao_Paulo", "2018-11-04"),
            Map.entry("Asia/Pyongyang", "2018-05-05"),
            Map.entry("Pacific/Apia", "2011-12-30"),
            Map.entry("Pacific/Kwajalein", "1993-08-21"),
            Map.entry("Pacific/Kwajalein", "1969-09-30"),
            Map.entry("Antarctica/Troll", "2026-03-29"));

    public static RandomCalendar of(Random random) {
        Map.Entry<String, String> change = CHANGES.get(random.nextInt(CHANGES.size()));
        ZoneId zone = ZoneId.of(change.getKey());
        LocalDate date = LocalDate.parse(change.getValue());
        CalendarBuilder builder = new CalendarBuilder(change.getKey());
        boolean nights = random.nextInt(3) == 0;
        Map<DayOfWeek, List<int[]>> weekly = randomWeek(random, builder, nights);
        Map<LocalDate, List<int[]>> changed = randomDates(random, builder, nights, date);
        LocalDateTime near = date.minusDays(random.nextInt(5)).atTime(LocalTime.MIN.plusMinutes(random.nextInt(1440)));
        Instant instant = near.atZone(zone).toInstant();
        return new RandomCalendar(
                builder.build(),
                new MinuteOracle(zone, weekly, changed),
                instant.minusSeconds(Math.floorMod(instant.getEpochSecond(), 60)));
    }

    private static Map<DayOfWeek, List<int[]>> randomWeek(Random random, CalendarBuilder builder, boolean nights) {
        Map<DayOfWeek, List<int[]>> weekly = new EnumMap<>(DayOfWeek.class);
        boolean always = random.nextInt(8) == 0;
        for (DayOfWeek day : DayOfWeek.values()) {
            if (always || day == DayOfWeek.WEDNESDAY || random.nextInt(4) > 0) {
                List<int[]> windows = always && !nights ? List.of(new int[] {0, 1440}) : randomWindows(random, nights);
                weekly.put(day, windows);
                windows.forEach(window -> builder.opens(day, time(window[0]), time(window[1])));
            }
        }
        return weekly;
    }

    private static Map<LocalDate, List<int[]>> randomDates(
            Random random, CalendarBuilder builder, boolean nights, LocalDate near) {
        Map<LocalDate, List<int[]>> changed = new HashMap<>();
        for (int days = -6; days < 14; days++) {
            LocalDate date = near.plusDays(days);
            int kind = random.nextInt(days == 0 ? 4 : 12);
            if (kind == 0) {
                changed.put(date, List.of());
                builder.closedOn(date);
            } else if (kind == 1) {
                List<int[]> windows = randomWindows(random, nights);
                changed.put(date, windows);
                windows.forEach(window -> builder.opensOn(date, time(window[0]), time(window[1])));
            }
        }
        return changed;
    }

    /**
     * Returns one to three windows, and perhaps a last one that passes midnight but closes before the first of any day
     * opens.
     */
    private static List<int[]> randomWindows(Random random, boolean night) {
        List<int[]> windows = new ArrayList<>();
        int from = night ? 360 : 0;
        for (int i = random.nextInt(3); i >= 0 && from < 1200; i--) {
            int opens = from + random.nextInt(180);
            int closes = opens + 1 + random.nextInt(300);
            windows.add(new int[] {opens, Math.min(closes, 1440)});
            from = closes + random.nextInt(2) * random.nextInt(90);
        }
        if (night && from < 1440) {
            windows.add(new int[] {Math.max(from, 1300 + random.nextInt(140)), 1441 + random.nextInt(359)});
        }
        return windows;
    }

    private static String time(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }
}
