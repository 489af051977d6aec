package support.entitlement.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the wall clock says about opening: every week the same windows, but on some dates others. A window belongs to the
 * date on which it opens, so a date that is closed still sees the end of the night before.
 *
 * @param weekly the windows of each day of the week that opens
 * @param dates the windows of each date that differs from its day of the week; none if it is closed
 */
record OpeningHours(Map<DayOfWeek, List<Window>> weekly, Map<LocalDate, List<Window>> dates) {

    private static final Window WHOLE_DAY = new Window(0, (int) Week.DAY);

    static final OpeningHours ALL_DAY_EVERY_DAY = new OpeningHours(
            Arrays.stream(DayOfWeek.values()).collect(Collectors.toMap(day -> day, day -> List.of(WHOLE_DAY))),
            Map.of());

    /** The windows that open on a date. */
    List<Window> windowsOn(LocalDate date) {
        List<Window> changed = dates.get(date);
        return changed != null ? changed : weekly.getOrDefault(date.getDayOfWeek(), List.of());
    }

    /** Whether a window passes midnight on some day. */
    boolean passMidnight() {
        return Stream.concat(weekly.values().stream(), dates.values().stream()).anyMatch(OpeningHours::passesMidnight);
    }

    /** Whether the same hours belong to each date, into however many windows they are cut. */
    boolean areTheHoursOf(OpeningHours other) {
        return Arrays.stream(DayOfWeek.values())
                        .allMatch(day -> mergeWindows(weekly.getOrDefault(day, List.of()))
                                .equals(mergeWindows(other.weekly.getOrDefault(day, List.of()))))
                && Stream.concat(dates.keySet().stream(), other.dates.keySet().stream())
                        .allMatch(date -> mergeWindows(windowsOn(date)).equals(mergeWindows(other.windowsOn(date))));
    }

    private static List<Span> mergeWindows(List<Window> windows) {
        return Span.mergeOverlapping(
                windows.stream().map(window -> window.onDay(0)).toList());
    }

    /** Every day that opens, as a whole, but for some days that never were. */
    OpeningHours wholeDays(Set<LocalDate> skipped) {
        Map<LocalDate, List<Window>> whole =
                dates.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, day -> wholeDay(day.getValue())));
        skipped.forEach(date -> whole.put(date, List.of()));
        return new OpeningHours(
                weekly.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, day -> wholeDay(day.getValue()))),
                whole);
    }

    private static List<Window> wholeDay(List<Window> windows) {
        return windows.isEmpty() ? windows : List.of(WHOLE_DAY);
    }

    /**
     * The local second from which each week holds until the next one does. One week holds for all time but around
     * the dates that differ, where it gives way to weeks that are open or closed throughout.
     */
    NavigableMap<Long, Week> weekPieces() {
        Week regular = regularWeek();
        NavigableMap<Long, Week> pieces = new TreeMap<>();
        pieces.put(Long.MIN_VALUE, regular);
        for (long day : affectedDays()) {
            long from = day * Week.DAY;
            pieces.put(from, Week.CLOSED);
            for (Span span : openOn(day)) {
                pieces.put(span.from(), Week.OPEN);
                if (span.to() < from + Week.DAY) {
                    pieces.put(span.to(), Week.CLOSED);
                }
            }
            pieces.put(from + Week.DAY, regular);
        }
        return pieces;
    }

    private Week regularWeek() {
        List<Span> spans = new ArrayList<>();
        weekly.forEach((day, windows) -> windows.forEach(window -> spans.add(window.onDay(day.ordinal()))));
        return Week.of(spans);
    }

    /** The dates that differ and, since their nights may do so too, the days after them, counted from the epoch. */
    private Set<Long> affectedDays() {
        Set<Long> days = new TreeSet<>();
        for (LocalDate date : dates.keySet()) {
            days.add(date.toEpochDay());
            if (passesMidnight(windowsOn(date))
                    || passesMidnight(weekly.getOrDefault(date.getDayOfWeek(), List.of()))) {
                days.add(date.toEpochDay() + 1);
            }
        }
        return days;
    }

    private static boolean passesMidnight(List<Window> windows) {
        return windows.stream().anyMatch(window -> window.closes() > Week.DAY);
    }

    private List<Span> openOn(long day) {
        List<Span> spans = new ArrayList<>();
        for (long opening = day - 1; opening <= day; opening++) {
            for (Window window : windowsOn(LocalDate.ofEpochDay(opening))) {
                Span span = window.onDay(opening);
                spans.add(new Span(
                        Math.max(span.from(), day * Week.DAY), Math.min(span.to(), day * Week.DAY + Week.DAY)));
            }
        }
        return Span.mergeOverlapping(spans);
    }
}
