package support.entitlement.policy;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.table.CellType;
import support.entitlement.table.Vocabulary;

/**
 * The types that a text may have which callers send for an attribute: a date, an instant or a name, depending on the conditions of the
 * tables.
 */
public final class TextReading {

    /** The types of values that callers send as a text. */
    public static final Set<CellType> TYPES = Set.of(CellType.TEXT, CellType.DATE, CellType.INSTANT);

    private TextReading() {}

    /**
     * Returns a sentence that says how two versions of the tables differ in the meaning of the texts that callers send for an
     * attribute; empty if each text means the same in both, or one version refuses all.
     */
    public static Optional<String> findDifference(String attribute, Policy before, Policy after) {
        Set<CellType> old = typesOf(attribute, before);
        Set<CellType> now = typesOf(attribute, after);
        boolean alike =
                Stream.of(CellType.DATE, CellType.INSTANT).allMatch(type -> old.contains(type) == now.contains(type))
                        && before.distances().areComparable(after.distances(), attribute);
        return alike || old.isEmpty() || now.isEmpty()
                ? Optional.empty()
                : Optional.of("“" + attribute + "” is compared with " + describe(attribute, old, before)
                        + " before the change, and with " + describe(attribute, now, after) + " after it.");
    }

    private static Set<CellType> typesOf(String attribute, Policy policy) {
        Vocabulary.Attribute known = policy.vocabulary().attributes().get(attribute);
        return known == null
                ? Set.of()
                : known.types().stream().filter(TYPES::contains).collect(Collectors.toSet());
    }

    private static String describe(String attribute, Set<CellType> types, Policy policy) {
        String words =
                types.stream().sorted().map(type -> type.typeName() + "s").collect(Collectors.joining(" and "));
        return policy.distances().concern(attribute) ? words + " relative to the opening" : words;
    }
}
