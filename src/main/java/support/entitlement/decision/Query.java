package support.entitlement.decision;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A caller's question: the fact that the first tables match ({@code Query} in their object row).
 *
 * <p>A null field means that the caller did not send it. Such a field meets no condition but {@code !=}. Names are in
 * the tables' spelling; the instant of opening is not part of a query, because only due times depend on it.
 *
 * @param plan the plan that the customer has bought
 * @param issueType the kind of issue
 * @param productionUse how far production use is impaired
 * @param workaround true if a workaround exists
 * @param slaCategory the category that an agent has already chosen, in place of the two facts before it
 * @param channel the channel that the customer wants to use
 * @param attribute further facts by name; each value is a String, a Number or a Boolean
 */
public record Query(
        @Nullable String plan,
        @Nullable String issueType,
        @Nullable String productionUse,
        @Nullable Boolean workaround,
        @Nullable String slaCategory,
        @Nullable String channel,
        Map<String, Object> attribute) {

    /** Copies the attributes: a query is a cache key and must not change. */
    public Query {
        attribute = Map.copyOf(attribute);
    }

    /** Returns the attribute if it was sent as text, else null. */
    public @Nullable String text(String name) {
        return attribute.get(name) instanceof String text ? text : null;
    }

    /** Returns the attribute if it was sent as a number, else null. */
    public @Nullable Double number(String name) {
        return attribute.get(name) instanceof Number number ? number.doubleValue() : null;
    }

    /** Returns the attribute if it was sent as true or false, else null. */
    public @Nullable Boolean flag(String name) {
        return attribute.get(name) instanceof Boolean flag ? flag : null;
    }
}
