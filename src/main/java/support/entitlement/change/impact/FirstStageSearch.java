package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.FirstStageGroups.GroupKey;
import support.entitlement.change.impact.FirstStageGroups.OutcomeGroup;
import support.entitlement.change.impact.FirstStageGroups.SentFacts;
import support.entitlement.change.impact.QueryPartition.DividedInputs;
import support.entitlement.change.impact.VersionedRow.ComparedVersion;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.ValueClasses;

/**
 * Groups the values of connected facts by the conclusions of the first tables. Values without a category are grouped first; then,
 * if the category is among the facts, the values with each category that an agent may send. Not thread-safe; for one search.
 */
final class FirstStageSearch {

    private final CommonQuerySpace space;
    private final ConnectedFacts facts;
    private final int[] inputs;
    private final List<VersionedRow> rows;
    private final Map<Integer, List<ValueClasses>> shared;
    private final SearchBudget budget;
    private final Map<GroupKey, OutcomeGroup> groups = new LinkedHashMap<>();

    private FirstStageSearch(
            CommonQuerySpace space, List<VersionedRow> allRows, ConnectedFacts facts, SearchBudget budget) {
        this.space = space;
        this.facts = facts;
        this.inputs =
                facts.inputs().stream().mapToInt(Integer::intValue).sorted().toArray();
        this.rows = allRows.stream()
                .filter(row -> row.table().fact() == FactType.QUERY && facts.hasTable(row.table()))
                .toList();
        this.shared = divideSharedInputs(allRows);
        this.budget = budget;
    }

    /** Groups the facts of the first tables, in parts that are not connected. */
    static List<FirstStageGroups> groupFacts(CommonQuerySpace space, List<VersionedRow> rows, SearchBudget budget) {
        List<FirstStageGroups> parts = new ArrayList<>();
        for (ConnectedFacts facts : ConnectedFacts.findAll(space, rows)) {
            parts.add(new FirstStageSearch(space, rows, facts, budget).groupValues());
        }
        return parts;
    }

    /**
     * Divides the classes of the inputs that later tables compare, too, into sets that the later tables do not tell apart; the absent
     * class is its own set.
     */
    private Map<Integer, List<ValueClasses>> divideSharedInputs(List<VersionedRow> allRows) {
        Map<Integer, List<ValueClasses>> shared = new LinkedHashMap<>();
        for (int input : inputs) {
            Set<ValueClasses> sets = new HashSet<>();
            allRows.stream()
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

    private FirstStageGroups groupValues() {
        int category = space.indexOf(FactField.SLA_CATEGORY);
        if (IntStream.of(inputs).anyMatch(input -> input == category)) {
            groupBox(withoutInput(space.allQueries(), category), null);
            space.domainOf(category).sentClasses().streamClasses().forEach(number -> groupCategory(category, number));
        } else {
            groupBox(space.allQueries(), null);
        }
        return new FirstStageGroups(
                inputs,
                new ArrayList<>(groups.values()),
                facts.derivedFields().contains(FactField.SUPPORT_LEVEL),
                facts.derivedFields().contains(FactField.SLA_CATEGORY));
    }

    /** Groups the queries with a category, which have no other fact about the harm of a case. */
    private void groupCategory(int category, int number) {
        QueryBox sent = space.allQueries().withClasses(category, ValueClasses.range(number, number));
        for (FactField field : CommonQuerySpace.IMPACT_OR_CATEGORY) {
            int input = space.indexOf(field);
            sent = input < 0 || input == category ? sent : withoutInput(sent, input);
        }
        groupBox(sent, String.valueOf(space.domainOf(category).exampleOf(number)));
    }

    private QueryBox withoutInput(QueryBox box, int input) {
        return box.withClasses(input, space.domainOf(input).absentClass());
    }

    private void groupBox(QueryBox queries, @Nullable String categorySent) {
        boolean[] widened = space.widenedInputs(categorySent != null);
        new QueryPartition(
                        new DividedInputs(space, inputs, widened, shared),
                        false,
                        budget,
                        (box, matched, states) ->
                                addToGroup(box, new MatchedRows(matched, states), widened, categorySent))
                .divideBox(queries, rows, MatchState.allExact(rows.size()));
    }

    private void addToGroup(QueryBox box, MatchedRows matched, boolean[] widened, @Nullable String categorySent) {
        GroupKey key = new GroupKey(
                matched.conclusions(),
                matched.outcomeOf(ComparedVersion.BEFORE, categorySent),
                matched.outcomeOf(ComparedVersion.AFTER, categorySent),
                !matched.changedPlaces().isEmpty(),
                new SentFacts(absentInputs(box, widened), sharedClasses(box), categorySent != null));
        OutcomeGroup group = groups.computeIfAbsent(key, OutcomeGroup::new);
        group.boxes().add(box);
        group.changedPlaces().addAll(matched.changedPlaces());
    }

    private Map<Integer, ValueClasses> sharedClasses(QueryBox box) {
        Map<Integer, ValueClasses> classes = new LinkedHashMap<>();
        shared.keySet().forEach(input -> classes.put(input, box.classesOf(input)));
        return classes;
    }

    private Set<Integer> absentInputs(QueryBox box, boolean[] widened) {
        Set<Integer> absent = new TreeSet<>();
        IntStream.of(inputs)
                .filter(input ->
                        widened[input] && space.domainOf(input).absentClass().contains(box.classesOf(input)))
                .forEach(absent::add);
        return absent;
    }
}
