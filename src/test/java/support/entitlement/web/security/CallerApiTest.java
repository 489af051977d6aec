package support.entitlement.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** {@code GET /v1/me}. {@link AccessTest} tests which right takes which role. */
class CallerApiTest extends ApiTest {

    private static final AccessToken PUBLISHER = AccessToken.generateToken();

    @DynamicPropertySource
    static void acceptThePublisher(DynamicPropertyRegistry properties) {
        accept(properties, 0, "paula", PUBLISHER, "publisher");
    }

    @Test
    void aStrangerHasNoNameAndTheRightsThatAreOpen() throws Exception {
        Answer answer = getWithoutToken("/v1/me");
        JsonNode me = answer.json();

        assertThat(me.get("name").isNull()).isTrue();
        assertThat(me.get("token").isNull()).isTrue();
        assertThat(me.get("roles")).isEmpty();
        assertThat(me.get("fourEyes").booleanValue()).isFalse();
        assertThat(right(me, "policy").get("allowed").booleanValue()).isTrue();
        assertThat(right(me, "customers").get("allowed").booleanValue()).isFalse();
        assertThat(answer.header(HttpHeaders.CACHE_CONTROL)).isEqualTo("no-store");
    }

    @Test
    void theHolderOfATokenIsNamedWithTheRolesAndWhatTheyAllow() throws Exception {
        JsonNode me = send(request("/v1/me").header(HttpHeaders.AUTHORIZATION, "Bearer " + PUBLISHER.text()))
                .json();

        assertThat(me.get("name").stringValue()).isEqualTo("paula");
        assertThat(me.get("token").stringValue()).isEqualTo("settings");
        assertThat(me.at("/roles/0").stringValue()).isEqualTo("publisher");
        assertThat(right(me, "checking").get("allowed").booleanValue()).isTrue();
        assertThat(right(me, "contracts").get("allowed").booleanValue()).isFalse();
        assertThat(right(me, "contracts").get("needs").stringValue()).isEqualTo("a token with the role contracts");
    }

    @Test
    void anUnknownTokenIsRefused() throws Exception {
        Answer answer = send(request("/v1/me").header(HttpHeaders.AUTHORIZATION, "Bearer unknown"));

        assertThat(answer.status()).isEqualTo(401);
    }

    private static JsonNode right(JsonNode me, String name) {
        return me.get("rights")
                .valueStream()
                .filter(right -> right.get("right").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
