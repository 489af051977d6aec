package support.entitlement.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.sla.PromiseName;
import support.entitlement.sla.PromiseTrait;

/**
 * The values that promises of an answer have in a column, such as their due times. A promise may have several, or none.
 *
 * @param promises all promises of the answer, also those without a value: a name may mean any of them
 * @param all the values
 * @param asserted the trait of promises that the column states; null if it states none
 */
record PromiseValues(
        List<Milestone> promises,
        List<PromiseValue> all,
        @Nullable PromiseTrait asserted) {

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
                        PromiseName.of(value.promise(), promises, asserted).text()
                                + (value.shown().isEmpty() ? "" : ": " + value.shown()))
                .toList();
    }

    /**
     * Returns true if a cell has one part for each value, and each value is that of the promise that the part means. A
     * part that means several promises stands as often as there are values of these, which must be equal or impossible to
     * tell apart.
     */
    boolean areMetBy(List<ExpectedValue> cell) {
        Map<Set<Milestone>, List<String>> groups = groupByMeaning(cell);
        return cell.size() == all.size()
                && all.stream()
                        .allMatch(value -> groups.keySet().stream().anyMatch(meant -> meant.contains(value.promise())))
                && groups.entrySet().stream()
                        .allMatch(group -> !isAmbiguous(group.getKey())
                                && sortedValues(group.getKey()).equals(sorted(group.getValue())));
    }

    /** Returns the first name of a cell that means several promises with different values, or of which some have none. */
    Optional<PromiseName> findAmbiguity(List<ExpectedValue> cell) {
        return cell.stream()
                .map(ExpectedValue::name)
                .filter(name -> isAmbiguous(name.findMeant(promises)))
                .findFirst();
    }

    private Map<Set<Milestone>, List<String>> groupByMeaning(List<ExpectedValue> cell) {
        Map<Set<Milestone>, List<String>> groups = new HashMap<>();
        for (ExpectedValue expected : cell) {
            groups.computeIfAbsent(expected.name().findMeant(promises), meant -> new ArrayList<>())
                    .add(expected.normal());
        }
        return groups;
    }

    private boolean isAmbiguous(Set<Milestone> meant) {
        return meant.stream().map(each -> sortedValues(Set.of(each))).distinct().count() > 1
                && PromiseTrait.findDifferences(List.copyOf(meant)).stream().anyMatch(trait -> trait != asserted);
    }

    private List<String> sortedValues(Set<Milestone> meant) {
        return sorted(all.stream()
                .filter(value -> meant.contains(value.promise()))
                .map(PromiseValue::normal)
                .toList());
    }

    private static List<String> sorted(List<String> values) {
        return values.stream().sorted().toList();
    }
}
