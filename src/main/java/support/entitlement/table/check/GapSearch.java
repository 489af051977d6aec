package support.entitlement.table.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.UncoveredSearch;
import support.entitlement.table.space.ValueClasses;

/**
 * Searches a space for the queries that no row matches, within a budget. A search that the budget does not suffice for has no
 * result.
 */
final class GapSearch {

    /** The limit of gaps that a search finds. */
    static final int MAX_FOUND = 1_000;

    /** The limit of gaps that are widened, since nobody reads as many as are found. */
    private static final int MAX_WIDENED = 10;

    private static final long MAX_STEPS = 100_000_000;

    private final Budget budget;

    GapSearch(Budget budget) {
        this.budget = budget;
    }

    /** Returns true if some row matches every query; false also if the budget does not suffice to determine that. */
    boolean isCovered(QueryBox target, List<QueryBox> boxes) {
        return findUncovered(target, boxes, 1).filter(List::isEmpty).isPresent();
    }

    /** Returns the largest boxes that no row matches; empty if the budget does not suffice. */
    Optional<List<QueryBox>> findLargestGaps(QueryBox target, List<QueryBox> boxes, List<QueryBox> impossible) {
        List<QueryBox> others =
                Stream.concat(boxes.stream(), impossible.stream()).toList();
        return findUncovered(target, others, MAX_FOUND).map(uncovered -> {
            List<QueryBox> left = new ArrayList<>();
            for (QueryBox box : uncovered) {
                if (left.stream().noneMatch(larger -> larger.contains(box))) {
                    left.add(left.size() > MAX_WIDENED ? box : widenGap(box, target, boxes));
                }
            }
            return left;
        });
    }

    /** Returns boxes that no row matches; empty if the budget does not suffice. */
    private Optional<List<QueryBox>> findUncovered(QueryBox target, List<QueryBox> boxes, int most) {
        try {
            return Optional.of(UncoveredSearch.findUncovered(target, boxes, most, budget.createPart(MAX_STEPS))
                    .uncovered());
        } catch (Budget.Exhausted e) {
            return Optional.empty();
        }
    }

    /** Widens a box that no row matches as far as possible, one input after the other. */
    private static QueryBox widenGap(QueryBox box, QueryBox target, List<QueryBox> boxes) {
        QueryBox largest = box;
        for (int input = 0; input < box.sets().size(); input++) {
            int widened = input;
            QueryBox everywhere = largest.withClasses(widened, target.classesOf(widened));
            List<ValueClasses> met = boxes.stream()
                    .filter(everywhere::overlaps)
                    .map(row -> row.classesOf(widened))
                    .toList();
            largest = largest.withClasses(widened, target.classesOf(widened).minus(ValueClasses.union(met)));
        }
        return largest;
    }
}
