package support.entitlement.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.text.WrittenNumber.AmbiguousNumberException;

class WrittenNumberTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.500|1500|1.5",
                "1,500|1500|1.5",
                "10.000|10000|10",
                "1.000|1000|1",
                "999,999|999999|999.999",
                "-1.500|-1500|-1.5",
                "+1.500|1500|1.5",
                "\u2212" + "1.500|-1500|-1.5",
                "１．５００|1500|1.5",
                "١.٥٠٠|1500|1.5",
                "5 %|5|0.05",
                "5%|5|0.05",
                "12,5 %|12.5|0.125",
            })
    void aNumberWithTwoReadingsIsRefusedWithBoth(String text, BigDecimal one, BigDecimal other) {
        assertThatExceptionOfType(AmbiguousNumberException.class)
                .isThrownBy(() -> WrittenNumber.parse(text))
                .satisfies(refused -> {
                    assertThat(refused.possibleNumbers())
                            .usingElementComparator(BigDecimal::compareTo)
                            .containsExactly(one, other);
                    assertThat(refused.remedy().replaceAll("^Write |\\.$", "").split(" or "))
                            .extracting(WrittenNumber::parse)
                            .usingElementComparator(BigDecimal::compareTo)
                            .containsExactly(one, other);
                });
        assertThat(WrittenNumber.isNumber(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8|8",
                "1.5|1.5",
                "1,5|1.5",
                "1,50|1.5",
                "1.5000|1.5",
                "0.500|0.5",
                "0,500|0.5",
                ".500|0.5",
                "1500.125|1500.125",
                "1.500,25|1500.25",
                "1,500.25|1500.25",
                "1,234,567|1234567",
                "1.234.567|1234567",
                "1.234.567,891|1234567.891",
                "1 500|1500",
                "1\u00A0500|1500",
                "1\u202F500,5|1500.5",
                "1'500|1500",
                "1’500.5|1500.5",
                "١٬٥٠٠|1500",
                "١٫٥٠٠|1.5",
                "１２|12",
                "\u2212" + "5|-5",
                "-5|-5",
                "1e3|1000"
            })
    void aNumberWithOneReadingIsRead(String text, BigDecimal number) {
        assertThat(WrittenNumber.parse(text)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                ",",
                "-",
                "x",
                "1,50,000",
                "1.500.25",
                "1.5.2",
                "1,500,25",
                "1 50",
                "15 0",
                "€ 8",
                "8 h",
                "5 %%",
                "--5",
                "5-",
                "(5)",
                "1e",
                "0x10",
                "½",
                "5²",
                "1..500",
                "1.500 %%",
                "NaN",
                "1/2",
                "1:30",
                "01.02.2026"
            })
    void anythingElseIsNoNumber(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WrittenNumber.parse(text))
                .isNotInstanceOf(AmbiguousNumberException.class);
        assertThat(WrittenNumber.isNumber(text)).isFalse();
    }

    @Test
    void noTextIsTooLongToBeRefusedAtOnce() {
        assertThat(WrittenNumber.isNumber("1,234".repeat(100_000))).isFalse();
        assertThat(WrittenNumber.isNumber("9".repeat(1_000_000))).isFalse();
    }
}
