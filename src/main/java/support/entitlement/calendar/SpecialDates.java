package support.entitlement.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import support.entitlement.calendar.SpecialDays.SpecialHours;

/**
 * The dates on which the hours of a calendar differ from those of the day of the week. Immutable and thread-safe.
 */
public final class SpecialDates {

    static final SpecialDates NONE = new SpecialDates(Map.of(), Map.of(), List.of(), KnownYears.ALL);

    private final Map<LocalDate, List<Window>> windows;
    private final Map<LocalDate, SpecialDays> statements;
    private final List<SpecialHours> recurring;
    private final KnownYears years;

    /**
     * Keeps these dates.
     *
     * @param windows the hours of each date
     * @param statements the statement that counts for each date
     * @param recurring the statements that hold every year
     */
    SpecialDates(
            Map<LocalDate, List<Window>> windows,
            Map<LocalDate, SpecialDays> statements,
            List<SpecialHours> recurring,
            KnownYears years) {
        this.windows = windows;
        this.statements = statements;
        this.recurring = List.copyOf(recurring);
        this.years = years;
    }

    /** Returns the hours of each date; none if it is closed. */
    Map<LocalDate, List<Window>> windows() {
        return windows;
    }

    /** Returns the years of which all dates are known. */
    KnownYears years() {
        return years;
    }

    /** Returns the days that recur and the regions, as tables write them, in order. */
    public List<SpecialHours> recurring() {
        return recurring;
    }

    /** Returns the dates that tables name one by one, in order. */
    public SortedMap<LocalDate, SpecialHours> singleDates() {
        SortedMap<LocalDate, SpecialHours> single = new TreeMap<>();
        statements.forEach((date, days) -> {
            if (days.kind() == SpecialDays.Kind.DATE) {
                single.put(date, inWords(date));
            }
        });
        return single;
    }

    /**
     * Returns all dates of a year, in order.
     *
     * @throws UnknownHolidaysException if they are not known
     */
    public SortedMap<LocalDate, SpecialHours> ofYear(int year) {
        if (year < years.first() || year > years.last()) {
            throw new UnknownHolidaysException(years.firstSecond(), years.endSecond());
        }
        SortedMap<LocalDate, SpecialHours> dates = new TreeMap<>();
        LocalDate next = LocalDate.of(year + 1, 1, 1);
        for (LocalDate date = LocalDate.of(year, 1, 1); date.isBefore(next); date = date.plusDays(1)) {
            if (windows.containsKey(date)) {
                dates.put(date, inWords(date));
            }
        }
        return dates;
    }

    private SpecialHours inWords(LocalDate date) {
        SpecialDays days = statements.get(date);
        return new SpecialHours(
                days.words(),
                OpeningHours.textsOf(windows.get(date)),
                days.names().getOrDefault(date, ""));
    }
}
