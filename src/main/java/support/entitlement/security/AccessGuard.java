package support.entitlement.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Decides, according to the settings, what the caller of the current request may see and do. Thread-safe. */
public final class AccessGuard {

    private final OpenReading reading;

    /** Creates a guard for this setting of {@code open-reading}. */
    public AccessGuard(OpenReading reading) {
        this.reading = reading;
    }

    /** Returns whether the caller of the current request has this access. */
    public boolean permits(Access access) {
        return permits(access, SecurityContextHolder.getContext().getAuthentication());
    }

    /** Returns whether this caller has this access. */
    public boolean permits(Access access, @Nullable Authentication caller) {
        return access.permits(reading, rolesOf(caller));
    }

    /**
     * Checks that the caller of the current request has this access.
     *
     * @throws MissingRoleException if the caller lacks it
     */
    public void requireAccess(Access access) {
        if (!permits(access)) {
            throw new MissingRoleException(access, reading);
        }
    }

    /** Describes what callers need for this access: “nothing”, “a token”, or “a token with the role reader”. */
    public String describeRequirement(Access access) {
        return access.describeRequirement(reading);
    }

    /** Returns the roles of the caller of the current request; empty without a token. */
    public static Set<Role> callerRoles() {
        Set<Role> roles = rolesOf(SecurityContextHolder.getContext().getAuthentication());
        return roles == null ? Set.of() : roles;
    }

    /** Returns the name of the caller of the current request; null without a token. */
    public static @Nullable String callerName() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return isStranger(caller) ? null : caller.getName();
    }

    private static @Nullable Set<Role> rolesOf(@Nullable Authentication caller) {
        if (isStranger(caller)) {
            return null;
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (GrantedAuthority authority : caller.getAuthorities()) {
            Arrays.stream(Role.values())
                    .filter(role -> role.authorityName().equals(authority.getAuthority()))
                    .forEach(roles::add);
        }
        return roles;
    }

    private static boolean isStranger(@Nullable Authentication caller) {
        return caller == null || !caller.isAuthenticated() || caller instanceof AnonymousAuthenticationToken;
    }
}
