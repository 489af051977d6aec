package support.entitlement.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import support.entitlement.sla.MinuteOracle;

/**
 * Random calendars as rows of a table, with an oracle that shares no code with the calendars under test. Their hours are
 * on quarters of an hour, so that the quarters that {@link #quarters()} lists show every set of calendars that is ever
 * open together.
 *
 * @param rows the rows: calendar, zone, days, opens, closes, closed on, on, open when none of, open when all of
 * @param oracles a function of the names that are open at an instant
 */
public record RandomTimeBands(List<String> rows, Map<String, Oracle> oracles) {

    /** The columns of the rows. */
    public static final String COLUMNS = "Calendar: name == \"$param\" | Zone: $calendar.zone(\"$param\")"
            + " | Day: $calendar.day($param) | Open: $calendar.opens(\"$param\") | Close: $calendar.closes(\"$param\")"
            + " | Closed on: $calendar.closedOn(\"$param\") | On: $calendar.on(\"$param\")"
            + " | None: $calendar.openWhenNoneOf($param) | All: $calendar.openWhenAllOf($param)";

    private static final List<String> ZONES = List.of("Europe/Zurich", "America/New_York", "Asia/Kolkata", "UTC");
    private static final List<LocalDate> DATES = List.of(
            LocalDate.parse("2026-03-29"),
            LocalDate.parse("2026-04-03"),
            LocalDate.parse("2026-10-25"),
            LocalDate.parse("2026-11-02"));

    /** These days recur, and fall on the dates above in that year. */
    private static final List<String> WORDS = List.of(
            "7 days before Easter", "2 days before Easter", "last Sunday in October", "first Monday in November");

    /** Every relation that the clocks of the zones have had since 2000, each for a week at least, and the dates. */
    private static final List<List<String>> WEEKS = List.of(
            List.of("2004-03-20T00:00:00Z", "2004-04-14T00:00:00Z"),
            List.of("2026-02-26T00:00:00Z", "2026-04-12T00:00:00Z"),
            List.of("2026-10-20T00:00:00Z", "2026-11-12T00:00:00Z"));

    /** Tells whether a calendar is open in the quarter of an hour that begins at an instant. */
    public interface Oracle {
        boolean isOpen(Instant quarter);
    }

    public static RandomTimeBands of(Random random, String... names) {
        List<String> rows = new ArrayList<>();
        Map<String, Oracle> oracles = new LinkedHashMap<>();
        List<String> before = new ArrayList<>();
        for (String name : names) {
            int kind = before.isEmpty() ? 9 : random.nextInt(10);
            if (kind < 3) {
                addComplement(random, name, before, rows, oracles);
            } else {
                addHours(random, name, rows, oracles);
            }
            before.add(name);
        }
        return new RandomTimeBands(rows, oracles);
    }

    private static void addComplement(
            Random random, String name, List<String> before, List<String> rows, Map<String, Oracle> oracles) {
        List<String> parts = before.subList(0, 1 + random.nextInt(before.size()));
        List<Oracle> others = parts.stream().map(oracles::get).toList();
        rows.add(name + " | | | | | | | " + String.join(", ", parts) + " | ");
        oracles.put(name, quarter -> others.stream().noneMatch(other -> other.isOpen(quarter)));
    }

    private static void addHours(Random random, String name, List<String> rows, Map<String, Oracle> oracles) {
        String zone = ZONES.get(random.nextInt(ZONES.size()));
        Map<DayOfWeek, List<int[]>> weekly = new EnumMap<>(DayOfWeek.class);
        Map<LocalDate, List<int[]>> changed = new HashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day == DayOfWeek.TUESDAY || random.nextInt(3) > 0) {
                int[] window = randomWindow(random);
                weekly.put(day, List.of(window));
                rows.add(name + " | " + zone + " | " + day + " | " + time(window[0]) + " | " + time(window[1])
                        + " | | | | ");
            }
        }
        for (LocalDate date : DATES) {
            int kind = random.nextInt(4);
            if (kind == 0) {
                changed.put(date, List.of());
                rows.add(name + " | | | | | " + writeDate(name, date) + " | | | ");
            } else if (kind == 1) {
                int[] window = randomWindow(random);
                changed.put(date, List.of(window));
                rows.add(name + " | | | " + time(window[0]) + " | " + time(window[1]) + " | | " + writeDate(name, date)
                        + " | | ");
            }
        }
        MinuteOracle oracle = new MinuteOracle(ZoneId.of(zone), weekly, changed);
        oracles.put(name, oracle::isOpen);
    }

    private static String writeDate(String name, LocalDate date) {
        return (name.charAt(0) + date.getDayOfMonth()) % 2 == 0
                ? date.toString()
                : WORDS.get(DATES.indexOf(date)) + " from 2026 until 2026";
    }

    /** Returns hours on quarters of an hour; a night ends before the hours of any day begin. */
    private static int[] randomWindow(Random random) {
        int opens = random.nextInt(5) == 0 ? 360 : 15 * (24 + random.nextInt(60));
        int closes = opens + 15 * (1 + random.nextInt(60));
        return new int[] {opens, Math.min(closes, 1440 + 360)};
    }

    private static String time(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    /** Returns the calendars that are open at an instant. */
    public Set<String> openAt(Instant quarter) {
        Set<String> open = new HashSet<>();
        oracles.forEach((name, oracle) -> {
            if (oracle.isOpen(quarter)) {
                open.add(name);
            }
        });
        return open;
    }

    /** Returns enough instants to see every set of calendars that is ever open together. */
    public static List<Instant> quarters() {
        List<Instant> quarters = new ArrayList<>();
        for (List<String> weeks : WEEKS) {
            Instant end = Instant.parse(weeks.get(1));
            for (Instant quarter = Instant.parse(weeks.get(0));
                    quarter.isBefore(end);
                    quarter = quarter.plusSeconds(900)) {
                quarters.add(quarter);
            }
        }
        return quarters;
    }
}
