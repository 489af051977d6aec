package support.entitlement.web;

import java.util.Locale;

/** What somebody may do beyond reading. Tokens and issuers name roles in small letters. */
enum Role {
    /** May have tables checked. */
    ANALYST,
    /** May publish and restore releases, and have tables checked. */
    PUBLISHER;

    /** The authority that Spring Security knows the role by. */
    String authority() {
        return "ROLE_" + name();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
