package support.entitlement.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;
import support.entitlement.web.ApiTest;
import support.entitlement.web.http.SharedCapacity;

/** Long answers while as many are being read as may be. */
class LongAnswerApiTest extends ApiTest {

    private static final String LONG = "/v3/api-docs";

    @Autowired
    private LongAnswerFilter filter;

    @Test
    void aLongAnswerWithoutAPlaceIsABusyProblemAndNothingElse() throws Exception {
        assertThat(get(LONG).response().body()).hasSizeGreaterThan(CountedOutput.SHORT);
        SharedCapacity.Share all =
                ((SharedCapacity) ReflectionTestUtils.getField(filter, "longAnswers")).takeShare(Integer.MAX_VALUE);
        try {
            Answer refused = get(LONG);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.header("ETag")).isEmpty();
            assertThat(refused.json().path("code").stringValue()).isEqualTo("busy");
        } finally {
            all.close();
        }
        assertThat(get(LONG).status()).isEqualTo(200);
    }
}
