package support.entitlement.calendar.holiday;

import static org.assertj.core.api.Assertions.assertThat;

import de.focus_shift.jollyday.core.HolidayManager;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import support.entitlement.calendar.KnownYears;
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

    /** Singapore moves Chinese New Year by a list, and its other holidays by rules. */
    @ParameterizedTest
    @CsvSource({
        "SG, 2013, 2024",
        "HK, 2007, 2024",
        "MU, 2013, 2024",
        "CC, 2022, 2026",
        "KI, 1900, 2026",
        "SR, 2010, 2031"
    })
    void aCountryIsKnownInTheYearsThatTheLibraryLists(String country, int first, int last) {
        assertThat(RegionalHolidays.of(country).years()).isEqualTo(new KnownYears(first, last));
    }

    /** An update of the library that lists other years turns this red; {@link ListedYears} then follows it. */
    @Test
    void theListedYearsAreThoseOfTheLibrary() throws Exception {
        Map<String, KnownYears> listed = new TreeMap<>();
        for (String country : HolidayManager.getSupportedCalendarCodes()) {
            findListedYears(country).ifPresent(years -> listed.put(country, years));
        }

        assertThat(listed).isNotEmpty().allSatisfy((country, years) -> {
            assertThat(ListedYears.of(country).last()).as(country).isEqualTo(years.last());
            assertThat(ListedYears.of(country).first()).as(country).isIn(years.first(), 1900);
        });
        assertThat(ListedYears.BY_COUNTRY.keySet()).containsAll(listed.keySet()).hasSize(listed.size() + 1);
        // Kiribati decrees most of its holidays each year; beyond the list the library has the days of the law.
        assertThat(countOneYearEntries("KI", 2026)).isGreaterThan(4);
        assertThat(countOneYearEntries("KI", 2027)).isZero();
    }

    /** Finds holidays that are listed for five years or more, one at a time, and have no rule. */
    private static Optional<KnownYears> findListedYears(String country) throws Exception {
        Map<String, NavigableSet<Integer>> years = new HashMap<>();
        Set<String> ruled = new HashSet<>();
        for (Element entry : readEntries(country)) {
            String key = entry.getParentNode().hashCode() + entry.getAttribute("descriptionPropertiesKey");
            if (isOfOneYear(entry)) {
                years.computeIfAbsent(key, each -> new TreeSet<>())
                        .add(Integer.valueOf(entry.getAttribute("validFrom")));
            } else {
                ruled.add(key);
            }
        }
        years.keySet().removeAll(ruled);
        return years.values().stream()
                .filter(each -> each.size() >= 5 && each.last() - each.first() <= each.size())
                .map(each -> new KnownYears(each.first(), each.last()))
                .reduce((one, other) ->
                        new KnownYears(Math.max(one.first(), other.first()), Math.min(one.last(), other.last())));
    }

    private static long countOneYearEntries(String country, int year) throws Exception {
        return readEntries(country).stream()
                .filter(entry ->
                        isOfOneYear(entry) && entry.getAttribute("validFrom").equals(String.valueOf(year)))
                .count();
    }

    private static boolean isOfOneYear(Element entry) {
        return !entry.getAttribute("validFrom").isEmpty()
                && entry.getAttribute("validFrom").equals(entry.getAttribute("validTo"));
    }

    private static List<Element> readEntries(String country) throws Exception {
        String file = "/holidays/Holidays_" + country.toLowerCase(Locale.ROOT) + ".xml";
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try (InputStream in = HolidayManager.class.getResourceAsStream(file)) {
            NodeList all = factory.newDocumentBuilder().parse(in).getElementsByTagNameNS("*", "*");
            return IntStream.range(0, all.getLength())
                    .mapToObj(all::item)
                    .map(Element.class::cast)
                    .filter(each -> each.getParentNode().getLocalName() != null
                            && each.getParentNode().getLocalName().equals("Holidays"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AQ", "BV", "HM", "IO", "TF", "UM"})
    void someCountriesHaveNoHolidays(String country) {
        assertThat(RegionalHolidays.of(country).names()).isEmpty();
    }

    @Test
    void allOtherCountriesHaveHolidaysInKnownYearsUntilNow() {
        assertThat(HolidayManager.getSupportedCalendarCodes().stream()
                        .filter(country -> RegionalHolidays.findCode(country).isPresent())
                        .filter(country -> RegionalHolidays.of(country).years().last() < 2024))
                .containsExactlyInAnyOrder("AQ", "BV", "HM", "IO", "TF", "UM");
    }

    @Test
    void aRegionHasTheNamesOfItsCountryAndItsOwn() {
        assertThat(RegionalHolidays.nameOf("NA")).isEqualTo("Namibia");
        assertThat(RegionalHolidays.nameOf("DE-BY")).isEqualTo("Germany, Bavaria");
        assertThat(RegionalHolidays.of("DE-BY").title()).isEqualTo("Germany, Bavaria");
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
