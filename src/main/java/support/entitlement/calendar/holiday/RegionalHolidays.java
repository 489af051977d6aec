package support.entitlement.calendar.holiday;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import support.entitlement.calendar.KnownYears;
import support.entitlement.calendar.SpecialDays;
import support.entitlement.text.Names;

/**
 * The public holidays of countries and regions by their codes: {@code US}, {@code DE-BY}. They are those of the library
 * Jollyday, on the days on which they are observed. Nothing is read before a region is asked for. Thread-safe.
 */
public final class RegionalHolidays {

    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*");
    private static final String SEPARATOR = "-";

    /** Each keeps some thousand dates. */
    private static final int MAX_REGIONS = 64;

    private static final LoadingCache<String, SpecialDays> KNOWN =
            Caffeine.newBuilder().maximumSize(MAX_REGIONS).build(RegionalHolidays::listHolidays);

    private RegionalHolidays() {}

    /** Returns true if a text has the form of a code. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    /** Returns the code of a region in its usual spelling; empty if there is no such region. */
    public static Optional<String> findCode(String code) {
        return namesNear(code).findSpelling(code);
    }

    /** Returns the code that is most like this one; empty if none is. */
    public static Optional<String> findNearest(String code) {
        return namesNear(code).findNearest(code);
    }

    /**
     * Returns the holidays of a region; without any date if it has none.
     *
     * @param code one that {@link #findCode} has returned
     */
    public static SpecialDays of(String code) {
        return KNOWN.get(code);
    }

    /**
     * Returns the English name of a region after that of its country: {@code Germany, Bavaria}.
     *
     * @param code one that {@link #findCode} has returned
     */
    public static String nameOf(String code) {
        String[] parts = code.toLowerCase(Locale.ROOT).split(SEPARATOR);
        CalendarHierarchy place = openCountry(parts[0]).getCalendarHierarchy();
        StringBuilder name = new StringBuilder(place.getDescription(Locale.ENGLISH));
        for (String part : List.of(parts).subList(1, parts.length)) {
            place = place.getChildren().get(part);
            name.append(", ").append(place.getDescription(Locale.ENGLISH));
        }
        return name.toString();
    }

    /** Returns the regions of the country of a code, or else the countries. */
    private static Names namesNear(String code) {
        Names countries = new Names(
                HolidayManager.getSupportedCalendarCodes().stream().sorted().toList());
        return countries
                .findSpelling(code.split(SEPARATOR, 2)[0])
                .map(country -> new Names(listCodes(country)))
                .orElse(countries);
    }

    private static List<String> listCodes(String country) {
        List<String> codes = new ArrayList<>(List.of(country));
        addCodes(
                country,
                openCountry(country).getCalendarHierarchy().getChildren().values(),
                codes);
        return codes;
    }

    private static void addCodes(String parent, Collection<CalendarHierarchy> children, List<String> codes) {
        for (CalendarHierarchy child : children) {
            String code = parent + SEPARATOR + child.getId().toUpperCase(Locale.ROOT);
            codes.add(code);
            addCodes(code, child.getChildren().values(), codes);
        }
    }

    private static SpecialDays listHolidays(String code) {
        String[] parts = code.toLowerCase(Locale.ROOT).split(SEPARATOR);
        HolidayManager country = openCountry(parts[0]);
        String[] region = List.of(parts).subList(1, parts.length).toArray(String[]::new);
        SortedMap<LocalDate, String> names = new TreeMap<>();
        KnownYears listed = ListedYears.of(parts[0].toUpperCase(Locale.ROOT));
        int first = 0;
        int last = 0;
        for (int year = listed.first(); year <= listed.last(); year++) {
            List<Holiday> holidays = listYear(country, year, region);
            // The library knows nothing of some years: then those count that are known without a gap until the last.
            if (!holidays.isEmpty()) {
                first = last == year - 1 ? first : year;
                last = year;
            }
            for (Holiday holiday : holidays) {
                names.merge(
                        holiday.getDate(),
                        holiday.getDescription(Locale.ROOT),
                        (one, other) -> one.equals(other) ? one : one + ", " + other);
            }
        }
        return new SpecialDays(SpecialDays.Kind.REGION, code, nameOf(code), names, new KnownYears(first, last));
    }

    private static List<Holiday> listYear(HolidayManager country, int year, String[] region) {
        try {
            return country.getHolidays(Year.of(year), region).stream()
                    .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                    .sorted(Comparator.comparing(Holiday::getDate).thenComparing(Holiday::getPropertiesKey))
                    .toList();
        } catch (DateTimeException e) {
            return List.of(); // The moon of that year has not been computed.
        }
    }

    /** The library keeps what it has computed for as long as its manager lives, so each use has a manager of its own. */
    private static synchronized HolidayManager openCountry(String country) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(RegionalHolidays.class.getClassLoader()); // By which it finds its readers.
        try {
            HolidayManager.setManagerCachingEnabled(false);
            return HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
