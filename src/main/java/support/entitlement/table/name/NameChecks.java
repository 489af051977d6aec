package support.entitlement.table.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Counterpart;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.text.Names;

/**
 * Checks that tables agree on names: each name that one table mentions is declared by another and is spelled alike
 * everywhere, and no two names are so similar that one of them must be a typing error.
 */
public final class NameChecks {

    private static final int MIN_COMPARED_LENGTH = 5;
    private static final long MAX_STEPS = 200_000_000;

    private final ProblemList problems = new ProblemList();
    private final Set<Place> settled = new HashSet<>();
    private final List<NameMention> mentions;
    private final Map<String, List<NameMention>> byKey;
    private final Budget budget;

    private NameChecks(List<NameMention> mentions, Budget budget) {
        this.mentions = mentions;
        this.byKey = mentions.stream().collect(Collectors.groupingBy(NameMention::comparisonKey));
        this.budget = budget;
    }

    /**
     * The result of the check.
     *
     * @param problems all problems with names
     * @param settled cells with names that no other table uses because these or the others are misspelled, which the
     *     problems already report
     */
    public record NameCheckResult(List<Problem> problems, Set<Place> settled) {}

    /** Checks tables, which must be all there are. */
    public static NameCheckResult checkNames(List<Table> tables, Budget budget) {
        NameChecks checks = new NameChecks(MentionFinder.findMentions(tables), budget);
        Map<String, List<NameMention>> kinds = new LinkedHashMap<>();
        checks.mentions.forEach(mention ->
                kinds.computeIfAbsent(mention.kind(), kind -> new ArrayList<>()).add(mention));
        kinds.values().forEach(checks::sameSpelling);
        Arrays.stream(NameKind.values())
                .forEach(kind -> checks.checkDeclared(kind, kinds.getOrDefault(kind.displayName(), List.of())));
        checks.nearDuplicates();
        return new NameCheckResult(checks.problems.all(), checks.settled);
    }

    /**
     * Reports names in another spelling than usual. Rows match names letter by letter, so such a name would match
     * nothing.
     */
    private void sameSpelling(List<NameMention> ofKind) {
        Map<String, List<NameMention>> byName = ofKind.stream()
                .collect(Collectors.groupingBy(NameMention::comparisonKey, LinkedHashMap::new, Collectors.toList()));
        byName.values().forEach(mentions -> {
            NameMention usual = usualMention(mentions);
            mentions.stream()
                    .filter(mention -> !mention.name().equals(usual.name()))
                    .forEach(mention -> {
                        settled.add(mention.place());
                        problems.add(Problem.error(
                                TableProblemCode.OTHER_SPELLING,
                                mention.place(),
                                mention.name(),
                                "The same " + mention.kind() + " is spelled “" + usual.name() + "” in " + usual.place()
                                        + ".",
                                "Write “" + usual.name() + "” here too."));
                    });
        });
    }

    /**
     * Returns the first mention in the spelling with the greatest weight; at equal weight, in the spelling of a table
     * that declares the name.
     */
    private static NameMention usualMention(List<NameMention> mentions) {
        Map<String, List<NameMention>> bySpelling = mentions.stream()
                .sorted((one, other) -> Boolean.compare(other.declared(), one.declared()))
                .collect(Collectors.groupingBy(NameMention::name, LinkedHashMap::new, Collectors.toList()));
        return bySpelling.values().stream()
                .reduce((one, other) -> NameWeight.of(one).compareTo(NameWeight.of(other)) < 0 ? other : one)
                .orElseThrow()
                .get(0);
    }

    private void checkDeclared(NameKind kind, List<NameMention> ofKind) {
        Names declared = new Names(ofKind.stream()
                .filter(NameMention::declared)
                .map(NameMention::name)
                .toList());
        if (declared.all().isEmpty()) {
            return;
        }
        List<SplitName> split = findSplitNames(ofKind);
        Set<NameMention> ofSplit = new HashSet<>();
        split.forEach(each -> {
            problems.addAll(each.createProblems());
            ofSplit.addAll(each.used());
            each.declared().forEach(mention -> settled.add(mention.place()));
        });
        ofKind.stream()
                .filter(mention -> declared.findSpelling(mention.name()).isEmpty() && !ofSplit.contains(mention))
                .forEach(mention -> problems.add(Problem.error(
                        TableProblemCode.UNKNOWN_NAME,
                        mention.place(),
                        mention.name(),
                        "No table says what this " + kind.displayName() + " is.",
                        (problems.hasRoom() ? declared.findNearest(mention.name()) : Optional.<String>empty())
                                .map(nearest -> "The nearest that is known is “" + nearest
                                        + "”; a new one needs a row of its own.")
                                .orElse("A new one needs a row of its own."))));
    }

    private List<SplitName> findSplitNames(List<NameMention> ofKind) {
        try {
            return SplitName.findSplitNames(ofKind, byKey, budget.createPart(MAX_STEPS));
        } catch (Budget.Exhausted e) {
            problems.add(notCompared(ofKind.get(0), "that are not known with those that are"));
            return List.of();
        }
    }

    /**
     * Reports names that are almost equal. It compares names of all kinds, since a plan often has the name of the level
     * that it gives.
     */
    private void nearDuplicates() {
        Map<String, NameMention> names = new LinkedHashMap<>();
        mentions.stream()
                .filter(NameMention::declared)
                .filter(mention -> !settled.contains(mention.place()))
                .filter(mention -> mention.name().length() >= MIN_COMPARED_LENGTH)
                .forEach(mention -> names.merge(mention.name(), mention, (one, other) -> one));
        SimilarNames before = new SimilarNames(budget.createPart(MAX_STEPS));
        for (NameMention one : names.values()) {
            try {
                String twin = before.addAndFindSimilar(one.name());
                if (twin != null) {
                    NameMention other = names.get(twin);
                    boolean later = weightOf(one).compareTo(weightOf(other)) <= 0;
                    problems.add(nearDuplicate(later ? one : other, later ? other : one));
                }
            } catch (Budget.Exhausted e) {
                problems.add(notCompared(one, "with each other"));
                return;
            }
        }
    }

    private static Problem notCompared(NameMention from, String what) {
        return Problem.info(
                TableProblemCode.NOT_FULLY_CHECKED,
                from.place(),
                from.name(),
                "There are too many names to compare all " + what
                        + ": from this on, some that are almost the same may have been missed.");
    }

    private NameWeight weightOf(NameMention mention) {
        return NameWeight.of(byKey.getOrDefault(mention.comparisonKey(), List.of()));
    }

    private static Problem nearDuplicate(NameMention odd, NameMention other) {
        return Problem.warning(
                        TableProblemCode.NEAR_DUPLICATE,
                        odd.place(),
                        odd.name(),
                        "This is almost “" + other.name() + "” of " + other.place() + ", but not quite.",
                        "If both mean the same, spell them the same.")
                .withCounterparts(
                        List.of(new Counterpart.Words(odd.name()), new Counterpart.Words("almost " + other.name())));
    }
}
