package support.entitlement.table.space;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import support.entitlement.table.problem.Budget;

/** Finds the boxes that overlap a given one without visiting all of them. Not thread-safe. */
public final class QueryBoxIndex {

    /** The most classes of an input by which a box is indexed; a wider box is always visited. */
    private static final int NARROW = 16;

    private final List<QueryBox> boxes;
    private final List<InputIndex> inputs;
    private final int[] order;
    private final int[] bounds;
    private final boolean[] isUnbroken;
    private final int[] seen;
    private int search;

    public QueryBoxIndex(QuerySpace space, List<QueryBox> boxes) {
        this.boxes = boxes;
        this.seen = new int[boxes.size()];
        this.inputs = IntStream.range(0, space.inputs().size())
                .mapToObj(input ->
                        new InputIndex(boxes, input, space.domainOf(input).size()))
                .toList();
        this.order = IntStream.range(0, inputs.size())
                .boxed()
                .sorted(Comparator.comparing(input -> inputs.get(input).averageWidth()))
                .mapToInt(Integer::intValue)
                .toArray();
        this.bounds =
                boxes.stream().flatMapToInt(box -> Arrays.stream(boundsOf(box))).toArray();
        this.isUnbroken = new boolean[boxes.size()];
        for (int box = 0; box < boxes.size(); box++) {
            isUnbroken[box] = isUnbroken(boxes.get(box));
        }
    }

    /** Returns true if every set is one range, so that its bounds describe it completely. */
    private static boolean isUnbroken(QueryBox box) {
        return box.sets().stream().allMatch(set -> set.countRanges() == 1);
    }

    /** Returns the first and the last class of each set, the narrowest inputs first; an empty box overlaps none. */
    private int[] boundsOf(QueryBox box) {
        int[] ends = new int[2 * order.length];
        for (int i = 0; i < order.length; i++) {
            ValueClasses set = box.classesOf(order[i]);
            ends[2 * i] = set.isEmpty() ? Integer.MAX_VALUE : set.firstOfRange(0);
            ends[2 * i + 1] = set.isEmpty() ? -1 : set.lastOfRange(set.countRanges() - 1);
        }
        return ends;
    }

    /** Returns false if the bounds show that a box does not overlap. It is much quicker than the exact test. */
    private boolean mayOverlap(int[] ends, int box) {
        int offset = box * ends.length;
        for (int i = 0; i < ends.length; i += 2) {
            if (bounds[offset + i + 1] < ends[i] || ends[i + 1] < bounds[offset + i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the numbers of the boxes, less than {@code end}, that overlap a box, in ascending order. */
    public int[] findOverlapping(QueryBox box, int end, Budget budget) {
        search++;
        int[] candidates = findCandidates(box, end);
        budget.takeSteps(1 + candidates.length);
        int[] ends = boundsOf(box);
        boolean unbroken = isUnbroken(box);
        int count = 0;
        for (int candidate : candidates) {
            if (candidate < end
                    && seen[candidate] != search
                    && mayOverlap(ends, candidate)
                    && (unbroken && isUnbroken[candidate]
                            || boxes.get(candidate).overlaps(box))) {
                seen[candidate] = search;
                candidates[count++] = candidate;
            }
        }
        int[] found = Arrays.copyOf(candidates, count);
        Arrays.sort(found);
        return found;
    }

    /** Returns all boxes that may overlap, by the input with the fewest candidates. */
    private int[] findCandidates(QueryBox box, int end) {
        int best = -1;
        long fewest = end;
        for (int input = 0; input < inputs.size(); input++) {
            long candidates = inputs.get(input).countCandidates(box.classesOf(input));
            if (candidates < fewest) {
                fewest = candidates;
                best = input;
            }
        }
        return best < 0
                ? IntStream.range(0, end).toArray()
                : inputs.get(best).findCandidates(box.classesOf(best), (int) fewest);
    }

    /** The boxes by their classes of one input. */
    private static final class InputIndex {

        private final int[] starts;
        private final int[] byClass;
        private final int[] wide;
        private final double width;

        InputIndex(List<QueryBox> boxes, int input, int classes) {
            starts = new int[classes + 1];
            width = boxes.stream().mapToLong(box -> box.classesOf(input).size()).sum() / (double) classes;
            wide = IntStream.range(0, boxes.size())
                    .filter(box -> boxes.get(box).classesOf(input).size() > NARROW)
                    .toArray();
            for (QueryBox box : boxes) {
                if (box.classesOf(input).size() <= NARROW) {
                    box.classesOf(input).streamClasses().forEach(number -> starts[number + 1]++);
                }
            }
            Arrays.parallelPrefix(starts, Integer::sum);
            byClass = new int[starts[classes]];
            int[] next = starts.clone();
            for (int i = 0; i < boxes.size(); i++) {
                int box = i;
                if (boxes.get(box).classesOf(input).size() <= NARROW) {
                    boxes.get(box).classesOf(input).streamClasses().forEach(number -> byClass[next[number]++] = box);
                }
            }
        }

        /** Returns the average share of the input that the boxes take, in a unit that is equal for all inputs. */
        double averageWidth() {
            return width;
        }

        long countCandidates(ValueClasses set) {
            long count = wide.length;
            for (int range = 0; range < set.countRanges(); range++) {
                count += starts[set.lastOfRange(range) + 1] - starts[set.firstOfRange(range)];
            }
            return count;
        }

        int[] findCandidates(ValueClasses set, int count) {
            int[] candidates = Arrays.copyOf(wide, count);
            int end = wide.length;
            for (int range = 0; range < set.countRanges(); range++) {
                int from = starts[set.firstOfRange(range)];
                int length = starts[set.lastOfRange(range) + 1] - from;
                System.arraycopy(byClass, from, candidates, end, length);
                end += length;
            }
            return candidates;
        }
    }
}
