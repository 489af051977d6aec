package support.entitlement.table.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Budget;

/**
 * Finds the part of a target box that other boxes together leave uncovered. The answer is exact.
 *
 * <p>The search takes one input after the other, that with the fewest classes first. It divides the target's classes of
 * the input into groups that meet the same boxes, and continues for each group with its boxes alone. A group is done
 * when no box is left, or when one of them covers the whole rest. Parts that were found to be covered are not searched
 * again.
 */
public final class UncoveredSearch {

    /** The cost of following one box through one input, in steps of the budget. */
    private static final int STEPS_A_BOX = 40;

    /** The most numbers of boxes to remember, so that a hostile table does not fill the memory. */
    private static final int MAX_MEMORY = 4_000_000;

    private final List<QueryBox> boxes;
    private final QueryBox target;
    private final int most;
    private final Budget budget;
    private final List<QueryBox> uncovered = new ArrayList<>();
    private final Set<Integer> used = new TreeSet<>();
    private final int[] order;
    private final Set<CoverQuestion> covered = new HashSet<>();
    private int memory = MAX_MEMORY;

    private UncoveredSearch(List<QueryBox> boxes, QueryBox target, int most, Budget budget) {
        this.boxes = boxes;
        this.target = target;
        this.most = most;
        this.budget = budget;
        this.order = IntStream.range(0, target.sets().size())
                .boxed()
                .sorted(Comparator.comparing(input -> target.classesOf(input).size()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The question whether these boxes cover the inputs from a certain position on. */
    private record CoverQuestion(int position, int[] candidates) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CoverQuestion it
                    && it.position == position
                    && Arrays.equals(it.candidates, candidates);
        }

        @Override
        public int hashCode() {
            return 31 * position + Arrays.hashCode(candidates);
        }
    }

    /**
     * The result of the search.
     *
     * @param uncovered disjoint boxes that are in the target and in no other box
     * @param used the numbers of the boxes that together cover the rest
     */
    public record CoverResult(List<QueryBox> uncovered, Set<Integer> used) {}

    /**
     * Compares boxes with a target.
     *
     * @param candidates the numbers of the boxes to use, all of which overlap the target
     * @param most the number of uncovered boxes at which the search stops
     * @throws Budget.Exhausted if the budget does not suffice
     */
    static CoverResult findUncovered(QueryBox target, List<QueryBox> boxes, int[] candidates, int most, Budget budget) {
        UncoveredSearch cover = new UncoveredSearch(boxes, target, most, budget);
        if (!target.isEmpty()) {
            cover.searchPart(0, target, candidates);
        }
        return new CoverResult(cover.uncovered, cover.used);
    }

    /** Compares all boxes with a target. */
    public static CoverResult findUncovered(QueryBox target, List<QueryBox> boxes, int most, Budget budget) {
        budget.takeSteps(boxes.size());
        int[] candidates = IntStream.range(0, boxes.size())
                .filter(box -> boxes.get(box).overlaps(target))
                .toArray();
        return findUncovered(target, boxes, candidates, most, budget);
    }

    /** Searches a part of the target whose candidate boxes cover all inputs before this position of the order. */
    private void searchPart(int position, QueryBox part, int[] candidates) {
        budget.takeSteps(order.length + (long) STEPS_A_BOX * candidates.length);
        if (candidates.length == 0) {
            uncovered.add(part);
            return;
        }
        for (int candidate : candidates) {
            if (containsRest(position, boxes.get(candidate))) {
                used.add(candidate);
                return;
            }
        }
        if (position == order.length - 1) {
            searchLastInput(part, candidates);
            return;
        }
        CoverQuestion question = new CoverQuestion(position, candidates);
        if (covered.contains(question)) {
            return;
        }
        int before = uncovered.size();
        int input = order[position];
        int[] wide = Arrays.stream(candidates)
                .filter(candidate -> !narrowsInput(candidate, input))
                .toArray();
        for (Map.Entry<BitSet, List<ValueClasses>> group : groupClasses(input, candidates)) {
            int[] narrow =
                    group.getKey().stream().map(number -> candidates[number]).toArray();
            searchPart(
                    position + 1,
                    part.withClasses(input, ValueClasses.union(group.getValue())),
                    mergeSorted(wide, narrow));
            if (uncovered.size() >= most) {
                return;
            }
        }
        if (uncovered.size() == before && memory >= candidates.length) {
            memory -= candidates.length;
            covered.add(question);
        }
    }

    private boolean containsRest(int position, QueryBox box) {
        for (int i = position; i < order.length; i++) {
            if (!box.classesOf(order[i]).contains(target.classesOf(order[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Searches the last input, which needs no groups: the classes that no box has are uncovered. */
    private void searchLastInput(QueryBox part, int[] candidates) {
        int input = order[order.length - 1];
        ValueClasses left = target.classesOf(input);
        for (int i = 0; i < candidates.length && !left.isEmpty(); i++) {
            ValueClasses set = boxes.get(candidates[i]).classesOf(input);
            if (set.intersects(left)) {
                used.add(candidates[i]);
                budget.takeSteps(left.countRanges());
                left = left.minus(set);
            }
        }
        if (!left.isEmpty()) {
            uncovered.add(part.withClasses(input, left));
        }
    }

    private static int[] mergeSorted(int[] one, int[] other) {
        int[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        Arrays.sort(all);
        return all;
    }

    private boolean narrowsInput(int candidate, int input) {
        return !boxes.get(candidate).classesOf(input).contains(target.classesOf(input));
    }

    /**
     * Returns the classes of the target, grouped by the candidates that narrow this input and admit them, groups with
     * few candidates first.
     */
    private List<Map.Entry<BitSet, List<ValueClasses>>> groupClasses(int input, int[] candidates) {
        ValueClasses whole = target.classesOf(input);
        List<int[]> events = new ArrayList<>();
        for (int i = 0; i < candidates.length; i++) {
            if (narrowsInput(candidates[i], input)) {
                ValueClasses set = boxes.get(candidates[i]).classesOf(input);
                for (int range = 0; range < set.countRanges(); range++) {
                    events.add(new int[] {set.firstOfRange(range), i});
                    events.add(new int[] {set.lastOfRange(range) + 1, i});
                }
            }
        }
        events.sort(Comparator.comparingInt(event -> event[0]));
        Map<BitSet, List<ValueClasses>> groups = new LinkedHashMap<>();
        BitSet active = new BitSet();
        int from = 0;
        for (int i = 0; i <= events.size(); i++) {
            int to = i < events.size() ? events.get(i)[0] : Integer.MAX_VALUE;
            if (to > from) {
                ValueClasses classes = whole.intersectionWith(ValueClasses.range(from, to - 1));
                if (!classes.isEmpty()) {
                    budget.takeSteps(1 + active.size() / 64);
                    groups.computeIfAbsent((BitSet) active.clone(), key -> new ArrayList<>())
                            .add(classes);
                }
                from = to;
            }
            if (i < events.size()) {
                active.flip(events.get(i)[1]);
            }
        }
        return groups.entrySet().stream()
                .sorted(Comparator.comparingInt(group -> group.getKey().cardinality()))
                .toList();
    }
}
