package support.entitlement.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Channel;
import support.entitlement.decision.Coverage;
import support.entitlement.decision.Query;

/**
 * The input of a condition: a field of the fact, or an attribute that callers send. An attribute may have the name of a
 * field but is a different input, so identify inputs by this record and never by their name alone.
 *
 * @param name the name of the field or the attribute
 * @param attribute true if it is an attribute
 */
public record Input(String name, boolean attribute) {

    /** Returns the input that a condition compares. The opening is one input, whatever it is compared with. */
    public static Input ofCondition(Column.ConditionColumn condition) {
        if (condition.boundsOpening()) {
            return ofField(FactField.OPENED_DURING);
        }
        return new Input(condition.input(), condition.attribute());
    }

    /** Returns the input for a field of a fact. */
    public static Input ofField(FactField field) {
        return new Input(field.toString(), false);
    }

    /** Returns true if it is this field, and not an attribute of the same name. */
    public boolean isField(FactField field) {
        return !attribute && field.isNamed(name);
    }

    /**
     * Returns the value of this input in the fact that a table matches; null if the fact has none.
     *
     * @param fact a query, a coverage or a channel
     * @throws IllegalArgumentException if the fact has no such field
     */
    public @Nullable Object valueIn(Object fact) {
        if (fact instanceof Channel channel) {
            return channel.name();
        }
        if (fact instanceof Coverage coverage) {
            return isField(FactField.SUPPORT_LEVEL)
                    ? coverage.supportLevel()
                    : isField(FactField.SLA_CATEGORY) ? coverage.slaCategory() : valueIn(coverage.query());
        }
        return valueIn((Query) fact);
    }

    /**
     * Returns the value of this input in a query; null if the query does not send it.
     *
     * @throws IllegalArgumentException if queries have no such field
     */
    public @Nullable Object valueIn(Query query) {
        if (attribute) {
            return query.attribute().get(name);
        }
        return switch (FactField.findByName(name)
                .orElseThrow(() -> new IllegalArgumentException("a query has no field “" + name + "”"))) {
            case PLAN -> query.plan();
            case ISSUE_TYPE -> query.issueType();
            case PRODUCTION_USE -> query.productionUse();
            case WORKAROUND -> query.workaround();
            case SLA_CATEGORY -> query.slaCategory();
            case CHANNEL -> query.channel();
            case OPENED_DURING, OPENED_AT -> query.openedDuring();
            case SUPPORT_LEVEL, NAME -> throw new IllegalArgumentException("a query has no field “" + name + "”");
        };
    }

    /** Returns the query with this value of the input in place of any other. */
    public Query sentIn(Query query, Object value) {
        Map<String, Object> attributes = query.attribute();
        if (attribute) {
            attributes = new HashMap<>(attributes);
            attributes.put(name, value);
        }
        return new Query(
                isField(FactField.PLAN) ? (String) value : query.plan(),
                isField(FactField.ISSUE_TYPE) ? (String) value : query.issueType(),
                isField(FactField.PRODUCTION_USE) ? (String) value : query.productionUse(),
                isField(FactField.WORKAROUND) ? (Boolean) value : query.workaround(),
                isField(FactField.SLA_CATEGORY) ? (String) value : query.slaCategory(),
                isField(FactField.CHANNEL) ? (String) value : query.channel(),
                attributes,
                isField(FactField.OPENED_DURING) ? (Query.Opening) value : query.openedDuring());
    }

    /**
     * Returns the name for use in a sentence: a field in words, an attribute by its own name, with the word “attribute”
     * before it if a field has the same name.
     */
    public String displayName() {
        if (!attribute) {
            return inWords(name);
        }
        boolean isCalledLikeAField = Arrays.stream(FactType.values())
                .flatMap(fact -> fact.fieldNames().stream())
                .anyMatch(
                        field -> field.equalsIgnoreCase(name) || inWords(field).equalsIgnoreCase(name));
        return isCalledLikeAField ? "attribute " + name : name;
    }

    private static String inWords(String field) {
        return field.replaceAll("(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT).replaceAll("^sla\\b", "SLA");
    }
}
