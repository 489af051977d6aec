package support.entitlement.decision.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the values that a table may give an allowance: period, carry-over and limit. */
class AllowanceWordsTest {

    @ParameterizedTest
    @CsvSource({
        "year, YEAR",
        " Calendar  Year, YEAR",
        "month, CALENDAR_MONTH",
        "calendar month, CALENDAR_MONTH",
        "calendar quarter, QUARTER",
        "contract year, CONTRACT_YEAR",
        "Term, TERM"
    })
    void aPeriodMayBeCalledACalendarOne(String text, Per per) {
        assertThat(Per.parse(text)).isEqualTo(per);
    }

    @ParameterizedTest
    @EnumSource(Per.class)
    void aPeriodReadsWhatItWrites(Per per) {
        assertThat(Per.parse(per.toString())).isEqualTo(per);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaer", "calendar term", "calendar contract year", ""})
    void anUnknownPeriodIsQuotedWithThoseThatAreKnown(String text) {
        assertThatThrownBy(() -> Per.parse(text))
                .hasMessage("“%s” is not one of calendar month, quarter, year, contract year, term".formatted(text));
    }

    @ParameterizedTest
    @CsvSource({
        "none, none",
        "3 months, P3M",
        "1 Month, P1M",
        "2 weeks, P14D",
        "90 days, P90D",
        "P1M15D, P1M15D",
        "P0D, none"
    })
    void aCarryOverIsATimeOrNone(String text, String written) {
        assertThat(CarryOver.parse(text)).hasToString(written);
        assertThat(CarryOver.parse(written)).isEqualTo(CarryOver.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "P", "three months", "1 hour", "-1 days", "12345 days"})
    void whatIsNoCarryOverIsQuoted(String text) {
        assertThatThrownBy(() -> CarryOver.parse(text))
                .hasMessageStartingWith("“" + text + "” is not none, or how long");
    }

    @Test
    void aLimitIsHardOrSoft() {
        assertThat(Limit.parse(" Hard")).isEqualTo(Limit.HARD);
        assertThat(Limit.parse("soft")).isEqualTo(Limit.SOFT);
        assertThatThrownBy(() -> Limit.parse("firm")).hasMessage("“firm” is not one of hard, soft");
    }
}
