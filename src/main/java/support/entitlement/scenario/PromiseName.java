package support.entitlement.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.text.NormalForm;

/**
 * The name by which a scenario means promises of an answer: that of their milestone, and in brackets after it the traits
 * that tell one promise of it from another.
 *
 * @param text the name as it is written
 */
record PromiseName(String text) {

    private static final Pattern BETWEEN_BRACKETS = Pattern.compile("\\)\\s*\\(");

    /**
     * Returns the shortest name that means one promise and no other, or no other that could be told apart.
     *
     * @param all all promises that the name could mean
     * @param asserted the trait that the column states and that the name therefore leaves out; null if there is none
     */
    static PromiseName of(Milestone promise, List<Milestone> all, @Nullable PromiseTrait asserted) {
        List<Milestone> same = all.stream()
                .filter(each -> NormalForm.areSame(each.name(), promise.name()))
                .toList();
        StringBuilder text = new StringBuilder(promise.name());
        for (PromiseTrait trait : PromiseTrait.findDifferences(same)) {
            if (trait != asserted) {
                text.append(" (").append(trait.describe(promise)).append(')');
            }
        }
        return new PromiseName(text.toString());
    }

    /** Returns the promises that it means. */
    Set<Milestone> findMeant(List<Milestone> promises) {
        Set<Milestone> named = select(promises, each -> NormalForm.areSame(text, each.name()));
        return named.isEmpty() ? select(promises, this::describes) : named;
    }

    private static Set<Milestone> select(List<Milestone> promises, Predicate<Milestone> condition) {
        return promises.stream().filter(condition).collect(Collectors.toSet());
    }

    private boolean describes(Milestone promise) {
        String written = NormalForm.key(text);
        String name = NormalForm.key(promise.name());
        if (!written.startsWith(name)) {
            return false;
        }
        String traits = written.substring(name.length()).strip();
        return traits.length() > 2
                && traits.startsWith("(")
                && traits.endsWith(")")
                && Arrays.stream(BETWEEN_BRACKETS.split(traits.substring(1, traits.length() - 1)))
                        .allMatch(each -> PromiseTrait.anyMatches(promise, each));
    }
}
