package support.entitlement.security.authentication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import support.entitlement.security.AccessToken;
import support.entitlement.security.OpenReading;
import support.entitlement.security.Role;

/** Checks the settings of tokens and of the issuer's roles claim. */
final class TokenSettings {

    private static final int MAX_ROLE_LENGTH = 20;

    private final List<String> errors = new ArrayList<>();
    private final Map<String, String> hashes = new HashMap<>();

    private TokenSettings() {}

    /** Returns every error in these settings. */
    static List<String> errorsIn(SecurityProperties properties) {
        TokenSettings checked = new TokenSettings();
        if (OpenReading.fromName(properties.openReading()).isEmpty()) {
            checked.errors.add(SecuritySettings.PREFIX + ".open-reading is none of plans, all and none.");
        }
        if (properties.rolesClaim().isBlank()) {
            checked.errors.add(SecuritySettings.PREFIX + ".roles-claim is empty. Name the claim with the roles, such as"
                    + " “roles” or “realm_access.roles”.");
        }
        for (int i = 0; i < properties.tokens().size(); i++) {
            checked.checkToken(properties.tokens().get(i), SecuritySettings.PREFIX + ".tokens[" + i + "]");
        }
        return checked.errors;
    }

    private void checkToken(SecurityProperties.ConfiguredToken token, String place) {
        String holder = token.holderName();
        if (holder.isEmpty()) {
            errors.add(place + ".name is missing. Name who holds the token.");
        } else if (!AccessToken.isHolder(holder)) {
            errors.add(place + ".name is no name: it may have up to " + AccessToken.MAX_HOLDER
                    + " letters, and stands on one line.");
        }
        checkHash(token, place);
        if (token.roles().isEmpty()) {
            errors.add(place + ".roles is missing. Name one or more of " + Role.ALL + ".");
        }
        for (String role : token.roles()) {
            if (Role.fromName(role).isEmpty()) {
                errors.add(place + ".roles has " + quoteRole(role) + ", which is no role. Known are " + Role.ALL + ".");
            }
        }
    }

    /** Checks the form of a hash. Errors do not repeat the value, which may be the token itself. */
    private void checkHash(SecurityProperties.ConfiguredToken token, String place) {
        if (token.hash() == null || !AccessToken.isHash(token.hash())) {
            errors.add(place + ".hash is not “sha256:” and 64 hexadecimal digits in small letters."
                    + " The command “token” makes a token and its hash.");
        } else {
            String other = hashes.putIfAbsent(token.hash(), place);
            if (other != null) {
                errors.add(place + ".hash is that of " + other + ", too. Make another token.");
            }
        }
    }

    /** Quotes a role, unless it is too long to be a misspelt one: it may be a secret then. */
    private static String quoteRole(String role) {
        return role.length() <= MAX_ROLE_LENGTH ? "“" + role + "”" : "a word of " + role.length() + " letters";
    }
}
