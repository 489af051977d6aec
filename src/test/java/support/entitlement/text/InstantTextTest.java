package support.entitlement.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-06T16:30:00+01:00        | 2026-03-06T16:30+01:00",
                "2026-03-06T16:30:00+0100         | 2026-03-06T16:30+01:00",
                "2026-03-06T16:30:00+01           | 2026-03-06T16:30+01:00",
                "2026-03-06T16:30:00-0930         | 2026-03-06T16:30-09:30",
                "2026-03-06T16:30:00\u221201:00   | 2026-03-06T16:30-01:00",
                "2026-03-06T16:30+01:00           | 2026-03-06T16:30+01:00",
                "2026-03-06T16:30Z                | 2026-03-06T16:30Z",
                "2026-03-06t16:30:00z             | 2026-03-06T16:30Z",
                "2026-03-06 16:30:00+01:00        | 2026-03-06T16:30+01:00",
                "2026-03-06 16:30:00 +01:00       | 2026-03-06T16:30+01:00",
                "2026-03-06T16:30:00,5Z           | 2026-03-06T16:30:00.500Z",
                "2026-03-06T16:30:00.123456789Z   | 2026-03-06T16:30:00.123456789Z",
                "2026-03-06T16:30:00Z             | 2026-03-06T16:30Z",
                "2026-03-06T16:30:59+18:00        | 2026-03-06T16:30:59+18:00",
                "2026-03-06T16:30:00+01:00:30     | 2026-03-06T16:30+01:00:30"
            })
    void anInstantIsReadInEachOfItsForms(String text, String instant) {
        assertThat(InstantText.parse(text)).hasToString(instant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-06T16:30:00 01:00      | In an address + means a blank: send the + of an offset as %2B.",
                "2026-03-06T16:30:00 0100       | In an address + means a blank: send the + of an offset as %2B.",
                "2026-03-06T16:30:00 01         | In an address + means a blank: send the + of an offset as %2B.",
                "2026-03-06T16:30:00            | The offset from UTC is missing: add Z, or one such as +01:00.",
                "2026-03-06                     | A time of day is missing after the date",
                "2026-02-30T16:30:00Z           | There is no day 2026-02-30.",
                "2026-03-06T24:30:00Z           | There is no time of day 24:30:00",
                "2026-03-06T16:30:00+25:00      | There is no offset “+25:00”: they reach from -18:00 to +18:00.",
                "2026-03-06T16:30:60Z           | There is no time of day 16:30:60",
                "2026-03-06T16:30:00+18:01      | There is no offset “+18:01”: they reach from -18:00 to +18:00.",
                "2026-13-06T16:30:00Z           | There is no day 2026-13-06.",
                "2026-03-06T16:30:00 CET        | “CET” is no offset from UTC.",
                "2026-03-06T16:30:00+01:00[Europe/Zurich] | is no offset from UTC.",
                "06.03.2026 16:30               | This must be a date, a time and an offset from UTC",
                "1772811000                     | This must be a date, a time and an offset from UTC"
            })
    void whatIsNoInstantSaysWhy(String text, String why) {
        assertThatThrownBy(() -> InstantText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-06T16:30:00+01:00",
                "2026-03-06T16:30:59Z",
                "2026-03-06T00:00:00-09:30",
                "2026-03-06T16:30:00.5Z",
                "2026-03-06T16:30:00.000000001+01:00:30",
                "+10000-01-01T00:00:00Z",
                "0001-12-31T23:59:01+18:00",
                "-0001-12-31T23:59:01-18:00"
            })
    void anInstantIsWrittenAsTheIsoFormatterWritesIt(String text) {
        assertThat(InstantText.format(OffsetDateTime.parse(text)))
                .isEqualTo(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.parse(text)))
                .isEqualTo(text);
    }
}
