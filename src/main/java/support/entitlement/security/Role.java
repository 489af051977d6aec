package support.entitlement.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A role grants access beyond reading. Tokens and issuers name roles in lower case. */
public enum Role {
    /** Checks tables. */
    ANALYST,
    /** Publishes and restores releases, and checks tables. */
    PUBLISHER,
    /** Publishes releases that took force in the past, and whatever {@link #PUBLISHER} may. */
    HISTORY,
    /** Stores, reads and ends contracts. */
    CONTRACTS,
    /** Reads and records how much of their allowances customers have used. */
    USAGE,
    /**
     * Sends queries by customer, and so sees the customer's entitlements. {@link #CONTRACTS} and {@link #USAGE} include
     * this role.
     */
    READER,
    /** Reads detailed health and metrics, as every role may. Meant for metrics collectors. */
    MONITOR;

    /** The names of all roles, for messages. */
    public static final String ALL = Arrays.stream(values()).map(Role::toString).collect(Collectors.joining(", "));

    /**
     * Finds a role by its name in ASCII letters of any case. Letters that only look like ASCII ones, or fold to them,
     * do not match.
     */
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

    /** Returns whether a holder of this role has the rights of the other one. */
    public boolean includes(Role other) {
        return this == other
                || other == READER && (this == CONTRACTS || this == USAGE)
                || other == PUBLISHER && this == HISTORY;
    }

    /** Returns the authorities that stand for these roles in Spring Security. */
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
