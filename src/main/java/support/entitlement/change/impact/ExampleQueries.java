package support.entitlement.change.impact;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import support.entitlement.change.impact.VersionedRow.ComparedVersion;
import support.entitlement.decision.Query;
import support.entitlement.decision.Query.Opening;
import support.entitlement.table.FactField;
import support.entitlement.table.Input;
import support.entitlement.table.Vocabulary;

/** Creates one query for the classes that it is an example of: one class of each input of the space. Immutable. */
final class ExampleQueries {

    private final CommonQuerySpace space;
    private final Vocabulary before;
    private final Vocabulary after;

    ExampleQueries(CommonQuerySpace space, Vocabulary before, Vocabulary after) {
        this.space = space;
        this.before = before;
        this.after = after;
    }

    /** Creates a query in the spelling of a version, without attributes that no table of that version compares. */
    Query createQuery(int[] classes, ComparedVersion version) {
        return createQuery(classes, version, (name, value) -> readAttribute(vocabularyOf(version), name, value));
    }

    /** Creates a query as a caller of the newer version might send it. */
    Query createSentQuery(int[] classes) {
        return createQuery(classes, ComparedVersion.AFTER, (name, value) -> Optional.of(value));
    }

    private Vocabulary vocabularyOf(ComparedVersion version) {
        return version == ComparedVersion.BEFORE ? before : after;
    }

    private Query createQuery(
            int[] classes, ComparedVersion version, BiFunction<String, Object, Optional<Object>> attribute) {
        Opening opening = null;
        Map<FactField, String> fields = new EnumMap<>(FactField.class);
        Map<String, Object> attributes = new HashMap<>();
        Boolean workaround = null;
        for (int i = 0; i < classes.length; i++) {
            Input input = space.inputs().get(i);
            Object value = space.domainOf(i).exampleOf(classes[i]);
            if (value == null) {
                continue;
            }
            if (value instanceof Opening common) {
                opening = space.openings().ofVersion(version, common);
            } else if (input.attribute()) {
                attribute.apply(input.name(), value).ifPresent(known -> attributes.put(input.name(), known));
            } else if (value instanceof Boolean flag) {
                workaround = flag;
            } else {
                fields.put(
                        FactField.findByName(input.name()).orElseThrow(),
                        vocabularyOf(version)
                                .namesOf(input.name())
                                .findSpelling((String) value)
                                .orElseThrow());
            }
        }
        return new Query(
                fields.get(FactField.PLAN),
                fields.get(FactField.ISSUE_TYPE),
                fields.get(FactField.PRODUCTION_USE),
                workaround,
                fields.get(FactField.SLA_CATEGORY),
                fields.get(FactField.CHANNEL),
                attributes,
                opening);
    }

    /** Reads an attribute as the service does, which leaves out one that no table compares. */
    private static Optional<Object> readAttribute(Vocabulary vocabulary, String name, Object value) {
        return Optional.ofNullable(vocabulary.attributes().get(name))
                .map(attribute -> value instanceof String text ? attribute.knownSpelling(text) : value);
    }
}
