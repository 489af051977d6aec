package support.entitlement.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;

/**
 * The values that an answer has in a column about promises, such as their due times. A promise may have several.
 *
 * @param all the values
 * @param asserted the trait of promises that the column states; null if it states none
 */
record PromiseValues(List<PromiseValue> all, @Nullable PromiseTrait asserted) {

    /**
     * A value of one promise.
     *
     * @param normal the value in the normal form; blank in a column that only names promises
     * @param shown the value as analysts write it
     */
    record PromiseValue(Milestone promise, String normal, String shown) {}

    /** A part of a cell: the name of a promise, and the expected value in the normal form. */
    record ExpectedValue(PromiseName name, String normal) {}

    /** Writes them as a cell that means each promise without ambiguity. */
    List<String> toParts() {
        return all.stream()
                .map(value ->
                        PromiseName.of(value.promise(), promises(), asserted).text()
                                + (value.shown().isEmpty() ? "" : ": " + value.shown()))
                .toList();
    }

    private List<Milestone> promises() {
        return all.stream().map(PromiseValue::promise).toList();
    }

    /**
     * Returns true if a cell has one part for each value, and each value is that of the promise that the part means. A
     * part that means several promises stands as often as there are values of these, which must be equal or impossible to
     * tell apart.
     */
    boolean areMetBy(List<ExpectedValue> cell) {
        Set<Integer> covered = new HashSet<>();
        Map<Set<Integer>, List<String>> groups = groupByMeaning(cell);
        groups.keySet().forEach(covered::addAll);
        return cell.size() == all.size()
                && covered.size() == all.size()
                && groups.entrySet().stream()
                        .allMatch(group -> !isAmbiguous(group.getKey())
                                && sorted(normalValues(group.getKey())).equals(sorted(group.getValue())));
    }

    /** Returns the first name of a cell that means several promises with different values. */
    Optional<PromiseName> findAmbiguity(List<ExpectedValue> cell) {
        return cell.stream()
                .map(ExpectedValue::name)
                .filter(name -> isAmbiguous(name.findMeant(promises())))
                .findFirst();
    }

    private Map<Set<Integer>, List<String>> groupByMeaning(List<ExpectedValue> cell) {
        Map<Set<Integer>, List<String>> groups = new HashMap<>();
        for (ExpectedValue expected : cell) {
            groups.computeIfAbsent(expected.name().findMeant(promises()), meant -> new ArrayList<>())
                    .add(expected.normal());
        }
        return groups;
    }

    private boolean isAmbiguous(Set<Integer> meant) {
        if (new HashSet<>(normalValues(meant)).size() <= 1) {
            return false;
        }
        Set<PromiseTrait> differences = PromiseTrait.findDifferences(
                meant.stream().map(number -> all.get(number).promise()).toList());
        return differences.stream().anyMatch(trait -> trait != asserted);
    }

    private List<String> normalValues(Set<Integer> numbers) {
        return numbers.stream().map(number -> all.get(number).normal()).toList();
    }

    private static List<String> sorted(List<String> values) {
        return values.stream().sorted().toList();
    }
}
