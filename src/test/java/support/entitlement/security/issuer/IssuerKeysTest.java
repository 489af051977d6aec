package support.entitlement.security.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

    private static JWKSelector key(String id) {
        return new JWKSelector(JWKMatcher.forJWSHeader(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build()));
    }

    @Test
    void keysThatTheIssuerDoesNotHaveAreAskedForOnce() throws Exception {
        try (Issuer issuer = new Issuer();
                IssuerKeys keys = new IssuerKeys(new IssuerKeySource(issuer.uri(), null, IssuerKeys.INTERVAL))) {
            Instant start = Instant.now();
            for (int i = 0; i < 5; i++) {
                assertThat(keys.get(key("invented"), null)).isEmpty();
                assertThat(keys.get(key("invented " + i), null)).isEmpty();
            }
            int intervals = 1 + (int) Duration.between(start, Instant.now()).dividedBy(IssuerKeys.INTERVAL);

            assertThat(issuer.keysAsked())
                    .as("once to have keys, and once in each interval for the others")
                    .isBetween(2, 1 + intervals);
        }
    }
}
