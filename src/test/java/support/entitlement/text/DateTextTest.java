package support.entitlement.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateTextTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31, 2026-01-31",
        "2026-1-5, 2026-01-05",
        "2026/02/01, 2026-02-01",
        "2026-01-01 00:00, 2026-01-01",
        "2026-01-01T00:00:00, 2026-01-01",
        "01.02.2026, 2026-02-01",
        "1. 2. 2026, 2026-02-01",
        "01.01.2026 00:00:00, 2026-01-01",
        "31/1/2026, 2026-01-31",
        "1/31/2026, 2026-01-31",
        "1/1/2026, 2026-01-01",
        "01/1/2026, 2026-01-01",
        "17 Sep 2018, 2018-09-17",
        "17-Sept-2018, 2018-09-17",
        "1. März 2018, 2018-03-01",
        "3 février 2018, 2018-02-03",
        "1er janvier 2018, 2018-01-01",
        "17. Mrz. 2018, 2018-03-17",
        "'Sep 17, 2018', 2018-09-17",
        "September 17 2018, 2018-09-17"
    })
    void aDayIsReadInEachOfItsForms(String text, String day) {
        assertThat(DateText.parse(text)).hasToString(day);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1/2/2026         | “1/2/2026” has two readings: 2026-02-01 or 2026-01-02.",
                "1-2-2026         | has two readings: 2026-02-01 or 2026-01-02.",
                "30.02.2026       | There is no day “30.02.2026”.",
                "2026-02-30       | There is no day “2026-02-30”.",
                "01.02.26         | The year of “01.02.26” needs four digits.",
                "2026-01-01 10:00 | “2026-01-01 10:00” is no day.",
                "31 Sep 2018      | There is no day “31 Sep 2018”.",
                "31 Foo 2018      | “31 Foo 2018” is no day.",
                "17-Sep-18        | The year of “17-Sep-18” needs four digits.",
                "Foo 17, 2018     | “Foo 17, 2018” is no day.",
                "Jan 1            | “Jan 1” is no day."
            })
    void whatIsNoDaySaysWhy(String text, String why) {
        assertThatThrownBy(() -> DateText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
