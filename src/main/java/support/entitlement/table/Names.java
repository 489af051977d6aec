package support.entitlement.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names that tables know, in the order in which they first occur there. Immutable. */
public final class Names {

    private final Map<String, String> spellings = new LinkedHashMap<>();
    private final List<String> all;

    /** Names in this order; of those that differ only in case or blanks around them, the first counts. */
    public Names(Collection<String> names) {
        names.forEach(name -> spellings.putIfAbsent(key(name), name));
        this.all = List.copyOf(spellings.values());
    }

    /** The table's spelling of a name, whatever its case and the blanks around it. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(spellings.get(key(name)));
    }

    /** All names in the tables' spelling. */
    public List<String> all() {
        return all;
    }

    /** The known name that takes the fewest changes of a letter to reach; empty if no name is known. */
    public Optional<String> nearest(String name) {
        String key = key(name);
        return spellings.entrySet().stream()
                .min(Comparator.comparingInt(entry -> distance(key, entry.getKey())))
                .map(Map.Entry::getValue);
    }

    /** How many letters must change to make one of the other. */
    static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(one, other);
    }

    /** The form in which names are compared: without regard to case and to blanks around them. */
    public static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
