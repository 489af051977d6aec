package support.entitlement.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.stereotype.Component;
import support.entitlement.security.AccessToken;

/**
 * Knows who sends a token: one of the configured ones, or one that the issuer signed. With neither configured it makes a token
 * at the start and logs it once. Thread-safe.
 */
@Component
class Tokens implements AuthenticationManager {

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final String GENERATED = "generated";

    private final List<SecurityProperties.Token> tokens;
    private final @Nullable JwtAuthenticationProvider issuer;

    Tokens(SecurityProperties properties, ObjectProvider<JwtDecoder> decoder) {
        JwtDecoder found = decoder.getIfAvailable();
        this.issuer = found == null ? null : issuer(found, properties.rolesClaim());
        this.tokens = new ArrayList<>(properties.tokens());
        if (tokens.isEmpty() && issuer == null) {
            AccessToken generated = AccessToken.generate();
            tokens.add(new SecurityProperties.Token(GENERATED, generated.hash(), EnumSet.allOf(Role.class)));
            LOG.info(
                    "No token is configured. Until the next start this one may do everything: {}"
                            + " (the command “token” makes one to keep)",
                    generated.text());
        }
    }

    private static JwtAuthenticationProvider issuer(JwtDecoder decoder, String rolesClaim) {
        JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
        roles.setAuthoritiesClaimName(rolesClaim);
        roles.setAuthorityPrefix("ROLE_");
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(jwt -> roles.convert(jwt).stream()
                .map(authority -> (GrantedAuthority)
                        new SimpleGrantedAuthority(authority.getAuthority().toUpperCase(Locale.ROOT)))
                .toList());
        JwtAuthenticationProvider provider = new JwtAuthenticationProvider(decoder);
        provider.setJwtAuthenticationConverter(converter);
        return provider;
    }

    @Override
    public Authentication authenticate(Authentication sent) {
        String token = ((BearerTokenAuthenticationToken) sent).getToken();
        SecurityProperties.Token known = find(AccessToken.hashOf(token));
        if (known != null) {
            return UsernamePasswordAuthenticationToken.authenticated(known.name(), null, authorities(known.roles()));
        }
        if (issuer != null) {
            return issuer.authenticate(sent);
        }
        throw new InvalidBearerTokenException("The token is not known");
    }

    /** Compares with all of them, each in full, so that the time it takes tells nothing. */
    private SecurityProperties.@Nullable Token find(String hash) {
        SecurityProperties.Token found = null;
        for (SecurityProperties.Token token : tokens) {
            if (MessageDigest.isEqual(
                    token.hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII))) {
                found = token;
            }
        }
        return found;
    }

    private static List<SimpleGrantedAuthority> authorities(Set<Role> roles) {
        return roles.stream()
                .map(role -> new SimpleGrantedAuthority(role.authority()))
                .toList();
    }
}
