package support.entitlement.calendar.holiday;

import java.util.Map;
import java.util.Optional;
import support.entitlement.calendar.KnownYears;

/**
 * The years for which the library lists holidays of countries that follow the moon or a yearly decree. It has them one
 * year at a time, and goes on with the other holidays of the country after the last of these years, so that it does not
 * tell a year without them from one that is not listed yet.
 */
final class ListedYears {

    /** By the code of the country, from the configuration files of the library. */
    static final Map<String, KnownYears> BY_COUNTRY = Map.of(
            "CC", new KnownYears(2022, 2026),
            "HK", new KnownYears(2007, 2024),
            "KI", new KnownYears(RecurringDays.YEARS.first(), 2026),
            "MU", new KnownYears(2013, 2024),
            // The only one of its holidays that is listed did not exist before 2022.
            "NZ", new KnownYears(RecurringDays.YEARS.first(), 2052),
            "SG", new KnownYears(2013, 2024),
            "SR", new KnownYears(2010, 2031));

    private ListedYears() {}

    /** Returns the years of which all holidays of a country are computed or listed. */
    static KnownYears of(String country) {
        return Optional.ofNullable(BY_COUNTRY.get(country)).orElse(RecurringDays.YEARS);
    }
}
