package support.entitlement.table.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Budget;
import support.entitlement.text.NormalForm;

/**
 * Finds names that differ by slips of typing: a letter is missing, doubled or wrong, or two are swapped, in one word or
 * in two. Words that people choose to tell names apart are no slips: other numbers, signs, single letters, and words that
 * differ in more than a letter. Not thread-safe.
 */
public final class SimilarNames {

    private static final int MAX_SLIPS = 2;
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    /** The cost of comparing one letter of two names, in steps of the budget. */
    private static final int STEPS_A_LETTER = 10;

    private final Map<Integer, List<ComparedName>> byLength = new HashMap<>();
    private final Budget budget;
    private int count;

    SimilarNames(Budget budget) {
        this.budget = budget;
    }

    /**
     * A name in the form in which it is compared.
     *
     * @param letters a bit for each of its letters, which rules most pairs out at once
     */
    private record ComparedName(int number, String name, String key, String withoutNumbers, long letters) {

        static ComparedName of(int number, String name) {
            String key = NormalForm.key(name);
            long letters =
                    key.chars().mapToLong(letter -> 1L << (letter % Long.SIZE)).reduce(0, (a, b) -> a | b);
            return new ComparedName(number, name, key, DIGITS.matcher(key).replaceAll("0"), letters);
        }

        /**
         * Returns false if the letters alone show that the names differ too much: each typing error adds a letter,
         * removes one, or does both.
         */
        boolean mayBeAlike(ComparedName other) {
            return Long.bitCount(letters ^ other.letters) <= 2 * MAX_SLIPS;
        }

        boolean isAlike(ComparedName other) {
            return !key.equals(other.key)
                    && !withoutNumbers.equals(other.withoutNumbers)
                    && WordSlips.areSlips(key, other.key, MAX_SLIPS);
        }
    }

    /** Returns true if two names differ by slips of typing only. */
    public static boolean areSimilar(String one, String other) {
        return ComparedName.of(0, one).isAlike(ComparedName.of(1, other));
    }

    /**
     * Adds a name.
     *
     * @return the first earlier name that is almost equal; null if there is none
     * @throws Budget.Exhausted if there are too many names to compare them all
     */
    @Nullable
    String addAndFindSimilar(String name) {
        ComparedName added = ComparedName.of(count++, name);
        int length = added.key().length();
        ComparedName first = null;
        for (int other = Math.max(0, length - MAX_SLIPS); other <= length + MAX_SLIPS; other++) {
            ComparedName found = findFirstSimilar(added, byLength.getOrDefault(other, List.of()));
            if (found != null && (first == null || found.number() < first.number())) {
                first = found;
            }
        }
        byLength.computeIfAbsent(length, any -> new ArrayList<>()).add(added);
        return first == null ? null : first.name();
    }

    private @Nullable ComparedName findFirstSimilar(ComparedName name, List<ComparedName> others) {
        budget.takeSteps(others.size());
        for (ComparedName other : others) {
            if (name.mayBeAlike(other)) {
                budget.takeSteps((long) STEPS_A_LETTER * name.key().length());
                if (name.isAlike(other)) {
                    return other;
                }
            }
        }
        return null;
    }
}
