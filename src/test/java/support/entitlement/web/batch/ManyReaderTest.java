package support.entitlement.web.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class ManyReaderTest {

    private static BatchDocument read(String text) {
        return new BatchDocument(
                text.getBytes(StandardCharsets.UTF_8),
                "cases",
                JsonMapper.shared().reader());
    }

    private static List<String> requestsOf(BatchDocument document) {
        List<String> requests = new ArrayList<>();
        try (BatchDocument.Requests each = document.openRequests()) {
            each.forEachRemaining(request ->
                    requests.add(BatchReader.withDefaults(request, document).toString()));
        }
        return requests;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"defaults\": {\"a\": 1}, \"cases\": [{}, {\"b\": [{\"cases\": []}]}, null, 7, {\"a\": null}]}",
                "{\"cases\": [{}, {\"b\": [{\"cases\": []}]}, null, 7, {\"a\": null}], \"defaults\": {\"a\": 1}}"
            })
    void defaultsCountWhereverTheyStand(String text) {
        BatchDocument document = read(text);

        assertThat(document.countRequests()).isEqualTo(5);
        assertThat(requestsOf(document))
                .containsExactly("{\"a\":1}", "{\"a\":1,\"b\":[{\"cases\":[]}]}", "null", "7", "{}");
    }

    @Test
    void membersBeforeTheRequestsArePassedOver() {
        BatchDocument document = read("{\"x\": {\"cases\": [1]}, \"y\": [[2]], \"z\": \"3\", \"cases\": [4, 5]}");

        assertThat(requestsOf(document)).containsExactly("4", "5");
        assertThat(document.members()).hasToString("{\"x\":{},\"y\":[],\"z\":\"3\",\"cases\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cases\": [1, 2}",
                "{\"cases\": [1, {\"a\": tru}]}",
                "{\"cases\": []} 7",
                "{\"cases\": [1], \"defaults\": {}",
                "[1] 2",
                "{"
            })
    void nothingIsAnsweredOfATextThatIsNoJson(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(JacksonException.class);
    }

    @Test
    void readingEndsAtTheFirstRequestTooMany() {
        BatchDocument document = read("{\"cases\": [" + "{},".repeat(10_002) + " this is never read");

        assertThat(document.hasTooMany()).isTrue();
        assertThat(document.countRequests()).isEqualTo(10_001);
    }

    @Test
    void theFirstThatIsTooLongIsNamed() {
        String letters = "x".repeat(1 << 20);

        assertThat(read("{\"cases\": [1, \"" + letters + "\", \"" + letters + "\"]}")
                        .tooLong())
                .isEqualTo("/cases/1");
        assertThat(read("{\"cases\": [1], \"defaults\": {\"plan\": \"" + letters + "\"}}")
                        .tooLong())
                .isEqualTo("/defaults");
        assertThat(read("{\"cases\": [1, \"" + letters.substring(2) + "\"]}").tooLong())
                .isNull();
    }
}
