package support.entitlement.security.authentication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import support.entitlement.security.AccessToken;
import support.entitlement.security.Role;
import support.entitlement.security.issuer.IssuerTokenAuthenticator;
import support.entitlement.security.issuer.RolesClaim;
import support.entitlement.text.NormalForm;

/**
 * Authenticates the sender of a token: a configured token, one that the issuer signed, or, if neither is configured,
 * the token that was generated at the start. Thread-safe.
 */
@Component
public class TokenAuthenticator implements AuthenticationManager {

    private static final Logger LOG = LoggerFactory.getLogger(TokenAuthenticator.class);

    private final List<SecurityProperties.ConfiguredToken> tokens;
    private final @Nullable IssuerTokenAuthenticator issuer;
    private final GeneratedToken generated;

    TokenAuthenticator(SecurityProperties properties, ObjectProvider<JwtDecoder> decoder, GeneratedToken generated) {
        JwtDecoder found = decoder.getIfAvailable();
        this.issuer =
                found == null ? null : new IssuerTokenAuthenticator(found, new RolesClaim(properties.rolesClaim()));
        this.generated = generated;
        this.tokens = new ArrayList<>(properties.tokens());
        tokens.addAll(generated.acceptingSettings());
        if (properties.fourEyes() && issuer == null && publishers().size() < 2) {
            LOG.warn("Everything that is published takes two people, but fewer than two may publish here:"
                    + " no second person can approve a proposal.");
        }
    }

    /** Describes where the accepted tokens are kept, as a sentence without its full stop. */
    public String describeLocation() {
        if (generated.isInUse()) {
            return "The token that may do everything is in " + generated.tokenPath()
                    + ", a link that signs a browser in with it in " + generated.linkPath();
        }
        return tokens.isEmpty()
                ? "Tokens come from the issuer of the settings"
                : "Tokens are those of the settings, under entitlement.security.tokens";
    }

    /** Keeps a link that signs in to the page at this address with the generated token, if that is in use. */
    public void keepLink(String page) {
        generated.storeLink(page);
    }

    /** Tells where the token of a caller comes from: {@code generated}, {@code settings} or {@code issuer}. */
    public String tokenSource(Authentication caller) {
        if (caller instanceof JwtAuthenticationToken) {
            return "issuer";
        }
        return generated.isInUse() ? "generated" : "settings";
    }

    /** Returns the names of those who may publish, each once; empty if an issuer may name others. */
    public Optional<List<String>> findPublishers() {
        return issuer == null ? Optional.of(publishers()) : Optional.empty();
    }

    private List<String> publishers() {
        List<String> names = new ArrayList<>();
        tokens.stream()
                .filter(token -> token.knownRoles().stream().anyMatch(role -> role.includes(Role.PUBLISHER)))
                .map(SecurityProperties.ConfiguredToken::holderName)
                .filter(name -> names.stream().noneMatch(known -> NormalForm.areSame(known, name)))
                .forEach(names::add);
        return names;
    }

    @Override
    public Authentication authenticate(Authentication sent) {
        BearerTokenAuthenticationToken token = (BearerTokenAuthenticationToken) sent;
        SecurityProperties.ConfiguredToken known = findToken(AccessToken.hashOf(token.getToken()));
        if (known != null) {
            return UsernamePasswordAuthenticationToken.authenticated(
                    known.holderName(), null, Role.toAuthorities(known.knownRoles()));
        }
        if (issuer != null) {
            return issuer.authenticateToken(token);
        }
        throw new InvalidBearerTokenException("The token is not known");
    }

    /** Compares the hash with every configured one, each in full, so that the response time reveals nothing. */
    private SecurityProperties.@Nullable ConfiguredToken findToken(String hash) {
        SecurityProperties.ConfiguredToken found = null;
        for (SecurityProperties.ConfiguredToken token : tokens) {
            if (MessageDigest.isEqual(
                    token.hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII))) {
                found = token;
            }
        }
        return found;
    }
}
