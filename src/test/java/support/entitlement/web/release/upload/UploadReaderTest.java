package support.entitlement.web.release.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class UploadReaderTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plans.csv",
                "Support matrix 2.csv",
                "scenarios/my-times_1.csv",
                "Größen.csv",
                "\u0e23\u0e32\u0e04\u0e32.csv",
                "contract-precedence.drl"
            })
    void aFileMayBeCalledByLettersDigitsBlanksAndAFewSigns(String name) {
        UploadReader reader = new UploadReader();

        assertThat(reader.readBody(upload(name))).isNotNull();
        assertThat(reader.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../plans.csv",
                "..\\plans.csv",
                "scenarios/../plans.csv",
                "scenarios/scenarios/a.csv",
                "other/a.csv",
                "/etc/a.csv",
                "C:plans.csv",
                ".hidden.csv",
                "-rf.csv",
                "$(id).csv",
                "a;b.csv",
                "a|b.csv",
                "=1+1.csv",
                "<b>.csv",
                "a\u202Evsc.csv",
                "a\u200B.csv",
                "a\u0000.csv",
                "a\u00A0b.csv",
                "a\nb.csv",
                " plans.csv",
                "scenarios/.csv",
                "plans.txt"
            })
    void anyOtherNameIsRefused(String name) {
        UploadReader reader = new UploadReader();

        assertThat(reader.readBody(upload(name))).isNull();
        assertThat(reader.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.detail()).contains("letters, digits, blanks"));
    }

    private static ObjectNode upload(String name) {
        ObjectNode upload = JSON.createObjectNode();
        upload.putObject("tables").put(name, "a");
        return upload;
    }
}
