package support.entitlement.sla;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.text.NormalForm;

/**
 * The name by which a scenario or a term of a contract means promises of an answer: that of their milestone, and in brackets after
 * it the traits that tell one promise of it from another.
 *
 * @param text the name as it is written
 */
public record PromiseName(String text) {

    private static final Pattern BETWEEN_BRACKETS = Pattern.compile("\\)\\s*\\(");

    /**
     * Returns the shortest name that means one promise and no other, or no other that could be told apart.
     *
     * @param all all promises that the name could mean
     * @param asserted the trait that the column states and that the name therefore leaves out; null if there is none
     */
    public static PromiseName of(Milestone promise, List<Milestone> all, @Nullable PromiseTrait asserted) {
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
    public Set<Milestone> findMeant(List<Milestone> promises) {
        Set<Milestone> named = select(promises, each -> NormalForm.areSame(text, each.name()));
        return named.isEmpty() && text.endsWith(")") ? select(promises, this::describes) : named;
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
                && splitTraits(traits.substring(1, traits.length() - 1)).stream()
                        .allMatch(each -> PromiseTrait.anyMatches(promise, each));
    }

    private static List<String> splitTraits(String traits) {
        return Arrays.asList(BETWEEN_BRACKETS.split(traits));
    }

    /** Returns the words in brackets; none if there are none, also if they describe no traits. */
    public List<String> traits() {
        return findTraits()
                .map(start -> splitTraits(text.substring(start + 1, text.length() - 1)))
                .orElse(List.of());
    }

    /** Returns the place of the bracket that begins traits. Brackets before it belong to the name of the milestone. */
    private Optional<Integer> findTraits() {
        return bracketsBeforeEnd()
                .filter(start -> isDescribed(before(start), text.substring(start + 1, text.length() - 1)))
                .findFirst();
    }

    private Stream<Integer> bracketsBeforeEnd() {
        return text.endsWith(")")
                ? IntStream.range(1, text.length() - 1)
                        .filter(i -> text.charAt(i) == '(')
                        .boxed()
                : Stream.empty();
    }

    private String before(int bracket) {
        return text.substring(0, bracket).strip();
    }

    private static boolean isDescribed(String milestone, String traits) {
        return giveTraits(new Milestone(milestone, null, Calendars.ALWAYS_OPEN_NAME, Basis.PUBLISHED), traits)
                .isPresent();
    }

    /** Returns the name of the milestone, without traits. */
    public String milestone() {
        return findTraits().map(this::before).orElse(text);
    }

    /** Returns the texts before brackets with which the name ends, whatever is in them; none if it ends without any. */
    public Stream<String> beforeBrackets() {
        return bracketsBeforeEnd().map(this::before);
    }

    /** Returns a promise with the traits that the name describes. */
    public Milestone giveTraits(Milestone promise) {
        return giveTraits(promise, String.join(") (", traits())).orElse(promise);
    }

    private static Optional<Milestone> giveTraits(Milestone promise, String traits) {
        Milestone given = promise;
        for (String words : splitTraits(traits)) {
            given = given == null ? null : PromiseTrait.giveTrait(given, words);
        }
        return Optional.ofNullable(given);
    }
}
