package support.entitlement.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimalPreferenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "return=minimal                             | true",
                "Return = \"minimal\"                       | true",
                "respond-async, wait=10, return=minimal     | true",
                "return=minimal; foo=\"a, b\"; bar          | true",
                "handling=lenient; a=b , return=Minimal     | true",
                "return=minimal, return=representation      | true",
                "return=representation, return=minimal      | false",
                "note=\"a, return=minimal, b\"              | false",
                "note=\"a\\\", return=minimal\"              | false",
                "foo; return=minimal                        | false",
                "re turn=minimal                            | false",
                "return\"=minimal                           | false",
                "return                                     | false",
                "return=minimalist                          | false",
                "=,;                                        | false"
            })
    void theFirstPreferenceOfWhatIsReturnedCounts(String header, boolean minimal) {
        assertThat(MinimalPreference.isStated(header)).isEqualTo(minimal);
    }
}
