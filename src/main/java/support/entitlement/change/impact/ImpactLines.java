package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import support.entitlement.change.impact.QuerySet.SearchedFacts;
import support.entitlement.policy.Policy;
import support.entitlement.table.FactField;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.ValueClasses;

/** Makes the lines of an impact from the sets of queries that a search has found. */
final class ImpactLines {

    private final Policy before;
    private final Policy after;
    private final CommonQuerySpace space;
    private final List<FirstStageGroups> firstStage;
    private final int[] laterInputs;
    private final SearchedFacts facts;

    ImpactLines(
            Policy before, Policy after, CommonQuerySpace space, List<FirstStageGroups> firstStage, int[] laterInputs) {
        this.before = before;
        this.after = after;
        this.space = space;
        this.firstStage = firstStage;
        this.laterInputs = laterInputs;
        this.facts = new SearchedFacts(space, firstStage, laterInputs, before.vocabulary(), after.vocabulary());
    }

    /**
     * Describes changes, the worst first.
     *
     * @param found where answers change, by the changes
     * @param maxBoxes the limit of sets of queries that are described in one line
     */
    List<PolicyImpact.ImpactLine> createLines(
            Map<List<PartChange>, ImpactSearch.ChangedQueries> found, int maxBoxes, SearchBudget budget) {
        QueryDescriber describer = new QueryDescriber(space, firstStage, laterInputs, budget);
        List<PolicyImpact.ImpactLine> lines = new ArrayList<>();
        found.forEach((changes, where) -> {
            List<QueryBox> boxes =
                    where.boxes().subList(0, Math.min(maxBoxes, where.boxes().size()));
            budget.take(boxes.size());
            lines.add(new PolicyImpact.ImpactLine(
                    describer.describeBoxes(boxes),
                    affectedPlans(boxes),
                    where.examples().get(0),
                    changes,
                    Direction.of(changes.stream().map(PartChange::direction).toList()),
                    List.copyOf(where.because()),
                    new QuerySet(facts, where.boxes())));
        });
        lines.sort(Comparator.comparing(line -> line.direction() == Direction.WORSE
                ? 0
                : line.direction() == Direction.MIXED ? 1 : line.direction() == Direction.UNKNOWN ? 2 : 3));
        return List.copyOf(lines);
    }

    private List<String> affectedPlans(List<QueryBox> boxes) {
        int plan = space.indexOf(FactField.PLAN);
        return after.vocabulary().plans().all().stream()
                .filter(name -> before.vocabulary().plans().findSpelling(name).isPresent())
                .filter(name -> plan < 0
                        || boxes.stream()
                                .anyMatch(box -> classesOf(box, plan)
                                        .intersects(space.domainOf(plan).classOf(name))))
                .toList();
    }

    /** Returns the classes that the queries of a box have for an input. */
    private ValueClasses classesOf(QueryBox box, int input) {
        for (int i = 0; i < laterInputs.length; i++) {
            if (laterInputs[i] == input) {
                return box.classesOf(firstStage.size() + i);
            }
        }
        for (int i = 0; i < firstStage.size(); i++) {
            FirstStageGroups part = firstStage.get(i);
            if (IntStream.of(part.inputs()).anyMatch(each -> each == input)) {
                return ValueClasses.union(box.classesOf(i)
                        .streamClasses()
                        .mapToObj(part.groups()::get)
                        .flatMap(group -> group.boxes().stream())
                        .map(each -> each.classesOf(input))
                        .toList());
            }
        }
        return space.domainOf(input).allClasses();
    }
}
