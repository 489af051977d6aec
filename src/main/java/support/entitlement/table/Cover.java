package support.entitlement.table;

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

/**
 * Whether boxes together cover another one, and what they leave of it. The answer is exact.
 *
 * <p>One input after the other, that with the fewest classes first, the classes of the target are divided into groups that meet the same boxes, and each group is
 * followed with its boxes alone. A group is done where no box is left, or where one of them covers all the rest. What has been
 * found covered before is not followed again.
 */
final class Cover {

    /** What it costs to follow one box through one input. */
    private static final int STEPS_A_BOX = 40;

    /** How many numbers of boxes may be remembered, so that a hostile table does not fill the memory. */
    private static final int MOST_MEMORY = 4_000_000;

    private final List<Box> boxes;
    private final Box target;
    private final int most;
    private final Budget budget;
    private final List<Box> uncovered = new ArrayList<>();
    private final Set<Integer> used = new TreeSet<>();
    private final int[] order;
    private final Set<Question> covered = new HashSet<>();
    private int memory = MOST_MEMORY;

    private Cover(List<Box> boxes, Box target, int most, Budget budget) {
        this.boxes = boxes;
        this.target = target;
        this.most = most;
        this.budget = budget;
        this.order = IntStream.range(0, target.sets().size())
                .boxed()
                .sorted(Comparator.comparing(input -> target.set(input).size()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Whether these boxes cover the inputs from a certain position on. */
    private record Question(int position, int[] candidates) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Question it && it.position == position && Arrays.equals(it.candidates, candidates);
        }

        @Override
        public int hashCode() {
            return 31 * position + Arrays.hashCode(candidates);
        }
    }

    /**
     * What came out.
     *
     * @param uncovered boxes, apart from each other, that are in the target and in no other box
     * @param used the numbers of boxes that cover the rest together
     */
    record Result(List<Box> uncovered, Set<Integer> used) {}

    /**
     * Compares boxes with a target.
     *
     * @param candidates the numbers of the boxes that count, all of which overlap the target
     * @param most how many uncovered boxes are enough; looking for more ends there
     * @throws Budget.Exhausted if that would be too much work
     */
    static Result of(Box target, List<Box> boxes, int[] candidates, int most, Budget budget) {
        Cover cover = new Cover(boxes, target, most, budget);
        if (!target.isEmpty()) {
            cover.follow(0, target, candidates);
        }
        return new Result(cover.uncovered, cover.used);
    }

    /** Compares all boxes with a target. */
    static Result of(Box target, List<Box> boxes, int most, Budget budget) {
        budget.take(boxes.size());
        int[] candidates = IntStream.range(0, boxes.size())
                .filter(box -> boxes.get(box).overlaps(target))
                .toArray();
        return of(target, boxes, candidates, most, budget);
    }

    /** Follows a part of the target, of which the boxes in question cover all inputs before a certain one in the order. */
    private void follow(int position, Box part, int[] candidates) {
        budget.take(order.length + (long) STEPS_A_BOX * candidates.length);
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
            last(part, candidates);
            return;
        }
        Question question = new Question(position, candidates);
        if (covered.contains(question)) {
            return;
        }
        int before = uncovered.size();
        int input = order[position];
        int[] wide = Arrays.stream(candidates)
                .filter(candidate -> !narrows(candidate, input))
                .toArray();
        for (Map.Entry<BitSet, List<ClassSet>> group : groups(input, candidates)) {
            int[] narrow =
                    group.getKey().stream().map(number -> candidates[number]).toArray();
            follow(position + 1, part.with(input, ClassSet.union(group.getValue())), merged(wide, narrow));
            if (uncovered.size() >= most) {
                return;
            }
        }
        if (uncovered.size() == before && memory >= candidates.length) {
            memory -= candidates.length;
            covered.add(question);
        }
    }

    private boolean containsRest(int position, Box box) {
        for (int i = position; i < order.length; i++) {
            if (!box.set(order[i]).contains(target.set(order[i]))) {
                return false;
            }
        }
        return true;
    }

    /** The last input needs no groups: what is left of it is what no box has. */
    private void last(Box part, int[] candidates) {
        int input = order[order.length - 1];
        ClassSet left = target.set(input);
        for (int i = 0; i < candidates.length && !left.isEmpty(); i++) {
            ClassSet set = boxes.get(candidates[i]).set(input);
            if (set.intersects(left)) {
                used.add(candidates[i]);
                budget.take(left.ranges());
                left = left.minus(set);
            }
        }
        if (!left.isEmpty()) {
            uncovered.add(part.with(input, left));
        }
    }

    private static int[] merged(int[] one, int[] other) {
        int[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        Arrays.sort(all);
        return all;
    }

    private boolean narrows(int candidate, int input) {
        return !boxes.get(candidate).set(input).contains(target.set(input));
    }

    /** The classes of the target by the candidates that narrow this input and admit them, few candidates first. */
    private List<Map.Entry<BitSet, List<ClassSet>>> groups(int input, int[] candidates) {
        ClassSet whole = target.set(input);
        List<int[]> events = new ArrayList<>();
        for (int i = 0; i < candidates.length; i++) {
            if (narrows(candidates[i], input)) {
                ClassSet set = boxes.get(candidates[i]).set(input);
                for (int range = 0; range < set.ranges(); range++) {
                    events.add(new int[] {set.first(range), i});
                    events.add(new int[] {set.last(range) + 1, i});
                }
            }
        }
        events.sort(Comparator.comparingInt(event -> event[0]));
        Map<BitSet, List<ClassSet>> groups = new LinkedHashMap<>();
        BitSet active = new BitSet();
        int from = 0;
        for (int i = 0; i <= events.size(); i++) {
            int to = i < events.size() ? events.get(i)[0] : Integer.MAX_VALUE;
            if (to > from) {
                ClassSet classes = whole.and(ClassSet.range(from, to - 1));
                if (!classes.isEmpty()) {
                    budget.take(1 + active.size() / 64);
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
