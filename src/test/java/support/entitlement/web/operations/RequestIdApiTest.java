package support.entitlement.web.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.web.ApiTest;

/** The ids that callers give to requests and traces come back from every address. */
class RequestIdApiTest extends ApiTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @ParameterizedTest
    @ValueSource(strings = {"/v1/policy", "/v1/nothing", "/actuator/health", "/docs", "/v1/customers/x/contract"})
    void idsComeBackAlsoWithARefusal(String path) throws Exception {
        Answer answer = getWith(path, "X-Request-ID", "bfe9eb29-ab87", "traceparent", TRACE);

        assertThat(answer.response().headers().allValues("X-Request-ID")).containsExactly("bfe9eb29-ab87");
        assertThat(answer.response().headers().allValues("traceparent")).containsExactly(TRACE);
    }

    private Answer getWith(String path, String... headers) throws Exception {
        return send(request(path).headers(headers));
    }

    @Test
    void aTraceThatCannotBeReadIsIgnored() throws Exception {
        Answer answer = getWith("/v1/policy", "traceparent", TRACE.toUpperCase(java.util.Locale.ROOT));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("traceparent")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a b, position 2", "é, position 1", "'', is empty"})
    void anIdThatCouldForgeALineIsRefused(String id, String reason) throws Exception {
        String answer = raw(
                "GET /v1/policy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-ID: " + id + "\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("malformed-request", reason)
                .doesNotContain("X-Request-ID: ");
    }
}
