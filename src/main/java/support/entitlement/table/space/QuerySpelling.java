package support.entitlement.table.space;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.table.FactField;
import support.entitlement.table.Input;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;

/**
 * Makes a query of a box, and reads it as the service does.
 *
 * @param vocabulary the names of all tables
 */
record QuerySpelling(Vocabulary vocabulary) {

    private static final List<FactField> NAMES = List.of(
            FactField.PLAN, FactField.ISSUE_TYPE, FactField.PRODUCTION_USE, FactField.SLA_CATEGORY, FactField.CHANNEL);
    private static final List<FactField> REQUIRED = List.of(FactField.PLAN, FactField.ISSUE_TYPE);
    private static final Query EMPTY = new Query(null, null, null, null, null, null, Map.of());

    static QuerySpelling of(List<Table> tables) {
        return new QuerySpelling(Vocabulary.of(tables));
    }

    /**
     * Returns a query of a box in which whatever makes no difference is not sent; empty if it would need a name that no
     * table knows.
     */
    Optional<Query> createExample(QuerySpace space, QueryBox box) {
        Query query = EMPTY;
        for (int input = 0; input < space.inputs().size(); input++) {
            InputDomain domain = space.domainOf(input);
            ValueClasses set = box.classesOf(input);
            boolean needless = mayBeLeftOut(space.inputs().get(input), domain) && set.contains(domain.allClasses());
            Object value = needless ? null : domain.exampleOf(domain.clearestClass(set));
            query = value == null ? query : space.inputs().get(input).sentIn(query, value);
        }
        for (FactField field : REQUIRED) {
            List<String> known = vocabulary.namesOf(field).all();
            Input input = Input.ofField(field);
            if (input.valueIn(query) == null && !known.isEmpty()) {
                query = input.sentIn(query, known.get(0));
            }
        }
        return Optional.of(query).filter(this::isComplete);
    }

    /** A caller need not send the instant of the opening, which then is that of the evaluation. */
    private static boolean mayBeLeftOut(Input input, InputDomain domain) {
        return !domain.absentClass().isEmpty() || input.isField(FactField.OPENED_DURING);
    }

    private boolean isComplete(Query query) {
        return REQUIRED.stream().allMatch(field -> Input.ofField(field).valueIn(query) != null)
                && NAMES.stream().map(field -> nameIn(query, field)).allMatch(name -> name == null || !name.isEmpty());
    }

    /** Returns the name in the tables' spelling; null if it is not sent, and empty if no table knows it. */
    private @Nullable String nameIn(Query query, FactField field) {
        return Input.ofField(field).valueIn(query) instanceof String name
                ? vocabulary.namesOf(field).findSpelling(name).orElse("")
                : null;
    }

    /** Returns a query in the tables' spelling. */
    Query spellAsTables(Query query) {
        Map<String, Object> attributes = new HashMap<>();
        query.attribute()
                .forEach((name, value) -> attributes.put(
                        name,
                        value instanceof String text
                                ? vocabulary.attributes().get(name).knownSpelling(text)
                                : value));
        return new Query(
                nameIn(query, FactField.PLAN),
                nameIn(query, FactField.ISSUE_TYPE),
                nameIn(query, FactField.PRODUCTION_USE),
                query.workaround(),
                nameIn(query, FactField.SLA_CATEGORY),
                nameIn(query, FactField.CHANNEL),
                attributes,
                query.openedDuring());
    }
}
