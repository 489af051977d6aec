package support.entitlement.calendar.holiday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurringDaysTest {

    private static final String[] NUMBERS = {"first", "second", "third", "fourth", "fifth"};

    private static List<LocalDate> datesOf(String words) {
        return List.copyOf(RecurringDays.parse(words, "").orElseThrow().names().keySet());
    }

    private static LocalDate dateIn(int year, String words) {
        return datesOf(words).stream()
                .filter(date -> date.getYear() == year)
                .findFirst()
                .orElseThrow();
    }

    /** The oracle walks over the days of a month and counts the weekday. */
    @Test
    void aWeekdayOfAMonthIsTheOneThatACountFinds() {
        Random random = new Random(10);
        for (int i = 0; i < 60; i++) {
            DayOfWeek weekday = DayOfWeek.of(1 + random.nextInt(7));
            Month month = Month.of(1 + random.nextInt(12));
            int number = random.nextInt(6);
            String words = (number == 5 ? "last" : NUMBERS[number]) + " " + weekday + " in " + month;
            List<LocalDate> expected = new ArrayList<>();
            for (int year = 1900; year <= 2400; year++) {
                List<LocalDate> all = new ArrayList<>();
                for (LocalDate day = LocalDate.of(year, month, 1); day.getMonth() == month; day = day.plusDays(1)) {
                    if (day.getDayOfWeek() == weekday) {
                        all.add(day);
                    }
                }
                if (number == 5) {
                    expected.add(all.get(all.size() - 1));
                } else if (number < all.size()) {
                    expected.add(all.get(number));
                }
            }

            assertThat(datesOf(words.toLowerCase(Locale.ROOT))).as(words).isEqualTo(expected);
        }
    }

    /** As churches publish them: the earliest and the latest that are possible among them. */
    @ParameterizedTest
    @CsvSource({
        "1900, 04-15", "1913, 03-23", "1943, 04-25", "1954, 04-18", "1981, 04-19", "1999, 04-04", "2000, 04-23",
        "2008, 03-23", "2011, 04-24", "2019, 04-21", "2024, 03-31", "2025, 04-20", "2026, 04-05", "2027, 03-28",
        "2028, 04-16", "2029, 04-01", "2030, 04-21", "2038, 04-25", "2049, 04-18", "2076, 04-19", "2100, 03-28",
        "2160, 03-23", "2285, 03-22", "2299, 04-16"
    })
    void easterIsOnItsPublishedDate(int year, String day) {
        assertThat(dateIn(year, "Easter")).isEqualTo(LocalDate.parse(year + "-" + day));
    }

    /** Gauss's rule with its two exceptions is another computation than the one under test. */
    @Test
    void easterIsWhereTheRuleOfGaussFindsItInAllYears() {
        assertThat(datesOf("Easter Sunday")).hasSize(501).allSatisfy(easter -> {
            int year = easter.getYear();
            int century = year / 100;
            int m = (15 + century - century / 4 - (8 * century + 13) / 25) % 30;
            int n = (4 + century - century / 4) % 7;
            int d = (19 * (year % 19) + m) % 30;
            int e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
            int day = 22 + d + e;
            if (d == 29 && e == 6 || d == 28 && e == 6 && (11 * m + 11) % 30 < 19) {
                day -= 7;
            }
            assertThat(easter).isEqualTo(LocalDate.of(year, 3, 1).plusDays(day - 1L));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "25 December, 2027-12-25",
        "25. december, 2027-12-25",
        "25-Dec, 2027-12-25",
        "December 25, 2027-12-25",
        "Dec. 25th, 2027-12-25",
        "4th of July, 2027-07-04",
        "1 Sept, 2027-09-01",
        "2nd Monday of October, 2027-10-11",
        "last Mon in May, 2027-05-31",
        "2 days before Easter, 2027-03-26",
        "1 day after Easter Sunday, 2027-03-29",
        "day after fourth Thursday in November, 2027-11-26",
        "The day before 1 May, 2027-04-30",
        "2 days after last Monday in December, 2027-12-29",
        "Easter - 2 days, 2027-03-26",
        "easter+39, 2027-05-06",
        "Easter – 2, 2027-03-26",
        "Easter Monday, 2027-03-29",
        "GOOD FRIDAY, 2027-03-26",
        "'1 May from 2027', 2027-05-01",
        "'1 May, until 2027', 2027-05-01",
        // In 2027 the first of May is a Saturday, and the second a Sunday.
        "'2 May, if Sunday then Monday', 2027-05-03",
        "2 May if sun then mon from 2027, 2027-05-03",
        "'1 May, if Saturday then Friday, if Sunday then Monday', 2027-04-30",
        "'1 May, if Saturday or Sunday, then Monday', 2027-05-03",
        "1 May if Sunday then Monday, 2027-05-01",
        "'1 May, if Saturday then the previous Monday', 2027-04-26",
        "'1 May if Saturday then Monday before', 2027-04-26",
        "'day after 1 May, if Sunday then Tuesday', 2027-05-04"
    })
    void aDayMayBeWrittenAsPeopleDo(String words, LocalDate date) {
        assertThat(dateIn(2027, words)).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 May, if Sunday                          | does not say from which weekday to which",
                "1 May, if Sunday then later               | does not say from which weekday to which",
                "1 May, if Someday then Monday             | “someday” is no weekday",
                "1 May, if Thursday then Monday            | write “monday before” or “monday after”",
                "1 May, if Thursday then next Monday before | both “next” and “before”",
                "1 May, if Saturday then the previous Monday before | both “previous” and “before”",
                "1 May, if Monday then Monday              | to the weekday on which it falls",
                "1 May, if Sunday then Monday, if Sunday then Tuesday | Two clauses begin with “if sunday”",
                "first Monday in May, if Sunday then Monday | falls on no “sunday” in any year"
            })
    void aMoveThatHasTwoReadingsOrNoneIsRefused(String words, String why) {
        assertThatThrownBy(() -> RecurringDays.parse(words, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    /** The library that knows the holidays of regions is the oracle. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "US | 4 July, if Saturday then Friday, if Sunday then Monday",
                "US | 11 November, if Saturday then Friday, if Sunday then Monday",
                "GB | 25 December, if Saturday then Monday, if Sunday then Tuesday",
                "GB | 26 December, if Saturday then Monday, if Sunday then Tuesday",
                "JP | 3 November, if Sunday then Monday"
            })
    void aMovedDayIsAHolidayOfARegionWhoseLawMovesItSo(String region, String words) {
        assertThat(RegionalHolidays.of(region).names().keySet()).containsAll(datesOf(words + " from 2010 until 2040"));
    }

    @Test
    void aDayMayRecurInSomeYearsOnly() {
        assertThat(datesOf("1 May from 2027 until 2029"))
                .containsExactly(LocalDate.of(2027, 5, 1), LocalDate.of(2028, 5, 1), LocalDate.of(2029, 5, 1));
        assertThat(datesOf("29 February from 2096 until 2105"))
                .containsExactly(LocalDate.of(2096, 2, 29), LocalDate.of(2104, 2, 29));
    }

    @ParameterizedTest
    @CsvSource({
        "'1 January, if Saturday then Friday from 2028 until 2028', 2027-12-31",
        "'2 days before 1 January from 2028 until 2028', 2027-12-30"
    })
    void theYearsOfADayAreThoseOfTheDayThatItIsCountedFrom(String words, LocalDate date) {
        assertThat(datesOf(words)).containsExactly(date);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 February | no day",
                "31 April | no day",
                "32 May | no day",
                "0 May | no day",
                "1 May from 2030 until 2027 | the first, 2030, comes after the last, 2027",
                "1 May from 1800 | computed from 1900 to 2400",
                "1 May until 2500 | computed from 1900 to 2400",
                "29 February from 2026 until 2027 | in no year from 2026 to 2027",
                "fifth Monday in February from 2027 until 2030 | in no year from 2027 to 2030",
                "101 days after Easter | at most 100 days",
                "32 days after first Monday in May | at most 31 days",
                "Easter - 999 | at most 100 days"
            })
    void aDayThatNeverComesIsRefusedWithItsReason(String words, String reason) {
        assertThatThrownBy(() -> RecurringDays.parse(words, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sixth Monday in May", "first Mon", "25 Ma", "Dec-25", "25 December 2026", "2026-12-25", "DE-BY"
            })
    void otherTextsAreNoDayOfEveryYear(String words) {
        assertThat(RecurringDays.parse(words, "")).isEmpty();
    }
}
