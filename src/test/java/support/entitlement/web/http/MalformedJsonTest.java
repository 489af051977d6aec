package support.entitlement.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class MalformedJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static String explain(byte[] body) {
        return MalformedJson.explain(catchThrowableOfType(JacksonException.class, () -> JSON.readTree(body)));
    }

    private static String explain(String body) {
        return explain(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                | at line 1, column 2: it ends where the } of an object is still expected",
                "[1               | at line 1, column 3: it ends where the ] of an array is still expected",
                "\"abc            | at line 1, column 5: it ends within a text, whose closing \" is missing",
                "{\"a\":          | at line 1, column 6: it ends before it is complete",
                "{a:1}            | at line 1, column 2: a name in double quotes is expected, not “a”",
                "{'a':1}          | at line 1, column 2: a name in double quotes is expected, not “'”",
                "{\"a\":1,}       | at line 1, column 8: a name in double quotes is expected, not “}”",
                "{\"a\" 1}        | at line 1, column 6: a colon is expected between a name and its value, not “1”",
                "{\"a\":1 \"b\":2} | at line 1, column 8: a comma or } is expected after a value, not “\"”",
                "[1 2]            | at line 1, column 4: a comma or ] is expected after a value, not “2”",
                "[1,]             | at line 1, column 4: a value is expected (text in double quotes, a number, true, false, null, an array or an object), not “]”",
                "{\"a\":“b”}      | at line 1, column 8: a value is expected (text in double quotes, a number, true, false, null, an array or an object), not ““ (U+201C)”",
                "{\"a\":True}     | at line 1, column 6: “True” is no value: write text in double quotes, a number, true, false, null, an array or an object",
                "{\"a\":NaN}      | at line 1, column 9: “NaN” is no value: write text in double quotes, a number, true, false, null, an array or an object",
                "{\"a\":+1}       | at line 1, column 7: a number begins with a digit or a minus, not with “+”",
                "{\"a\":01}       | at line 1, column 7: a number does not begin with a zero that stands before other digits",
                "{\"a\":1.}       | at line 1, column 8: a digit of a number is expected, not “}”",
                "{\"a\":\"\\x\"}  | at line 1, column 8: “\\x” has no meaning in a text; a backslash itself is written as \\\\",
                "{\"a\":1,\"a\":2} | at line 1, column 11: the name “a” stands twice in one object",
                "{} {}            | at line 1, column 4: it must be one value and nothing more",
                "{\"a\":1}}       | at line 1, column 8: this “}” closes nothing that was opened",
                "/* c */ {}       | at line 1, column 1: comments are no JSON"
            })
    void aMistakeIsSaidWithItsPlace(String body, String sentence) {
        assertThat(explain(body)).isEqualTo("This is not JSON " + sentence + ".");
    }

    @Test
    void bytesThatAreNoUtf8AreSaidToBeNone() {
        assertThat(explain("{\"a\":\"\u00FC\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("This is not JSON at line 1, column 8: it is not UTF-8 from here on.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":.5}", "{\"a\":1e}", "{\"a\":-}", "{\"a\":-Infinity}", "{\"a\":\"\\u12g4\"}", "\u00A0{}", "# c",
                        "\u0001",
                "{\"a\":\"x\ty\"}", "{\"a\":1;}", "[1,,2]", "tru", "{\"a\"", "[[[", "{\"a\":\"\\", "{\"a\":\"\\u12"
            })
    void noSentenceNamesTheParser(String body) {
        assertThat(explain(body))
                .doesNotContainPattern(
                        "Feature|[Jj]ackson|Json[A-Z]|enable|Source:|token|CTRL|::|`|\\(code|[a-z][A-Z]");
    }

    @Test
    void aLimitIsSaidWithoutTheSettingThatItComesFrom() {
        assertThat(explain("[".repeat(2_000)))
                .isEqualTo("This is not JSON: arrays and objects stand more than 500 deep in each other.");
        assertThat(explain("1".repeat(2_000))).isEqualTo("This is not JSON: a number has more than 1000 digits.");
    }
}
