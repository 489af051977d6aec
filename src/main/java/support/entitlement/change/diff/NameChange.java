package support.entitlement.change.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Vocabulary;
import support.entitlement.text.Names;

/**
 * A name that only one of two versions of the tables knows. A query with this name is answered by that version, and
 * rejected by the other.
 *
 * @param kind the kind of name, in the words of analysts
 * @param name the name
 * @param added true if the newer version knows it
 * @param nearestName the most similar name of the newer version; null if there is none, or if the name is new
 */
public record NameChange(
        String kind, String name, boolean added, @Nullable String nearestName) {

    private static final Map<String, Function<Vocabulary, Names>> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("plan", Vocabulary::plans);
        NAMES.put("support level", Vocabulary::supportLevels);
        NAMES.put("issue type", Vocabulary::issueTypes);
        NAMES.put("state of production use", Vocabulary::productionUses);
        NAMES.put("SLA category", Vocabulary::slaCategories);
        NAMES.put("channel", Vocabulary::channels);
        NAMES.put("milestone", Vocabulary::milestones);
    }

    /** Compares the names of two versions. */
    public static List<NameChange> between(Vocabulary before, Vocabulary after) {
        List<NameChange> changes = new ArrayList<>();
        NAMES.forEach((kind, names) -> {
            Names old = names.apply(before);
            Names now = names.apply(after);
            namesUnknownTo(old, now)
                    .forEach(name -> changes.add(new NameChange(
                            kind, name, false, now.findNearest(name).orElse(null))));
            namesUnknownTo(now, old).forEach(name -> changes.add(new NameChange(kind, name, true, null)));
        });
        return List.copyOf(changes);
    }

    /** Returns the names that the other version does not know in any spelling. */
    private static List<String> namesUnknownTo(Names one, Names other) {
        return one.all().stream()
                .filter(name -> other.findSpelling(name).isEmpty())
                .sorted()
                .toList();
    }

    Optional<String> nearestKnownName() {
        return Optional.ofNullable(nearestName);
    }
}
