package support.entitlement.table;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import support.entitlement.decision.BusinessHours;
import support.entitlement.decision.Channel;
import support.entitlement.decision.Coverage;
import support.entitlement.decision.Query;
import support.entitlement.text.UnderscoredName;

/**
 * The fields of the facts that conditions of tables compare: of {@link Query}, {@link Coverage}, {@link Channel} and
 * {@link BusinessHours}.
 */
public enum FactField {
    PLAN,
    ISSUE_TYPE,
    PRODUCTION_USE,
    WORKAROUND,
    SLA_CATEGORY,
    CHANNEL,
    SUPPORT_LEVEL,
    OPENED_DURING,
    OPENED_AT,
    NAME;

    private static final Map<String, FactField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FactField::toString, field -> field));

    private final String javaName = UnderscoredName.toCamelCase(name());

    /** Returns the name as headers of tables write it, for example {@code issueType}. */
    @Override
    public String toString() {
        return javaName;
    }

    /** Returns true if a header of a table names it so. */
    public boolean isNamed(String name) {
        return javaName.equals(name);
    }

    /** Returns the field of this name; empty if no fact has it. */
    public static Optional<FactField> findByName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * Returns the action by which rows give the field its value.
     *
     * @throws IllegalArgumentException if only callers give it
     */
    public ActionName settingAction() {
        return ActionName.ofName(javaName);
    }
}
