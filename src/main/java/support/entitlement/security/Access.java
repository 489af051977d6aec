package support.entitlement.security;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The access rules. Each one says what a caller needs: nothing, any token, or a token with one of certain roles. The
 * table of access in the manual is generated from them.
 */
public enum Access {
    /** The state of the service, and the links to start from. */
    OPEN(Need.NOTHING, Need.NOTHING, Need.NOTHING),
    /** The policy, its releases and their tables, queries by plan, and the API description. */
    POLICY(Need.NOTHING, Need.NOTHING, Need.TOKEN),
    /** The authors of releases and the comments that they wrote. */
    AUTHORS(Need.NOTHING, Need.TOKEN, Need.TOKEN),
    /** The cells of tables that were refused and hence never published. */
    DRAFTS(Need.NOTHING, Need.TOKEN, Need.TOKEN),
    /** The scenarios and the rules of precedence of releases. */
    SOURCES(Need.NOTHING, Need.TOKEN, Need.TOKEN),
    /** Queries by customer, whose answers reveal terms of the contract. */
    CUSTOMERS(Need.NOTHING, Need.ROLE, Need.ROLE, Role.READER),
    /** Detailed health, metrics and build information. */
    OPERATION(Need.TOKEN, Need.TOKEN, Need.TOKEN),
    /** Checking tables, and making proposals. */
    CHECKING(Need.ROLE, Need.ROLE, Need.ROLE, Role.ANALYST, Role.PUBLISHER),
    /** Publishing releases, and deciding proposals. */
    PUBLISHING(Need.ROLE, Need.ROLE, Need.ROLE, Role.PUBLISHER),
    /** Publishing releases that took force in the past, and approving them. */
    HISTORY(Need.ROLE, Need.ROLE, Need.ROLE, Role.HISTORY),
    /** Storing, reading and ending contracts. */
    CONTRACTS(Need.ROLE, Need.ROLE, Need.ROLE, Role.CONTRACTS),
    /** Reading and recording how much of their allowances customers have used. */
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

    /** Returns the name of the right, as the API and the manual write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the roles of which the caller needs one, if this access needs a role. */
    public List<Role> roles() {
        return roles;
    }

    /**
     * Returns whether the caller has this access.
     *
     * @param caller the roles of the caller's token; null without a token
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

    /** Describes what a caller needs: “nothing”, “a token”, or “a token with the role analyst or publisher”. */
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
