package support.entitlement.security.issuer;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Configures the validation of an issuer's tokens: signature, audience, expiry and purpose. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${" + IssuerSettings.ISSUER + ":}' != '' or '${" + IssuerSettings.KEYS + ":}' != ''")
class IssuerConfiguration {

    @Bean
    IssuerKeys issuerKeys(OAuth2ResourceServerProperties properties) throws IOException {
        OAuth2ResourceServerProperties.Jwt jwt = properties.getJwt();
        return new IssuerKeys(new IssuerKeySource(jwt.getIssuerUri(), jwt.getJwkSetUri(), IssuerKeys.INTERVAL));
    }

    @Bean
    JwtDecoder issuerDecoder(IssuerKeys keys, OAuth2ResourceServerProperties properties) {
        OAuth2ResourceServerProperties.Jwt jwt = properties.getJwt();
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithms(all -> all.addAll(acceptedAlgorithms(jwt)))
                .build();
        List<OAuth2TokenValidator<Jwt>> rules = Stream.concat(
                        jwt.getIssuerUri() == null
                                ? Stream.<OAuth2TokenValidator<Jwt>>empty()
                                : Stream.of(new JwtIssuerValidator(jwt.getIssuerUri())),
                        Stream.of(mustExpire(), areForAccess(), areForUs(jwt.getAudiences())))
                .toList();
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(rules));
        return decoder;
    }

    /**
     * Returns the accepted algorithms: every asymmetric one, or those of the settings where only the address of the
     * keys is configured.
     */
    private static List<SignatureAlgorithm> acceptedAlgorithms(OAuth2ResourceServerProperties.Jwt jwt) {
        return jwt.getJwkSetUri() == null
                ? Arrays.asList(SignatureAlgorithm.values())
                : jwt.getJwsAlgorithms().stream().map(SignatureAlgorithm::from).toList();
    }

    /** Requires an expiry: a token that never expires could never be revoked. */
    private static OAuth2TokenValidator<Jwt> mustExpire() {
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setAllowEmptyExpiryClaim(false);
        return times;
    }

    /**
     * Accepts access tokens only. Many issuers give every token the type JWT; others mark access tokens as RFC 9068
     * describes.
     */
    private static OAuth2TokenValidator<Jwt> areForAccess() {
        JwtTypeValidator types = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        types.setAllowEmpty(true);
        return types;
    }

    private static OAuth2TokenValidator<Jwt> areForUs(List<String> audiences) {
        return new JwtClaimValidator<Collection<String>>(
                JwtClaimNames.AUD, sent -> sent != null && !Collections.disjoint(sent, audiences));
    }
}
