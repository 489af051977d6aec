package support.entitlement.scenario;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import support.entitlement.decision.Milestone;
import support.entitlement.sla.CaseClock;
import support.entitlement.text.NormalForm;

/** A trait by which promises of one milestone differ that hold together, and its words in brackets after the milestone. */
enum PromiseTrait {
    STRENGTH(milestone -> milestone.strength().toString()),
    REPETITION(milestone -> milestone.every() == null ? "once" : "repeated"),
    START(milestone -> "starts at "
            + (CaseClock.startsAtOpening(milestone) ? Milestone.OPENED : NormalForm.of(milestone.startsAt()))),
    HOURS(milestone -> milestone.startsDuring() == null
            ? "starts with the event"
            : "starts during " + NormalForm.of(milestone.startsDuring())),
    END(milestone -> "ends at " + NormalForm.of(milestone.endsAt() == null ? milestone.name() : milestone.endsAt()));

    private final Function<Milestone, String> words;

    PromiseTrait(Function<Milestone, String> words) {
        this.words = words;
    }

    /** Returns the trait of a promise in the words of scenarios. */
    String describe(Milestone milestone) {
        return words.apply(milestone);
    }

    /** Returns the traits by which promises differ. */
    static Set<PromiseTrait> findDifferences(List<Milestone> promises) {
        Set<PromiseTrait> differences = EnumSet.noneOf(PromiseTrait.class);
        for (PromiseTrait trait : values()) {
            if (promises.stream().map(trait::comparableWords).distinct().count() > 1) {
                differences.add(trait);
            }
        }
        return differences;
    }

    private String comparableWords(Milestone milestone) {
        return toComparable(describe(milestone));
    }

    /** Returns true if these words describe a trait of the promise. */
    static boolean anyMatches(Milestone milestone, String words) {
        String comparable = toComparable(words);
        for (PromiseTrait trait : values()) {
            if (trait.comparableWords(milestone).equals(comparable)) {
                return true;
            }
        }
        return false;
    }

    private static String toComparable(String words) {
        return NormalForm.key(words).replace('-', ' ');
    }
}
