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
    USAGE,
    /** May ask by customer, and so see what holds for them. Whoever has {@link #CONTRACTS} or {@link #USAGE} may, too. */
    READER,
    /** May see how the service is, as whoever has any role may: the role for what collects metrics. */
    MONITOR;

    /** Every role, in words for messages. */
    public static final String ALL = Arrays.stream(values()).map(Role::toString).collect(Collectors.joining(", "));

    /** The role of this name, in ASCII letters of any case: no letter that merely looks like one of them, or folds to it. */
    public static Optional<Role> fromName(String name) {
        String trimmed = name.trim();
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(lowerCase(trimmed)))
                .findFirst();
    }

    private static String lowerCase(String text) {
        return text.chars()
                .map(sign -> sign >= 'A' && sign <= 'Z' ? sign + ('a' - 'A') : sign)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Returns whether a holder of this role may do what the other one is for. */
    public boolean includes(Role other) {
        return this == other || other == READER && (this == CONTRACTS || this == USAGE);
    }

    /** What Spring Security knows these roles by. */
    public static List<SimpleGrantedAuthority> toAuthorities(Collection<Role> roles) {
        return roles.stream()
                .map(role -> new SimpleGrantedAuthority(role.authorityName()))
                .toList();
    }

    String authorityName() {
        return "ROLE_" + name();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
