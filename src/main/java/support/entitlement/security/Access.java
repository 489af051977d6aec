package support.entitlement.security;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of who may see or do something. Each says what callers need: nothing, any token, or a token with one of some roles.
 * The table of the manual is made from them.
 */
public enum Access {
    /** Whether the service is up, and where to go from here. */
    OPEN(Need.NOTHING, Need.NOTHING, Need.NOTHING),
    /** The policy, its releases and their tables, queries by plan, the description of the API. */
    POLICY(Need.NOTHING, Need.NOTHING, Need.TOKEN),
    /** Who made a release, and why, in their own words. */
    AUTHORS(Need.NOTHING, Need.TOKEN, Need.TOKEN),
    /** The cells of tables that were refused: nobody has published them. */
    DRAFTS(Need.NOTHING, Need.TOKEN, Need.TOKEN),
    /** Queries by customer, whose answers show what was signed. */
    CUSTOMERS(Need.NOTHING, Need.ROLE, Need.ROLE, Role.READER),
    /** How the service is, in detail, and what it is made of. */
    OPERATION(Need.TOKEN, Need.TOKEN, Need.TOKEN),
    /** Checks of tables, and proposals. */
    CHECKING(Need.ROLE, Need.ROLE, Need.ROLE, Role.ANALYST, Role.PUBLISHER),
    /** Releases that are made, and proposals that are decided. */
    PUBLISHING(Need.ROLE, Need.ROLE, Need.ROLE, Role.PUBLISHER),
    /** Contracts, to store, read and end. */
    CONTRACTS(Need.ROLE, Need.ROLE, Need.ROLE, Role.CONTRACTS),
    /** What customers use of their allowances, to see and record. */
    USAGE(Need.ROLE, Need.ROLE, Need.ROLE, Role.USAGE);

    private final Need all;
    private final Need plans;
    private final Need none;
    private final List<Role> roles;

    Access(Need all, Need plans, Need none, Role... roles) {
        this.all = all;
        this.plans = plans;
        this.none = none;
        this.roles = List.of(roles);
    }

    private enum Need {
        NOTHING,
        TOKEN,
        ROLE
    }

    /** The roles of which one is needed, if roles are. */
    public List<Role> roles() {
        return roles;
    }

    /**
     * Returns whether a caller may.
     *
     * @param caller the roles of their token; null without a token
     */
    public boolean permits(OpenReading reading, @Nullable Set<Role> caller) {
        return switch (needFor(reading)) {
            case NOTHING -> true;
            case TOKEN -> caller != null;
            case ROLE ->
                caller != null
                        && caller.stream().anyMatch(role -> roles.stream().anyMatch(role::includes));
        };
    }

    /** What callers need, in words: “nothing”, “a token”, or “a token with the role analyst or publisher”. */
    public String describeRequirement(OpenReading reading) {
        return switch (needFor(reading)) {
            case NOTHING -> "nothing";
            case TOKEN -> "a token";
            case ROLE ->
                "a token with the role " + roles.stream().map(Role::toString).collect(Collectors.joining(" or "));
        };
    }

    private Need needFor(OpenReading reading) {
        return switch (reading) {
            case ALL -> all;
            case PLANS -> plans;
            case NONE -> none;
        };
    }
}
