package support.entitlement.security.authentication;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import support.entitlement.security.OpenReading;
import support.entitlement.security.Role;
import support.entitlement.security.issuer.RolesClaim;

/**
 * The security settings, unparsed. {@link SecuritySettings} rejects wrong ones before any bean uses them.
 *
 * @param openReading how much callers without a token may read: the name of an {@link OpenReading}
 * @param tokens the accepted tokens, by their hashes
 * @param rolesClaim the claim of an issuer's token that lists its roles; see {@link RolesClaim}
 * @param fourEyes whether a release takes two people
 * @param audit whether reads of contracts and refused requests are logged
 * @param signInClientId the name under which the issuer knows the workbench; null if nobody signs in there
 * @param signInScopes the scopes that the workbench asks the issuer for
 */
@ConfigurationProperties(SecuritySettings.PREFIX)
public record SecurityProperties(
        @DefaultValue("plans") String openReading,
        @DefaultValue List<ConfiguredToken> tokens,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("false") boolean fourEyes,
        @DefaultValue("false") boolean audit,
        @Nullable String signInClientId,
        @DefaultValue(SCOPE) List<String> signInScopes) {

    private static final String SCOPE = "openid";

    /** Replaces values that are empty by the defaults. */
    public SecurityProperties {
        signInClientId = signInClientId == null || signInClientId.isBlank() ? null : signInClientId;
        signInScopes = signInScopes.isEmpty() ? List.of(SCOPE) : signInScopes;
    }

    /** Returns the parsed value of {@code open-reading}. A wrong value stops the service at its start. */
    public OpenReading parsedOpenReading() {
        return OpenReading.fromName(openReading).orElse(OpenReading.NONE);
    }

    /**
     * A configured token. It is long and random, so that its plain hash reveals nothing.
     *
     * @param name the holder's name; releases name it as their author
     * @param hash {@code sha256:} and the SHA-256 of the token in hexadecimal
     * @param roles the names of the holder's roles
     */
    record ConfiguredToken(
            @Nullable String name,
            @Nullable String hash,
            @DefaultValue List<String> roles) {

        /** Returns the holder's name. */
        String holderName() {
            return name == null ? "" : name.strip();
        }

        /** Returns the holder's roles. */
        Set<Role> knownRoles() {
            return roles.stream().flatMap(role -> Role.fromName(role).stream()).collect(Collectors.toSet());
        }
    }
}
