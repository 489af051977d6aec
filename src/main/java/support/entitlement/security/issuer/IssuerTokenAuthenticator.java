package support.entitlement.security.issuer;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import support.entitlement.security.Role;

/** Authenticates the sender of a token that an OpenID Connect issuer signed. Thread-safe. */
public final class IssuerTokenAuthenticator {

    /** The maximal length of a subject according to OpenID Connect, in characters. */
    private static final int MAX_SUBJECT = 255;

    private final RolesClaim rolesClaim;
    private final JwtAuthenticationProvider provider;

    public IssuerTokenAuthenticator(JwtDecoder decoder, RolesClaim rolesClaim) {
        this.rolesClaim = rolesClaim;
        this.provider = new JwtAuthenticationProvider(decoder);
        provider.setJwtAuthenticationConverter(this::toHolder);
    }

    /**
     * Returns the holder of a token.
     *
     * @throws InvalidBearerTokenException if the token is invalid or names no usable subject
     * @throws IssuerUnavailableException if the issuer cannot be reached to validate it
     */
    public Authentication authenticateToken(BearerTokenAuthenticationToken token) {
        try {
            return provider.authenticate(token);
        } catch (JwtDecoderInitializationException | AuthenticationServiceException e) {
            throw new IssuerUnavailableException(e);
        }
    }

    private static boolean isInvisible(int sign) {
        return Character.isISOControl(sign) || Character.getType(sign) == Character.SURROGATE;
    }

    private JwtAuthenticationToken toHolder(Jwt token) {
        String subject = token.getSubject();
        if (subject == null || subject.isBlank()) {
            throw new InvalidBearerTokenException("The token names no subject");
        }
        if (subject.length() > MAX_SUBJECT || subject.codePoints().anyMatch(IssuerTokenAuthenticator::isInvisible)) {
            throw new InvalidBearerTokenException("The subject of the token is no name that can be kept");
        }
        return new JwtAuthenticationToken(token, Role.toAuthorities(rolesClaim.rolesIn(token)), subject);
    }
}
