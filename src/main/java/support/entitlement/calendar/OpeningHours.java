package support.entitlement.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Opening hours on the local clock: every week has the same windows, but some dates have others. A window belongs to
 * the date on which it opens, so a closed date still contains the end of the night before.
 *
 * @param weekly the windows of each day of the week that opens
 * @param dates the windows of each date that differs from its day of the week; none if it is closed
 * @param years the years in which all such dates are known
 */
record OpeningHours(Map<DayOfWeek, List<Window>> weekly, Map<LocalDate, List<Window>> dates, KnownYears years) {

    private static final int DAYS = 7;
    private static final Window WHOLE_DAY = new Window(0, (int) Week.DAY);

    static final OpeningHours ALL_DAY_EVERY_DAY = new OpeningHours(
            Arrays.stream(DayOfWeek.values()).collect(Collectors.toMap(day -> day, day -> List.of(WHOLE_DAY))),
            Map.of(),
            KnownYears.ALL);

    /** Returns the weekly hours in words: {@code Monday to Friday 09:00-12:00, 13:00-17:00; Saturday 10:00-12:00}. */
    String weekInWords() {
        List<String> parts = new ArrayList<>();
        for (int first = 1; first <= DAYS; ) {
            List<Window> windows = weekly.getOrDefault(DayOfWeek.of(first), List.of());
            int last = first;
            while (last < DAYS && windows.equals(weekly.getOrDefault(DayOfWeek.of(last + 1), List.of()))) {
                last++;
            }
            if (!windows.isEmpty()) {
                String days = nameOf(first) + (last == first ? "" : " to " + nameOf(last));
                parts.add(days + " " + String.join(", ", textsOf(windows)));
            }
            first = last + 1;
        }
        return String.join("; ", parts);
    }

    private static String nameOf(int day) {
        return DayOfWeek.of(day).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** Returns windows in order, as texts. */
    static List<String> textsOf(List<Window> windows) {
        return windows.stream()
                .sorted(Comparator.comparingInt(Window::opens))
                .map(Window::toString)
                .toList();
    }

    /** Returns the windows that open on a date. */
    List<Window> windowsOn(LocalDate date) {
        List<Window> changed = dates.get(date);
        return changed != null ? changed : weekly.getOrDefault(date.getDayOfWeek(), List.of());
    }

    /** Returns true if a window of some day passes midnight. */
    boolean passMidnight() {
        return Stream.concat(weekly.values().stream(), dates.values().stream()).anyMatch(OpeningHours::passesMidnight);
    }

    /** Returns true if each date has the same hours in both, regardless of how they are divided into windows. */
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

    /** Returns these hours with each open day open from midnight to midnight, and the skipped dates closed. */
    OpeningHours wholeDays(Set<LocalDate> skipped) {
        Map<LocalDate, List<Window>> whole =
                dates.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, day -> wholeDay(day.getValue())));
        skipped.forEach(date -> whole.put(date, List.of()));
        return new OpeningHours(
                weekly.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, day -> wholeDay(day.getValue()))),
                whole,
                years);
    }

    private static List<Window> wholeDay(List<Window> windows) {
        return windows.isEmpty() ? windows : List.of(WHOLE_DAY);
    }

    /**
     * Returns the weeks by the local second from which each applies until the next one does. One week applies all the
     * time except around the dates that differ, where weeks that are open or closed throughout replace it.
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

    /**
     * Returns the dates that differ and, since their nights may differ too, the days after them, as days since the
     * epoch.
     */
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
