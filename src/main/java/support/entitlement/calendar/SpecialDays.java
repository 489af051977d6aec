package support.entitlement.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The dates of one statement about a calendar: a single date, a day of every year, or the public holidays of a region.
 *
 * @param kind how specific the statement is
 * @param words the statement as its table writes it
 * @param title the name of the holiday, or of the region; blank if it has none
 * @param names each date, in order, with the name of the holiday; blank if it has none
 * @param years the years that the statement covers; a single date covers all
 */
public record SpecialDays(Kind kind, String words, String title, SortedMap<LocalDate, String> names, KnownYears years) {

    /** Kinds of statements; where two are about one date, the later kind counts. */
    public enum Kind {
        REGION,
        RECURRING,
        DATE
    }

    /**
     * Hours of dates in words.
     *
     * @param days the day or days, as a table writes them
     * @param hours the hours, such as 09:00-12:00; none if it is closed
     * @param name the name of the holiday, or of the region; blank if it has none
     */
    public record SpecialHours(String days, List<String> hours, String name) {}

    /** Returns the statement about a single date. */
    static SpecialDays onDate(LocalDate date) {
        return onDate(date, "");
    }

    /** Returns the statement about a single date that has a name. */
    public static SpecialDays onDate(LocalDate date, String name) {
        return new SpecialDays(Kind.DATE, date.toString(), name, new TreeMap<>(Map.of(date, name)), KnownYears.ALL);
    }
}
