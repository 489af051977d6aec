package support.entitlement.web;

import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

/** How an issuer's tokens are judged, beyond who must have signed them for whom, which Spring Boot's settings say. */
@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {

    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer requestsToTheIssuer() {
        IssuerRequests requests = new IssuerRequests();
        return builder -> builder.restOperations(requests);
    }

    /** A token that never expires could never be taken back. */
    @Bean
    OAuth2TokenValidator<Jwt> tokensExpire() {
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setAllowEmptyExpiryClaim(false);
        return times;
    }

    /** Many issuers call every token a JWT, others mark those that are for access as RFC 9068 says. */
    @Bean
    OAuth2TokenValidator<Jwt> tokensAreForAccess() {
        JwtTypeValidator types = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        types.setAllowEmpty(true);
        return types;
    }
}
