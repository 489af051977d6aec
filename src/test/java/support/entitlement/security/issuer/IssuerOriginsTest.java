package support.entitlement.security.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The origins from which a page reads while a person signs in. */
class IssuerOriginsTest {

    @Test
    void theOriginOfTheTokenEndpointIsAmongThemAlsoIfItIsAnotherAndIsKept() throws Exception {
        try (Issuer issuer = new Issuer()) {
            IssuerOrigins origins = new IssuerOrigins(issuer.uri());

            assertThat(origins.findOrigins()).containsExactly(issuer.uri(), issuer.tokenOrigin());
            issuer.stop();
            assertThat(origins.findOrigins()).containsExactly(issuer.uri(), issuer.tokenOrigin());
        }
    }

    @Test
    void whileTheIssuerDoesNotAnswerOnlyItsOwnOriginIsThere() throws Exception {
        try (Issuer issuer = new Issuer()) {
            issuer.stop();

            assertThat(new IssuerOrigins(issuer.uri()).findOrigins()).containsExactly(issuer.uri());
        }
    }
}
