package support.entitlement.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import support.entitlement.security.OpenReading;
import support.entitlement.security.Role;

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
record SecurityProperties(
        @DefaultValue("plans") String openReading,
        @DefaultValue List<Token> tokens,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("false") boolean fourEyes,
        @DefaultValue("false") boolean audit) {

    /** How much is open to callers without a token. Settings that say it wrongly are refused at the start. */
    OpenReading reading() {
        return OpenReading.named(openReading).orElse(OpenReading.NONE);
    }

    /**
     * A token. It is long and random, so that a plain hash of it tells nobody anything.
     *
     * @param name who holds it; releases that they publish name them as the author
     * @param hash {@code sha256:} and the SHA-256 of the token in hexadecimal
     * @param roles the names of what they may do
     */
    record Token(
            @Nullable String name,
            @Nullable String hash,
            @DefaultValue List<String> roles) {

        /** Who holds it, by name. */
        String holder() {
            return name == null ? "" : name.strip();
        }

        /** What they may do. */
        Set<Role> known() {
            return roles.stream().flatMap(role -> Role.named(role).stream()).collect(Collectors.toSet());
        }
    }
}
