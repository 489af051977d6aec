package support.entitlement.text;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Names that tables know, in the order in which they first occur there. Immutable. */
public final class Names {

    private static final int LETTERS_PER_SLIP = 3;
    private static final int MAX_COMPARED_LENGTH = 200;
    public static final long MAX_STEPS = 1_000_000;

    private final Map<String, String> spellings = new LinkedHashMap<>();
    private final Set<String> written;
    private final List<String> all;

    /** Keeps the names in this order; among names with an equal normal form, the first counts. */
    public Names(Collection<String> names) {
        new LinkedHashSet<>(names).forEach(name -> spellings.putIfAbsent(NormalForm.key(name), name));
        this.written = Set.copyOf(spellings.values());
        this.all = List.copyOf(spellings.values());
    }

    /** Returns the table's spelling of a name that is given in any spelling; empty if the name is unknown. */
    public Optional<String> findSpelling(String name) {
        return written.contains(name) ? Optional.of(name) : Optional.ofNullable(spellings.get(NormalForm.key(name)));
    }

    /** Returns all names in the tables' spelling. */
    public List<String> all() {
        return all;
    }

    /**
     * Returns the known name with the fewest typing errors between the two: a letter too many, too few or wrong, or two
     * that are swapped. Empty if the distance exceeds one error in every three letters, since the name then means
     * something else. The result is only advice, so the work is bounded: a very long name yields nothing, and of very
     * many known names only the first are compared.
     */
    public Optional<String> findNearest(String name) {
        if (name.length() > MAX_COMPARED_LENGTH) {
            return Optional.empty();
        }
        String key = NormalForm.key(name);
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        long steps = 0;
        for (Map.Entry<String, String> entry : spellings.entrySet()) {
            String other = entry.getKey();
            int most = Math.min(fewest - 1, Math.max(key.length(), other.length()) / LETTERS_PER_SLIP);
            if (Math.abs(key.length() - other.length()) <= most && steps < MAX_STEPS) {
                steps += (long) key.length() * other.length();
                int slips = new DamerauLevenshteinDistance(most).apply(key, other);
                if (slips >= 0) {
                    fewest = slips;
                    nearest = entry.getValue();
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
