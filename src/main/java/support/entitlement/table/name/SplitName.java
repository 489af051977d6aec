package support.entitlement.table.name;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.text.Names;

/**
 * Two names of which one must be misspelled, or was forgotten when the other was renamed: tables declare the first and
 * never use it, and use the second, which none declares.
 *
 * @param declared the mentions that declare the first
 * @param used the mentions that use the second
 * @param declaredIsOdd true if the name that is used has the greater weight
 */
record SplitName(List<NameMention> declared, List<NameMention> used, boolean declaredIsOdd) {

    private static final int MAX_SLIPS = 2;
    private static final LevenshteinDistance SLIPS = new LevenshteinDistance(MAX_SLIPS);

    /** The cost of comparing one letter of two names, in steps of the budget. */
    private static final int STEPS_A_LETTER = 10;

    /**
     * Finds split names among the names of one kind. A name that is used belongs to the nearest one that is declared
     * and not used. If there is only one of each, they belong together in any spelling, unless the used one is a
     * misspelling of another known name.
     *
     * @param ofKind every mention of a name of this kind
     * @param all every mention of any name by its key: a plan often has the name of its level
     * @throws Budget.Exhausted if there are too many names to compare them
     */
    static List<SplitName> findSplitNames(List<NameMention> ofKind, Map<String, List<NameMention>> all, Budget budget) {
        Map<String, List<NameMention>> byName = ofKind.stream()
                .collect(Collectors.groupingBy(NameMention::comparisonKey, LinkedHashMap::new, Collectors.toList()));
        Set<String> unused = onlyDeclaredOrUsed(byName, true);
        Set<String> unknown = onlyDeclaredOrUsed(byName, false);
        List<String> known = byName.keySet().stream()
                .filter(name -> !unused.contains(name) && !unknown.contains(name))
                .toList();
        Names declared = new Names(unused);
        boolean alone = unknown.size() == 1 && unused.size() == 1;
        List<SplitName> split = new ArrayList<>();
        for (String name : unknown) {
            boolean slipOfAnother = known.stream().anyMatch(other -> isSlip(name, other, budget));
            if (!slipOfAnother) {
                budget.takeSteps(Names.MAX_STEPS / 10);
                declared.findNearest(name)
                        .or(() -> alone ? Optional.of(unused.iterator().next()) : Optional.empty())
                        .ifPresent(other -> split.add(createSplitName(byName.get(other), byName.get(name), all)));
            }
        }
        return split;
    }

    /** Returns the names that are declared and never used, or used and never declared. */
    private static Set<String> onlyDeclaredOrUsed(Map<String, List<NameMention>> byName, boolean declared) {
        return byName.entrySet().stream()
                .filter(entry -> entry.getValue().stream().allMatch(mention -> mention.declared() == declared))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isSlip(String name, String other, Budget budget) {
        boolean mayBe = Math.abs(name.length() - other.length()) <= MAX_SLIPS;
        budget.takeSteps(mayBe ? (long) STEPS_A_LETTER * name.length() : 1);
        return mayBe && SLIPS.apply(name, other) >= 0;
    }

    private static SplitName createSplitName(
            List<NameMention> declared, List<NameMention> used, Map<String, List<NameMention>> all) {
        return new SplitName(declared, used, weightOf(declared, all).compareTo(weightOf(used, all)) < 0);
    }

    private static NameWeight weightOf(List<NameMention> mentions, Map<String, List<NameMention>> all) {
        return NameWeight.of(all.getOrDefault(mentions.get(0).comparisonKey(), List.of()));
    }

    /** Returns the mentions that are wrong. */
    List<NameMention> oddMentions() {
        return declaredIsOdd ? declared : used;
    }

    /** Returns the problems at the mentions that are wrong. */
    List<Problem> createProblems() {
        List<NameMention> others = declaredIsOdd ? used : declared;
        NameMention other = others.get(0);
        long more = others.stream().map(NameMention::place).distinct().count() - 1;
        String where = other.place() + (more == 0 ? "" : " and in " + more + " more cell" + (more == 1 ? "" : "s"));
        return oddMentions().stream()
                .map(mention -> Problem.error(
                        TableProblemCode.UNKNOWN_NAME,
                        mention.place(),
                        mention.name(),
                        declaredIsOdd
                                ? "No other table knows this " + mention.kind() + "."
                                : "No table says what this " + mention.kind() + " is.",
                        declaredIsOdd
                                ? "“" + other.name() + "” stands in " + where
                                        + ", and no table says what that is. If both"
                                        + " mean the same, write that here too."
                                : "The nearest that is known is “" + other.name() + "” of " + where
                                        + ", which no other table uses; a new one needs a row of its own."))
                .toList();
    }
}
