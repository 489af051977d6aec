package support.entitlement.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.apache.commons.text.similarity.LevenshteinDistance;
import support.entitlement.text.NormalForm;

/** Names that tables know, in the order in which they first occur there. Immutable. */
public final class Names {

    private static final int LETTERS_PER_SLIP = 3;

    private final Map<String, String> spellings = new LinkedHashMap<>();
    private final List<String> all;

    /** Names in this order; of those that are one in normal form, the first counts. */
    public Names(Collection<String> names) {
        names.forEach(name -> spellings.putIfAbsent(NormalForm.key(name), name));
        this.all = List.copyOf(spellings.values());
    }

    /** The table's spelling of a name, however it is spelled. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(spellings.get(NormalForm.key(name)));
    }

    /** All names in the tables' spelling. */
    public List<String> all() {
        return all;
    }

    /**
     * The known name that takes the fewest slips to reach: a letter too many, too few or wrong, or two that changed places. Empty
     * if even that takes more than a slip in every three letters, since what is sent then means something else.
     */
    public Optional<String> nearest(String name) {
        String key = NormalForm.key(name);
        return spellings.entrySet().stream()
                .map(entry -> new Candidate(entry.getValue(), slips(key, entry.getKey())))
                .filter(candidate -> candidate.slips() >= 0)
                .min(Comparator.comparingInt(Candidate::slips))
                .map(Candidate::name);
    }

    private record Candidate(String name, int slips) {}

    /** How many slips lie between two names; -1 if they are too many. */
    private static int slips(String one, String other) {
        int most = Math.max(one.length(), other.length()) / LETTERS_PER_SLIP;
        return Math.abs(one.length() - other.length()) > most
                ? -1
                : new DamerauLevenshteinDistance(most).apply(one, other);
    }

    /** How many letters must change to make one of the other. */
    static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(one, other);
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
