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

/**
 * Whether boxes together cover another one, and what they leave of it. The answer is exact.
 *
 * <p>One input after the other, the classes of the target are divided into groups that meet the same boxes, and each group is
 * followed with its boxes alone. A group is done where no box is left, or where one of them covers all the rest. What has been
 * found covered before is not followed again.
 */
final class Cover {

    private final List<Box> boxes;
    private final Box target;
    private final int most;
    private final Budget budget;
    private final List<Box> uncovered = new ArrayList<>();
    private final Set<Integer> used = new TreeSet<>();
    private final Set<List<Object>> covered = new HashSet<>();

    private Cover(List<Box> boxes, Box target, int most, Budget budget) {
        this.boxes = boxes;
        this.target = target;
        this.most = most;
        this.budget = budget;
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
     * @param candidates the numbers of the boxes that count
     * @param most how many uncovered boxes are enough; looking for more ends there
     * @throws Budget.Exhausted if that would be too much work
     */
    static Result of(Box target, List<Box> boxes, int[] candidates, int most, Budget budget) {
        Cover cover = new Cover(boxes, target, most, budget);
        if (!target.isEmpty()) {
            int[] meeting = Arrays.stream(candidates)
                    .filter(box -> boxes.get(box).overlaps(target))
                    .toArray();
            cover.follow(0, target, meeting);
        }
        return new Result(cover.uncovered, cover.used);
    }

    /** Compares all boxes with a target. */
    static Result of(Box target, List<Box> boxes, int most, Budget budget) {
        return of(target, boxes, IntStream.range(0, boxes.size()).toArray(), most, budget);
    }

    /** Follows a part of the target, of which the boxes in question cover everything before a certain input. */
    private void follow(int input, Box part, int[] candidates) {
        budget.take(1 + candidates.length);
        if (candidates.length == 0) {
            uncovered.add(part);
            return;
        }
        for (int candidate : candidates) {
            if (boxes.get(candidate).containsFrom(input, target)) {
                used.add(candidate);
                return;
            }
        }
        List<Object> question = List.of(input, Arrays.stream(candidates).boxed().toList());
        if (covered.contains(question)) {
            return;
        }
        int before = uncovered.size();
        int[] wide = Arrays.stream(candidates)
                .filter(candidate -> !narrows(candidate, input))
                .toArray();
        for (Map.Entry<BitSet, List<ClassSet>> group : groups(input, candidates)) {
            int[] all = IntStream.concat(
                            Arrays.stream(wide), group.getKey().stream().map(number -> candidates[number]))
                    .sorted()
                    .toArray();
            follow(input + 1, part.with(input, ClassSet.union(group.getValue())), all);
            if (uncovered.size() >= most) {
                return;
            }
        }
        if (uncovered.size() == before) {
            covered.add(question);
        }
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
