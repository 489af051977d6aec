package support.entitlement.sla;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.text.NormalForm;

/** A trait by which promises of one milestone differ that hold together, and its words in brackets after the milestone. */
public enum PromiseTrait {
    STRENGTH(milestone -> milestone.strength().toString(), PromiseTrait::readStrength),
    REPETITION(milestone -> milestone.every() == null ? "once" : "repeated", PromiseTrait::readRepetition),
    START(
            milestone -> PromiseTrait.STARTS_AT
                    + (CaseClock.startsAtOpening(milestone) ? Milestone.OPENED : NormalForm.of(milestone.startsAt())),
            PromiseTrait::readStart),
    HOURS(
            milestone -> milestone.startsDuring() == null
                    ? PromiseTrait.WITH_THE_EVENT
                    : PromiseTrait.STARTS_DURING + NormalForm.of(milestone.startsDuring()),
            PromiseTrait::readHours),
    END(
            milestone -> PromiseTrait.ENDS_AT
                    + NormalForm.of(milestone.endsAt() == null ? milestone.name() : milestone.endsAt()),
            PromiseTrait::readEnd);

    private static final String STARTS_AT = "starts at ";
    private static final String STARTS_DURING = "starts during ";
    private static final String WITH_THE_EVENT = "starts with the event";
    private static final String ENDS_AT = "ends at ";

    private final Function<Milestone, String> words;
    private final BiFunction<Milestone, String, @Nullable Milestone> reader;

    PromiseTrait(Function<Milestone, String> words, BiFunction<Milestone, String, @Nullable Milestone> reader) {
        this.words = words;
        this.reader = reader;
    }

    /** Returns the trait of a promise in the words of scenarios and contracts. */
    public String describe(Milestone milestone) {
        return words.apply(milestone);
    }

    /** Returns the traits by which promises differ. */
    public static Set<PromiseTrait> findDifferences(List<Milestone> promises) {
        Set<PromiseTrait> differences = EnumSet.noneOf(PromiseTrait.class);
        if (promises.size() > 1) {
            for (PromiseTrait trait : values()) {
                if (promises.stream().map(trait::comparableWords).distinct().count() > 1) {
                    differences.add(trait);
                }
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
        return Arrays.stream(values())
                .anyMatch(trait -> trait.comparableWords(milestone).equals(comparable));
    }

    /** Returns a promise with the trait that these words describe; null if they describe none. */
    static @Nullable Milestone giveTrait(Milestone milestone, String words) {
        return Arrays.stream(values())
                .map(trait -> trait.reader.apply(milestone, words))
                .filter(each -> each != null)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Milestone readStrength(Milestone milestone, String words) {
        return Arrays.stream(Strength.values())
                .filter(each -> toComparable(each.toString()).equals(toComparable(words)))
                .findFirst()
                .map(each -> milestone.withTerms(milestone.within(), milestone.every(), milestone.calendar(), each))
                .orElse(null);
    }

    private static @Nullable Milestone readRepetition(Milestone milestone, String words) {
        return switch (NormalForm.key(words)) {
            case "once" -> milestone.withTerms(milestone.within(), null, milestone.calendar(), milestone.strength());
            case "repeated" ->
                milestone.withTerms(
                        milestone.within(), Within.parse("PT1S"), milestone.calendar(), milestone.strength());
            default -> null;
        };
    }

    private static @Nullable Milestone readStart(Milestone milestone, String words) {
        String event = findRest(words, STARTS_AT);
        return event == null
                ? null
                : milestone.withClock(
                        event,
                        milestone.startsDuring(),
                        milestone.endsAt(),
                        milestone.pauses(),
                        milestone.repeatedUntil());
    }

    private static @Nullable Milestone readHours(Milestone milestone, String words) {
        String calendar = findRest(words, STARTS_DURING);
        return calendar == null && !NormalForm.areSame(words, WITH_THE_EVENT)
                ? null
                : milestone.withClock(
                        milestone.startsAt(),
                        calendar,
                        milestone.endsAt(),
                        milestone.pauses(),
                        milestone.repeatedUntil());
    }

    private static @Nullable Milestone readEnd(Milestone milestone, String words) {
        String event = findRest(words, ENDS_AT);
        return event == null
                ? null
                : milestone.withClock(
                        milestone.startsAt(),
                        milestone.startsDuring(),
                        event,
                        milestone.pauses(),
                        milestone.repeatedUntil());
    }

    private static @Nullable String findRest(String words, String beginning) {
        String key = NormalForm.key(words);
        return key.startsWith(beginning) && key.length() > beginning.length()
                ? key.substring(beginning.length())
                : null;
    }

    private static String toComparable(String words) {
        return NormalForm.key(words).replace('-', ' ');
    }
}
