package support.entitlement.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What somebody may do beyond reading. Tokens and issuers name roles in small letters. */
public enum Role {
    /** May have tables checked. */
    ANALYST,
    /** May publish and restore releases, and have tables checked. */
    PUBLISHER,
    /** May store, read and end contracts. */
    CONTRACTS,
    /** May see and record what customers use of their allowances. */
    USAGE;

    /** Every role, in words for messages. */
    public static final String ALL = Arrays.stream(values()).map(Role::toString).collect(Collectors.joining(", "));

    /** The role of this name, in letters of any case. */
    public static Optional<Role> named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.toString().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /** What Spring Security knows these roles by. */
    public static List<SimpleGrantedAuthority> authorities(Collection<Role> roles) {
        return roles.stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
