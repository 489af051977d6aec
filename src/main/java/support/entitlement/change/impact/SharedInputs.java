package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import support.entitlement.table.FactType;
import support.entitlement.table.space.ValueClasses;

/** Inputs that both the first and the later tables compare. */
final class SharedInputs {

    private SharedInputs() {}

    /** Divides the classes of these inputs into sets that the later tables do not tell apart; the absent class is its own set. */
    static Map<Integer, List<ValueClasses>> divideClasses(
            CommonQuerySpace space, int[] inputs, List<VersionedRow> rows) {
        Map<Integer, List<ValueClasses>> shared = new LinkedHashMap<>();
        for (int input : inputs) {
            Set<ValueClasses> sets = new HashSet<>();
            rows.stream()
                    .filter(row -> row.table().fact() == FactType.COVERAGE)
                    .map(row -> row.classesOf(input))
                    .filter(Objects::nonNull)
                    .forEach(sets::add);
            if (!sets.isEmpty()) {
                ValueClasses absent = space.domainOf(input).absentClass();
                shared.put(
                        input,
                        groupByMembership(space.domainOf(input).allClasses(), sets).stream()
                                .flatMap(set -> Stream.of(set.minus(absent), set.intersectionWith(absent)))
                                .filter(set -> !set.isEmpty())
                                .toList());
            }
        }
        return shared;
    }

    /** Groups classes that are in the same ones of these sets. */
    private static List<ValueClasses> groupByMembership(ValueClasses classes, Set<ValueClasses> sets) {
        Map<List<Boolean>, List<ValueClasses>> groups = new LinkedHashMap<>();
        classes.streamClasses()
                .forEach(number -> groups.computeIfAbsent(
                                sets.stream().map(set -> set.contains(number)).toList(), any -> new ArrayList<>())
                        .add(ValueClasses.range(number, number)));
        return groups.values().stream().map(ValueClasses::union).toList();
    }
}
