package support.entitlement.table.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningOffsetTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, opening",
        "-24, 0, 0, 2 years before opening",
        "-24, 1, 0, 2 years less 1 day before opening",
        "-24, -1, 0, 2 years and 1 day before opening",
        "18, -1, 0, 18 months less 1 day after opening",
        "1, 1, 0, 1 month and 1 day after opening",
        "0, -1, 0, 1 day before opening",
        "0, 0, 1, 1 second after opening",
        "0, 0, 5400, 90 minutes after opening",
        "0, 0, -86400, 24 hours before opening",
        "0, 0, -86399, 23 hours and 59 minutes and 59 seconds before opening",
        "0, 0, 3601, 1 hour and 1 second after opening"
    })
    void anOffsetBesideThatOfACellIsSaidExactly(int months, int days, long seconds, String words) {
        ZoneId zone = seconds == 0 ? ZoneOffset.UTC : null;

        assertThat(new OpeningOffset(months, days, seconds, zone)).hasToString(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 0", "0, -1", "0, 12", "-13, -1", "1, 2", "-24, -23", "5, 16", "3, 3"})
    void theLeastDistanceOfTwoNumbersOfMonthsIsThatOfAllDates(int months, int otherMonths) {
        long least = LocalDate.of(2000, 1, 1)
                .datesUntil(LocalDate.of(2400, 1, 1))
                .mapToLong(date -> date.plusMonths(otherMonths).toEpochDay()
                        - date.plusMonths(months).toEpochDay())
                .min()
                .orElseThrow();

        assertThat(CalendarCycle.leastDaysBetween(months, otherMonths)).isEqualTo(least);
    }
}
