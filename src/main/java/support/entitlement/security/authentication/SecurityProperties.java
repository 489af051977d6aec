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
 * Who may do what, as the settings say it. {@link SecuritySettings} refuses what is wrong with them before anybody reads them.
 *
 * @param openReading how much is open to callers without a token: the name of an {@link OpenReading}
 * @param tokens the tokens that are accepted, by their hashes
 * @param rolesClaim the claim of an issuer's token that lists its roles; see {@link RolesClaim}
 * @param fourEyes whether a release takes two people
 * @param audit whether it is recorded who reads contracts and who is refused
 */
@ConfigurationProperties(SecuritySettings.PREFIX)
public record SecurityProperties(
        @DefaultValue("plans") String openReading,
        @DefaultValue List<ConfiguredToken> tokens,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("false") boolean fourEyes,
        @DefaultValue("false") boolean audit) {

    /** How much is open to callers without a token. Settings that say it wrongly are refused at the start. */
    public OpenReading parsedOpenReading() {
        return OpenReading.fromName(openReading).orElse(OpenReading.NONE);
    }

    /**
     * A token. It is long and random, so that a plain hash of it tells nobody anything.
     *
     * @param name who holds it; releases that they publish name them as the author
     * @param hash {@code sha256:} and the SHA-256 of the token in hexadecimal
     * @param roles the names of what they may do
     */
    record ConfiguredToken(
            @Nullable String name,
            @Nullable String hash,
            @DefaultValue List<String> roles) {

        /** Who holds it, by name. */
        String holderName() {
            return name == null ? "" : name.strip();
        }

        /** What they may do. */
        Set<Role> knownRoles() {
            return roles.stream().flatMap(role -> Role.fromName(role).stream()).collect(Collectors.toSet());
        }
    }
}
