package support.entitlement.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import support.entitlement.calendar.SpecialDays.Kind;
import support.entitlement.calendar.SpecialDays.SpecialHours;

/**
 * Collects statements about dates on which a calendar has other hours. Of two statements of one kind about one date, each
 * counts; of two kinds, the more specific one. Days of every year that meet in some years only settle it by themselves:
 * closed counts before open, and of hours that overlap those that were stated first. A statement that is refused leaves
 * the builder unchanged. Not thread-safe.
 */
final class SpecialDatesBuilder {

    private final Map<LocalDate, List<Window>> windows = new HashMap<>();
    private final Map<LocalDate, SpecialDays> statements = new HashMap<>();
    private final List<SpecialHours> recurring = new ArrayList<>();
    private final List<YearlyHours> yearly = new ArrayList<>();
    private KnownYears years = KnownYears.ALL;

    /** The hours of days of every year; none if they are closed. */
    private record YearlyHours(SpecialDays days, List<Window> hours) {

        /** Returns true if both cannot count on one date. */
        boolean disagreesWith(YearlyHours other) {
            return hours.isEmpty() != other.hours.isEmpty()
                    || hours.stream().anyMatch(window -> other.hours.stream().anyMatch(window::overlaps));
        }

        /** Returns true if this statement is about each date of another. */
        boolean coversAll(SpecialDays others) {
            return days.names().keySet().containsAll(others.names().keySet());
        }
    }

    /** Closes the calendar on these days. */
    void closeOn(SpecialDays days) {
        refuseContradiction(days, List.of());
        days.names().keySet().forEach(date -> {
            if (isReplaced(date, days.kind()) || isStated(date, Kind.RECURRING) && days.kind() == Kind.RECURRING) {
                put(date, days, List.of());
            }
        });
        keep(days, List.of());
    }

    /** Adds a window to these days. */
    void openOn(SpecialDays days, Window window) {
        refuseContradiction(days, List.of(window));
        for (LocalDate date : days.names().keySet()) {
            if (isReplaced(date, days.kind())) {
                put(date, days, List.of(window));
            } else if (isStated(date, days.kind())
                    && !windows.get(date).isEmpty()
                    && windows.get(date).stream().noneMatch(window::overlaps)) {
                List<Window> more = new ArrayList<>(windows.get(date));
                more.add(window);
                windows.put(date, List.copyOf(more));
            }
        }
        keep(days, List.of(window));
    }

    private void put(LocalDate date, SpecialDays days, List<Window> hours) {
        windows.put(date, hours);
        statements.put(date, days);
    }

    private void keep(SpecialDays days, List<Window> hours) {
        years = years.and(days.years());
        if (days.kind() == Kind.RECURRING) {
            yearly.add(new YearlyHours(days, hours));
        }
        if (days.kind() != Kind.DATE) {
            recurring.add(new SpecialHours(days.words(), OpeningHours.textsOf(hours), days.title()));
        }
    }

    /** Returns true if no statement of this kind or a more specific one is about the date. */
    private boolean isReplaced(LocalDate date, Kind kind) {
        SpecialDays known = statements.get(date);
        return known == null || known.kind().compareTo(kind) < 0;
    }

    private void refuseContradiction(SpecialDays days, List<Window> hours) {
        if (days.kind() == Kind.DATE) {
            LocalDate date = days.names().firstKey();
            if (isStated(date, Kind.DATE)) {
                refuseOtherHours(days.words(), windows.get(date), hours);
            }
        } else if (days.kind() == Kind.RECURRING) {
            YearlyHours stated = new YearlyHours(days, hours);
            yearly.forEach(earlier -> refuseWithoutEffect(earlier, stated));
        }
    }

    /** Refuses days of every year that open in no year as stated, because the other statement is about all of them. */
    private static void refuseWithoutEffect(YearlyHours earlier, YearlyHours later) {
        if (earlier.disagreesWith(later)
                && (later.hours().isEmpty() ? later.coversAll(earlier.days()) : earlier.coversAll(later.days()))) {
            refuseOtherHours(later.days().words(), earlier.hours(), later.hours());
        }
    }

    private static void refuseOtherHours(String words, List<Window> known, List<Window> hours) {
        if (known.isEmpty() != hours.isEmpty()) {
            throw new IllegalArgumentException(
                    words + " cannot be closed and open " + (known.isEmpty() ? hours : known).get(0));
        }
        hours.forEach(window -> CalendarBuilder.refuseOverlap(window, 0, known));
    }

    private boolean isStated(LocalDate date, Kind kind) {
        SpecialDays known = statements.get(date);
        return known != null && known.kind() == kind;
    }

    /** Returns the dates of the statements so far. */
    SpecialDates build() {
        return new SpecialDates(Map.copyOf(windows), Map.copyOf(statements), recurring, years);
    }
}
