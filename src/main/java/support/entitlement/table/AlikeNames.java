package support.entitlement.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.NormalForm;

/** Names among which those are found that differ by a slip or two, and not only by a number. Not thread-safe. */
final class AlikeNames {

    private static final int MAX_SLIPS = 2;
    private static final LevenshteinDistance SLIPS = new LevenshteinDistance(MAX_SLIPS);
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    /** What it costs to compare a letter of two names. */
    private static final int STEPS_A_LETTER = 10;

    private final Map<Integer, List<Name>> byLength = new HashMap<>();
    private final Budget budget;
    private int count;

    AlikeNames(Budget budget) {
        this.budget = budget;
    }

    /**
     * A name as it is compared.
     *
     * @param letters a bit for each of its letters, by which most pairs are told apart at once
     */
    private record Name(int number, String name, String key, String withoutNumbers, long letters) {

        static Name of(int number, String name) {
            String key = NormalForm.key(name);
            long letters =
                    key.chars().mapToLong(letter -> 1L << (letter % Long.SIZE)).reduce(0, (a, b) -> a | b);
            return new Name(number, name, key, DIGITS.matcher(key).replaceAll("0"), letters);
        }

        /** Each slip adds a letter, takes one, or does both. */
        boolean mayBeAlike(Name other) {
            return Long.bitCount(letters ^ other.letters) <= 2 * MAX_SLIPS;
        }

        boolean isAlike(Name other) {
            return !key.equals(other.key)
                    && !withoutNumbers.equals(other.withoutNumbers)
                    && SLIPS.apply(key, other.key) >= 0;
        }
    }

    /**
     * Adds a name.
     *
     * @return the first of the names before that is almost the same; null if none is
     * @throws Budget.Exhausted if there are too many names to compare them all
     */
    @Nullable
    String add(String name) {
        Name added = Name.of(count++, name);
        int length = added.key().length();
        Name first = null;
        for (int other = Math.max(0, length - MAX_SLIPS); other <= length + MAX_SLIPS; other++) {
            Name found = first(added, byLength.getOrDefault(other, List.of()));
            if (found != null && (first == null || found.number() < first.number())) {
                first = found;
            }
        }
        byLength.computeIfAbsent(length, any -> new ArrayList<>()).add(added);
        return first == null ? null : first.name();
    }

    private @Nullable Name first(Name name, List<Name> others) {
        budget.take(others.size());
        for (Name other : others) {
            if (name.mayBeAlike(other)) {
                budget.take((long) STEPS_A_LETTER * name.key().length());
                if (name.isAlike(other)) {
                    return other;
                }
            }
        }
        return null;
    }
}
