package support.entitlement.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may do what.
 *
 * @param openReading whether everybody may ask; else only who has a token may
 * @param tokens the tokens that are accepted, by their hashes
 * @param rolesClaim the claim of an issuer's token that lists its roles
 */
@ConfigurationProperties("entitlement.security")
record SecurityProperties(
        @DefaultValue("true") boolean openReading,
        @DefaultValue List<Token> tokens,
        @DefaultValue("roles") String rolesClaim) {

    private static final String HASH = "sha256:[0-9a-f]{64}";

    /**
     * A token. It is long and random, so that a plain hash of it tells nobody anything.
     *
     * @param name who holds it; releases that they publish name them as the author
     * @param hash {@code sha256:} and the SHA-256 of the token in hexadecimal
     * @param roles what they may do
     */
    record Token(String name, String hash, @DefaultValue Set<Role> roles) {

        /** Refuses what could never be accepted. */
        Token {
            if (name == null || name.isBlank()) {
                throw new IllegalArgumentException("A token of entitlement.security.tokens has no name.");
            }
            if (hash == null || !hash.matches(HASH)) {
                throw new IllegalArgumentException("The hash of the token of " + name
                        + " in entitlement.security.tokens is not “sha256:” and 64 hexadecimal digits."
                        + " The command “token” makes a token and its hash.");
            }
            if (roles.isEmpty()) {
                throw new IllegalArgumentException("The token of " + name
                        + " in entitlement.security.tokens has no roles." + " Known are analyst and publisher.");
            }
        }
    }

    /** Refuses two tokens of one hash. */
    SecurityProperties {
        if (tokens.stream().map(Token::hash).collect(Collectors.toSet()).size() < tokens.size()) {
            throw new IllegalArgumentException("Two tokens of entitlement.security.tokens have the same hash.");
        }
    }
}
