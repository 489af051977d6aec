package support.entitlement.table;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.table.value.ChosenThing;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;

/**
 * All names that a set of tables knows. The tables define it: a name is known because a row mentions it.
 *
 * @param plans the plans that conditions name
 * @param supportLevels the levels that plans give or conditions name
 * @param issueTypes the issue types that conditions name or rows refer to
 * @param productionUses the states of production use that conditions name
 * @param slaCategories the categories that rows give or conditions name
 * @param channels the channels that rows offer or describe
 * @param milestones the milestones that rows promise
 * @param attributes the attributes that conditions name, with the values that they are compared with, and those that amounts grow with
 * @param defaults the values of attributes that count if these are not sent, by name
 */
public record Vocabulary(
        Names plans,
        Names supportLevels,
        Names issueTypes,
        Names productionUses,
        Names slaCategories,
        Names channels,
        Names milestones,
        Map<String, Attribute> attributes,
        Map<String, Object> defaults) {

    private static final Names NO_NAMES = new Names(List.of());

    /**
     * An attribute and the values that rows compare it with.
     *
     * @param name the attribute, in the tables' spelling
     * @param types the types of the values
     * @param values the texts among them
     * @param numbers the numbers among them, in ascending order
     * @param chosen what the attribute chooses, so that it must be one of the values; null if any other text is as good
     */
    public record Attribute(
            String name,
            Set<CellType> types,
            Names values,
            List<BigDecimal> numbers,
            @Nullable ChosenThing chosen) {

        /** Creates an attribute that may be any text. */
        public Attribute(String name, Set<CellType> types, Names values, List<BigDecimal> numbers) {
            this(name, types, values, numbers, null);
        }

        /**
         * Returns the tables' spelling of a text, or the empty text for all texts that they do not know, since all of
         * those lead to the same decision.
         */
        public String knownSpelling(String text) {
            return values.findSpelling(text).orElse("");
        }

        /**
         * Returns a written value as the first type that fits: yes or no, a number, a date, an instant, a text in the
         * tables' spelling; empty if rows compare the attribute with nothing of the kind.
         */
        public Optional<Object> readWritten(String text) {
            if (types.contains(CellType.FLAG) && CellType.FLAG.canParse(text)) {
                return Optional.of(CellType.FLAG.parse(text));
            }
            if (types.contains(CellType.NUMBER) && CellType.NUMBER.canParse(text)) {
                return Optional.of(((BigDecimal) CellType.NUMBER.parse(text)).doubleValue());
            }
            for (CellType time : List.of(CellType.DATE, CellType.INSTANT)) {
                if (types.contains(time) && time.canParse(text)) {
                    return Optional.of(time.parse(text));
                }
            }
            return types.contains(CellType.TEXT) ? Optional.of(knownSpelling(text)) : Optional.empty();
        }
    }

    /** Collects the vocabulary of these tables. */
    public static Vocabulary of(List<Table> all) {
        return VocabularyCollector.collectAll(all);
    }

    /** Returns the possible names of a field of a fact; none if it does not hold names. */
    public Names namesOf(String field) {
        return FactField.findByName(field).map(this::namesOf).orElse(NO_NAMES);
    }

    /** Returns the possible names of a field; none if it does not hold names. */
    public Names namesOf(FactField field) {
        return switch (field) {
            case PLAN -> plans;
            case SUPPORT_LEVEL -> supportLevels;
            case ISSUE_TYPE -> issueTypes;
            case PRODUCTION_USE -> productionUses;
            case SLA_CATEGORY -> slaCategories;
            case CHANNEL, NAME -> channels;
            case WORKAROUND, OPENED_DURING, OPENED_AT -> NO_NAMES;
        };
    }

    /** Returns the attribute of this name in any spelling; empty if no condition names it. */
    public Optional<Attribute> findAttribute(String name) {
        return findAttribute(attributes, name);
    }

    static Optional<Attribute> findAttribute(Map<String, Attribute> attributes, String name) {
        Attribute exact = attributes.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        String key = NormalForm.key(name);
        return attributes.values().stream()
                .filter(each -> NormalForm.key(each.name()).equals(key))
                .findFirst();
    }

    /** Returns a query with the values that count for attributes that it leaves out. */
    public Query completeQuery(Query query) {
        if (query.attribute().keySet().containsAll(defaults.keySet())) {
            return query;
        }
        Map<String, Object> completed = new HashMap<>(defaults);
        completed.putAll(query.attribute());
        return query.withAttributes(completed);
    }
}
