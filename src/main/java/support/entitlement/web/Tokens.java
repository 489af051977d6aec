package support.entitlement.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;
import support.entitlement.security.AccessToken;
import support.entitlement.security.Role;

/**
 * Knows who sends a token: one of the configured ones, or one that the issuer signed; with neither configured, the one that
 * was generated at the start. Thread-safe.
 */
@Component
class Tokens implements AuthenticationManager {

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

    private final List<SecurityProperties.Token> tokens;
    private final @Nullable IssuerTokens issuer;
    private final GeneratedToken generated;

    Tokens(SecurityProperties properties, ObjectProvider<JwtDecoder> decoder, GeneratedToken generated) {
        JwtDecoder found = decoder.getIfAvailable();
        this.issuer = found == null ? null : new IssuerTokens(found, new RolesClaim(properties.rolesClaim()));
        this.generated = generated;
        this.tokens = new ArrayList<>(properties.tokens());
        tokens.addAll(generated.settings());
        if (properties.fourEyes() && issuer == null && publishers() < 2) {
            LOG.warn("Everything that is published takes two people, but fewer than two may publish here:"
                    + " nobody can approve of what is proposed.");
        }
    }

    /** Where the token is that opens what needs one, as a sentence without its full stop. */
    String whereabouts() {
        if (generated.isInUse()) {
            return "The token that may do everything is in " + generated.path();
        }
        return tokens.isEmpty()
                ? "Tokens come from the issuer of the settings"
                : "Tokens are those of the settings, under entitlement.security.tokens";
    }

    private long publishers() {
        return tokens.stream()
                .filter(token -> token.known().contains(Role.PUBLISHER))
                .map(token -> token.holder().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
    }

    @Override
    public Authentication authenticate(Authentication sent) {
        BearerTokenAuthenticationToken token = (BearerTokenAuthenticationToken) sent;
        SecurityProperties.Token known = find(AccessToken.hashOf(token.getToken()));
        if (known != null) {
            return UsernamePasswordAuthenticationToken.authenticated(
                    known.holder(), null, Role.authorities(known.known()));
        }
        if (issuer != null) {
            return issuer.authenticate(token);
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
}
