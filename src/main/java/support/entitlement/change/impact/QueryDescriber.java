package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.FirstStageGroups.FirstStageOutcome;
import support.entitlement.change.impact.FirstStageGroups.OutcomeGroup;
import support.entitlement.table.FactField;
import support.entitlement.table.Input;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.ValueClasses;

/** Describes sets of queries in few words. Not thread-safe. */
final class QueryDescriber {

    private final CommonQuerySpace space;
    private final List<FirstStageGroups> firstStage;
    private final int[] laterInputs;
    private final SearchBudget budget;

    /**
     * Describes boxes that have a set of groups for each part of the first stage, then a set of classes for each later input.
     */
    QueryDescriber(CommonQuerySpace space, List<FirstStageGroups> firstStage, int[] laterInputs, SearchBudget budget) {
        this.space = space;
        this.budget = budget;
        this.firstStage = firstStage;
        this.laterInputs = laterInputs;
    }

    String describeBoxes(List<QueryBox> boxes) {
        return mergeBoxes(boxes).stream().map(this::describeBox).distinct().collect(Collectors.joining("; or "));
    }

    /** Joins boxes that differ in one set, until there are none. */
    private List<QueryBox> mergeBoxes(List<QueryBox> boxes) {
        List<QueryBox> merged = new ArrayList<>(new LinkedHashSet<>(boxes));
        int size;
        do {
            size = merged.size();
            int inputs = size == 0 ? 0 : merged.get(0).sets().size();
            for (int input = 0; input < inputs; input++) {
                Map<QueryBox, List<ValueClasses>> alike = new LinkedHashMap<>();
                budget.take(merged.size());
                for (QueryBox box : merged) {
                    alike.computeIfAbsent(box.withClasses(input, ValueClasses.EMPTY), any -> new ArrayList<>())
                            .add(box.classesOf(input));
                }
                int changed = input;
                merged = new ArrayList<>(alike.entrySet().stream()
                        .map(entry -> entry.getKey().withClasses(changed, ValueClasses.union(entry.getValue())))
                        .toList());
            }
        } while (merged.size() < size);
        return merged;
    }

    private String describeBox(QueryBox box) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < firstStage.size(); i++) {
            describeGroups(firstStage.get(i), box.classesOf(i))
                    .filter(text -> !text.isEmpty())
                    .forEach(words::add);
        }
        for (int i = 0; i < laterInputs.length; i++) {
            describeInput(laterInputs[i], box.classesOf(firstStage.size() + i)).forEach(words::add);
        }
        return words.isEmpty() ? "any query" : String.join(", ", words);
    }

    private Stream<String> describeInput(int input, ValueClasses set) {
        return set.contains(space.domainOf(input).allClasses())
                ? Stream.empty()
                : Stream.of(space.domainOf(input)
                        .describeClasses(space.inputs().get(input).displayName(), set));
    }

    /** Describes groups by their outcome if they are all groups with that outcome; otherwise by the facts themselves. */
    private Stream<String> describeGroups(FirstStageGroups part, ValueClasses set) {
        List<OutcomeGroup> all = part.groups();
        if (set.size() == all.size()) {
            return Stream.empty();
        }
        List<OutcomeGroup> meant = set.streamClasses().mapToObj(all::get).toList();
        Set<FirstStageOutcome> outcomes =
                meant.stream().map(OutcomeGroup::outcomeBefore).collect(Collectors.toSet());
        boolean byOutcome =
                meant.stream().allMatch(group -> group.outcomeBefore().equals(group.outcomeAfter()))
                        && IntStream.range(0, all.size())
                                .filter(i -> outcomes.contains(all.get(i).outcomeBefore())
                                        || outcomes.contains(all.get(i).outcomeAfter()))
                                .allMatch(set::contains);
        return byOutcome ? describeOutcome(part, meant) : Stream.of(describeFacts(part, meant));
    }

    private static Stream<String> describeOutcome(FirstStageGroups part, List<OutcomeGroup> meant) {
        List<String> words = new ArrayList<>();
        if (part.givesLevel()) {
            words.add(describeNames("support level", meant, FirstStageOutcome::supportLevel));
        }
        if (part.givesCategory()) {
            words.add(describeNames("SLA category", meant, FirstStageOutcome::slaCategory));
        }
        return words.stream();
    }

    private static String describeNames(
            String what, List<OutcomeGroup> meant, Function<FirstStageOutcome, @Nullable String> value) {
        Set<String> names = new LinkedHashSet<>();
        boolean none = false;
        for (OutcomeGroup group : meant) {
            String name = value.apply(group.outcomeBefore());
            if (name == null) {
                none = true;
            } else {
                names.add(name);
            }
        }
        String words = what + " " + String.join(" or ", names);
        return names.isEmpty() ? "no " + what : none ? "no " + what + " or " + words : words;
    }

    private String describeFacts(FirstStageGroups part, List<OutcomeGroup> meant) {
        List<QueryBox> boxes = mergeBoxes(meant.stream()
                .flatMap(group -> group.boxes().stream())
                .map(box -> new QueryBox(
                        IntStream.of(part.inputs()).mapToObj(box::classesOf).toList()))
                .toList());
        List<String> words = boxes.stream().map(box -> describeFacts(part, box)).toList();
        return words.size() == 1 ? words.get(0) : "(" + String.join(" or ", words) + ")";
    }

    private String describeFacts(FirstStageGroups part, QueryBox box) {
        int[] inputs = part.inputs();
        boolean[] isSent = new boolean[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            isSent[i] = !box.classesOf(i).intersects(space.domainOf(inputs[i]).absentClass());
        }
        int category = space.indexOf(FactField.SLA_CATEGORY);
        boolean categorySent = IntStream.range(0, inputs.length).anyMatch(i -> inputs[i] == category && isSent[i]);
        boolean impactSent = IntStream.range(0, inputs.length)
                .anyMatch(i -> inputs[i] != category && isImpact(inputs[i]) && isSent[i]);
        return IntStream.range(0, inputs.length)
                .filter(i -> isSent[i] || !isImpact(inputs[i]) || (inputs[i] == category ? !impactSent : !categorySent))
                .boxed()
                .flatMap(i -> describeInput(inputs[i], box.classesOf(i)))
                .collect(Collectors.joining(", "));
    }

    private boolean isImpact(int input) {
        Input known = space.inputs().get(input);
        return CommonQuerySpace.saysImpactOrCategory(known);
    }
}
