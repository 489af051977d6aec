package support.entitlement.web.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.web.ApiTest;

/** The allowance in an answer, if the caller sends how much was used. */
class AllowanceApiTest extends ApiTest {

    private Answer ask(String used) throws Exception {
        return evaluate("{\"plan\": \"Enterprise Advanced\", \"issueType\": \"Enablement sessions\"" + used + "}");
    }

    @Test
    void withoutUseAnAllowanceIsAnsweredAsTheTableSaysIt() throws Exception {
        assertThat(ask("").json().get("allowance")).isEqualTo(JSON.readTree("""
                {"amount": 8, "unit": "hours", "per": "year", "carryOver": "none", "limit": "hard", "basis": "published"}"""));
    }

    @ParameterizedTest
    @CsvSource({"0, 8", "6.5, 1.5", "8, 0", "9, 0"})
    void withUseWhatIsLeftIsAnswered(String used, String left) throws Exception {
        assertThat(ask(", \"used\": " + used).json().at("/allowance/left").decimalValue())
                .isEqualByComparingTo(left);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e9", "1e99999999", "0.0000001", "\"8\"", "true", "[8]"})
    void useThatIsNoAmountIsQuoted(String used) throws Exception {
        Answer answer = ask(", \"used\": " + used);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("wrong-type");
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo("/used");
    }
}
