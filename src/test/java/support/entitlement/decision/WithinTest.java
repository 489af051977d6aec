package support.entitlement.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how analysts write a time, and how it is written back. */
class WithinTest {

    @ParameterizedTest
    @CsvSource({
        "90 minutes, PT1H30M",
        "1 hour, PT1H",
        "15min, PT15M",
        "2 H, PT2H",
        "PT1H, PT1H",
        "pt1h30m, PT1H30M",
        "4 business hours, PT4H",
        "30 business minutes, PT30M",
        "4-8 hours, PT4H-PT8H",
        "4 – 8 hours, PT4H-PT8H",
        "4 to 8 hours, PT4H-PT8H",
        "30 minutes to 1 hour, PT30M-PT1H",
        "PT4H-PT8H, PT4H-PT8H",
        "1 business day, 1 business day",
        "  2  Business   Days , 2 business days",
        "1-2 business days, 1-2 business days",
        "same business day, same business day",
        "by the end of the same business day, same business day",
        "end of next business day, end of next business day",
        "By the end of the next business day, end of next business day",
        "end of 1st business day, end of next business day",
        "end of 2nd business day, end of 2nd business day",
        "end of the 3rd business day, end of 3rd business day",
        "end of 11th business day, end of 11th business day",
        "end of 12nd business day, end of 12th business day",
        "end of 21st business day, end of 21st business day",
        "3 days, P3D",
        "P3D, P3D",
        "3-5 days, P3D-P5D",
        "P3D-P5D, P3D-P5D",
        "3 calendar days, 3 calendar days",
        "1 calendar day, 1 calendar day",
        "2 weeks, P2W",
        "2 calendar weeks, P2W",
        "1 month, P1M",
        "3 calendar months, P3M",
        "1 year, P12M",
        "P1Y, P12M",
        "1.5 hours, PT1H30M",
        "'1,5 hours', PT1H30M",
        "1.5h, PT1H30M",
        "0.5 business hours, PT30M",
        "0.25 hours, PT15M",
        "2.5 minutes, PT2M30S",
        "1.5-2 hours, PT1H30M-PT2H",
        "0.5 to 1.5 hours, PT30M-PT1H30M",
        "1.5 years, P18M",
        "1.0 days, P1D",
        "2.0 business days, 2 business days",
        "0.500 hours, PT30M",
        "1.5000 hours, PT1H30M",
        "PT1.5H, PT1H30M",
        "immediately, PT0S",
        "Immediately, PT0S",
        "0 minutes, PT0S",
        "0 hours, PT0S",
        "0.0 hours, PT0S",
        "PT0S, PT0S",
        "0-4 hours, PT0S-PT4H",
        "immediately to 30 seconds, PT0S-PT30S",
        "30 seconds, PT30S",
        "1 second, PT1S",
        "45s, PT45S",
        "10 secs, PT10S",
        "90 business seconds, PT1M30S",
        "PT1.0S, PT1S",
        "30-90 seconds, PT30S-PT1M30S",
        "999999 seconds, PT277H46M39S",
        "PT1000H0M1S, PT1000H1S",
        "'PT0,5H', PT30M"
    })
    void aTimeIsReadAndWrittenInOneWayThatIsReadBack(String cell, String written) {
        Within within = Within.parse(cell);

        assertThat(within).hasToString(written);
        assertThat(Within.parse(written)).isEqualTo(within);
        assertThat(Within.parse(within.inWords())).isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({
        "PT1H, 1 hour",
        "PT26H, 26 hours",
        "PT90M, 90 minutes",
        "PT45S, 45 seconds",
        "1 second, 1 second",
        "2.5 minutes, 150 seconds",
        "30-90 seconds, 30 seconds to 90 seconds",
        "PT0S, immediately",
        "0-4 hours, 0 hours to 4 hours",
        "PT1000H0M1S, PT1000H1S",
        "PT30M-PT1H, 30 minutes to 1 hour",
        "P1D, 1 day",
        "P2W, 2 weeks",
        "P1Y, 12 months",
        "end of 1st business day, end of next business day"
    })
    void aTimeIsSaidInWords(String cell, String words) {
        assertThat(Within.parse(cell).inWords()).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "1",
                "1 huor",
                "500 ms",
                "1.5.5 hours",
                ".5 hours",
                "1. hours",
                "1½ hours",
                "1 1/2 hours",
                "-1 hour",
                "PT-1H",
                "P1DT2H",
                "immediately-1",
                "immediate hours",
                "8-4 hours",
                "4 hours to 2 days",
                "1-2-3 hours",
                "end of business day",
                "end of 0th business day",
                "next business day",
                "P1M1D",
                "1234567 hours",
                "PT999999999999999999H"
            })
    void whatIsNoTimeIsRefused(String cell) {
        assertThatThrownBy(() -> Within.parse(cell)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5 days, a part of one has no fixed length",
        "1.5 business days, a part of one has no fixed length",
        "0.5 calendar days, a part of one has no fixed length",
        "1.5 weeks, a part of one has no fixed length",
        "'0,5 months', a part of one has no fixed length",
        "P0.5D, a part of one has no fixed length",
        "0 business days, write “immediately” or “same business day”",
        "0 calendar days, write “immediately” or “same business day”",
        "P0M, write “immediately” or “same business day”",
        "0.5 seconds, this is no whole number of seconds",
        "0.3333 hours, this is no whole number of seconds",
        "0.01 minutes, this is no whole number of seconds",
        "1.500 hours, '“1.500” has two readings, 1500 and 1.5, so write the one that is meant'",
        "'1,000 minutes', '“1,000” has two readings, 1000 and 1, so write the one that is meant'",
        "PT1.500H, '“1.500” has two readings, 1500 and 1.5, so write the one that is meant'"
    })
    void aFractionIsExactOrRefusedWithTheReason(String cell, String reason) {
        assertThatThrownBy(() -> Within.parse(cell))
                .isInstanceOf(UnreadableTimeException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aRangeKeepsBothEnds() {
        Within within = Within.parse("4-8 hours");

        assertThat(within.least()).isEqualTo(Duration.ofHours(4).toSeconds());
        assertThat(within.most()).isEqualTo(Duration.ofHours(8).toSeconds());
        assertThat(within).isNotEqualTo(new Within(Duration.ofHours(8)));
    }
}
