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
 * counts; of two kinds, the more specific one. A statement that is refused leaves the builder unchanged. Not thread-safe.
 */
final class SpecialDatesBuilder {

    private final Map<LocalDate, List<Window>> windows = new HashMap<>();
    private final Map<LocalDate, SpecialDays> statements = new HashMap<>();
    private final List<SpecialHours> recurring = new ArrayList<>();
    private KnownYears years = KnownYears.ALL;

    /** Closes the calendar on these days. */
    void closeOn(SpecialDays days) {
        days.names().keySet().forEach(date -> refuseOpenDate(date, days.kind()));
        days.names().keySet().forEach(date -> {
            if (isReplaced(date, days.kind())) {
                put(date, days, List.of());
            }
        });
        keep(days, List.of());
    }

    /** Adds a window to these days. */
    void openOn(SpecialDays days, Window window) {
        days.names().keySet().forEach(date -> refuseClosedDate(date, days.kind(), window));
        for (LocalDate date : days.names().keySet()) {
            if (isReplaced(date, days.kind())) {
                put(date, days, List.of(window));
            } else if (statements.get(date).kind() == days.kind()) {
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
        if (days.kind() != Kind.DATE) {
            recurring.add(new SpecialHours(
                    days.words(), OpeningHours.textsOf(hours), days.kind() == Kind.REGION ? "" : days.firstName()));
        }
    }

    /** Returns true if no statement of this kind or a more specific one is about the date. */
    private boolean isReplaced(LocalDate date, Kind kind) {
        SpecialDays known = statements.get(date);
        return known == null || known.kind().compareTo(kind) < 0;
    }

    private void refuseOpenDate(LocalDate date, Kind kind) {
        if (isStated(date, kind) && !windows.get(date).isEmpty()) {
            throw new IllegalArgumentException(
                    date + " cannot be closed and open " + windows.get(date).get(0));
        }
    }

    private void refuseClosedDate(LocalDate date, Kind kind, Window window) {
        if (isStated(date, kind)) {
            if (windows.get(date).isEmpty()) {
                throw new IllegalArgumentException(date + " cannot be closed and open " + window);
            }
            CalendarBuilder.refuseOverlap(window, 0, windows.get(date));
        }
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
