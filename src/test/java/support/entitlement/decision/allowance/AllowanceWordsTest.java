package support.entitlement.decision.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.text.WrittenNumber.AmbiguousNumberException;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "150 CHF|150 CHF",
                "CHF 150|150 CHF",
                "1'500 CHF|1500 CHF",
                "1 500 CHF|1500 CHF",
                "150,50 EUR|150.5 EUR",
                "1,500.50 US$|1500.5 US$",
                "€1.5|1.5 €",
                "1.1250 CHF|1.1250 CHF",
                "35 Fr. per credit|35 Fr. per credit"
            })
    void aFeeIsANumberAsTablesWriteItAndACurrency(String text, String written) {
        assertThat(Fee.parse(text)).hasToString(written);
        assertThat(Fee.parse(written)).isEqualTo(Fee.parse(text));
        assertThat(Fee.parseStored(written)).isEqualTo(Fee.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,500 CHF", "1.500 CHF", "CHF 1,500"})
    void aFeeWithTwoReadingsIsRefusedWithBoth(String text) {
        assertThatThrownBy(() -> Fee.parse(text))
                .isInstanceOf(AmbiguousNumberException.class)
                .hasMessageContaining("1500 or 1.500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"150", "CHF", "150 ,50", "1;500 CHF", "-5 CHF", "5 CHF2", "1000000000 CHF", "0.0000001 CHF"})
    void whatIsNoFeeIsQuoted(String text) {
        assertThatThrownBy(() -> Fee.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFeeThatAnEarlierVersionStoredStaysReadable() {
        assertThat(Fee.parseStored("1.125 ,500 CHF")).isEqualTo(new Fee(new BigDecimal("1.125"), ",500 CHF"));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2",
        "2 per hour, 2 per hour",
        "1 per started quarter hour, 1 per started 0.25 hour",
        "1 per started 1 quarter hour, 1 per started 1 quarter hour",
        "1 per 1 half day, 1 per 1 half day",
        "1 per 1 started hour, 1 per 1 started hour",
        "1.1250 per 2.1250 hours, 1.1250 per 2.1250 hours"
    })
    void aCountingReadsWhatItWrites(String text, String written) {
        Counting counting = Counting.parse(text);

        assertThat(counting).hasToString(written);
        assertThat(Counting.parse(written)).isEqualTo(counting);
        assertThat(Counting.parseStored(written)).isEqualTo(counting);
    }

    @ParameterizedTest
    @CsvSource({
        "1; Phone: 2, 1; Phone: 2",
        "1 per Hour ;Phone :2 per hour;Desk: North:0.5 per hour, 1 per Hour; Phone: 2 per hour; Desk: North: 0.5 per hour"
    })
    void aCountingByChannelReadsWhatItWrites(String text, String written) {
        CountingByChannel counting = CountingByChannel.parse(text);

        assertThat(counting).hasToString(written);
        assertThat(CountingByChannel.parse(written)).isEqualTo(counting);
        assertThat(counting.findCounting("PHONE"))
                .hasToString(written.split("; Phone: ")[1].split(";")[0]);
        assertThat(counting.findCounting("Chat")).isEqualTo(counting.usual());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 per started 1/4 hour",
                "1 per 1,5 hours",
                "1 per 1 000 calls",
                "1.500 per hour",
                "1 per 1.000 calls",
                "1,5 per hour"
            })
    void aCountingWhoseNumberMayMeanAnotherIsRefused(String text) {
        assertThatThrownBy(() -> Counting.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCountingThatAnEarlierVersionStoredStaysReadable() {
        assertThat(Counting.parseStored("1.125 per 1,5 hours").count(BigDecimal.ONE))
                .isEqualByComparingTo("1.125");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10 per 1.000 seats", "10 per 1 000 seats", "1.500 per 2 seats", "10 per 5 seats above 1.000"})
    void aFurtherAmountWhoseNumberMayMeanAnotherIsRefused(String text) {
        assertThatThrownBy(() -> FurtherAmount.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFurtherAmountReadsWhatItWrites() {
        FurtherAmount further = FurtherAmount.parse("1.1250 per 2.1250 seats above 3.1250");

        assertThat(FurtherAmount.parse(further.toString())).isEqualTo(further);
    }
}
