package support.entitlement.table;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import support.entitlement.decision.BusinessHours;
import support.entitlement.decision.Channel;
import support.entitlement.decision.Entitlement;

/** The actions that columns of tables call, on {@link Entitlement}, {@link Channel} and {@link BusinessHours}. */
public enum ActionName {
    SUPPORT_LEVEL,
    SLA_CATEGORY,
    DEFINITION,
    NOTICE,
    ENTITLED,
    COVERS,
    REFER_TO,
    CHANNELS,
    GUARANTEE,
    WORDS,
    PRIORITY_FLAG,
    ON_CALL,
    MILESTONE,
    WITHIN,
    CALENDAR,
    STARTS_AT,
    ENDS_AT,
    EVERY,
    STRENGTH,
    COMMITMENT,
    AMOUNT,
    UNIT,
    PER,
    CARRY_OVER,
    LIMIT,
    TERM,
    MEDIUM,
    TERMS,
    ZONE,
    DAY,
    ON,
    OPENS,
    CLOSES,
    CLOSED_ON,
    OPEN_WHEN_ANY_OF,
    OPEN_WHEN_ALL_OF;

    private static final Map<String, ActionName> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ActionName::toString, action -> action));

    private final String javaName = UnderscoredName.toCamelCase(name());

    /** Returns the name as headers of tables write it, for example {@code carryOver}. */
    @Override
    public String toString() {
        return javaName;
    }

    /** Returns true if a header of a table names it so. */
    public boolean isNamed(String name) {
        return javaName.equals(name);
    }

    /**
     * Returns the action of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ActionName ofName(String name) {
        ActionName action = BY_NAME.get(name);
        if (action == null) {
            throw new IllegalArgumentException("no action is called “" + name + "”");
        }
        return action;
    }
}
