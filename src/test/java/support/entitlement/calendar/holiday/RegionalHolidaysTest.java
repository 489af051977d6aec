package support.entitlement.calendar.holiday;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.calendar.SpecialDays;

class RegionalHolidaysTest {

    @ParameterizedTest
    @CsvSource({
        "DE-BY, 2027-05-27, Corpus Christi",
        "DE-BY, 2027-01-06, Epiphany",
        "CH-ZH, 2027-05-06, Ascension Day",
        "US, 2027-11-25, Thanksgiving",
        // 4 July 2027 is a Sunday, and observed on the Monday.
        "US, 2027-07-05, Independence Day",
        // New Year 2028 is a Saturday, and observed on the Friday of the year before.
        "US, 2027-12-31, New Year"
    })
    void aHolidayIsKnownWithItsNameOnTheDayOnWhichItIsObserved(String region, LocalDate date, String name) {
        assertThat(RegionalHolidays.of(region).names())
                .hasEntrySatisfying(date, each -> assertThat(each).contains(name));
    }

    @Test
    void namesOfRegionsAreFoundInAnySpellingAndTheNearestIsNamed() {
        assertThat(RegionalHolidays.findCode("de-by")).contains("DE-BY");
        assertThat(RegionalHolidays.findCode("DE-BX")).isEmpty();
        assertThat(RegionalHolidays.findCode("XX")).isEmpty();
        assertThat(RegionalHolidays.findNearest("DE-BX"))
                .hasValueSatisfying(code -> assertThat(code).startsWith("DE-B"));
    }

    /** The months of the Islamic calendar are computed for three centuries only. */
    @Test
    void yearsThatTheLibraryDoesNotKnowAreNotKnown() {
        assertThat(RegionalHolidays.of("TR").years().last()).isBetween(2150, 2200);
        assertThat(RegionalHolidays.of("DE").years().last()).isEqualTo(2400);
        assertThat(RegionalHolidays.of("DE").years().first()).isEqualTo(1900);
    }

    @Test
    void theNamesAreEnglishOnEveryMachineAndInEveryThread() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            Map<LocalDate, String> names = CompletableFuture.supplyAsync(() -> RegionalHolidays.of("AT"))
                    .join()
                    .names();

            assertThat(names.get(LocalDate.of(2027, 12, 25))).isEqualTo("Christmas");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aRegionHasTheHolidaysOfItsCountryAndItsOwn() {
        SpecialDays bavaria = RegionalHolidays.of("DE-BY");

        assertThat(bavaria.names().keySet())
                .containsAll(RegionalHolidays.of("DE").names().keySet());
        assertThat(bavaria.kind()).isEqualTo(SpecialDays.Kind.REGION);
    }
}
