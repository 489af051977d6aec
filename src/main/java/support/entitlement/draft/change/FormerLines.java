package support.entitlement.draft.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which lines of a sheet were there before. Lines that occur once in each version anchor the alignment; lines between two
 * anchors are paired by the texts that they share. Stateless and thread-safe.
 */
public final class FormerLines {

    /** The line was not there before. */
    public static final int NEW = -1;

    private static final int MAX_COMPARED = 40_000;

    private final List<List<String>> before;
    private final List<List<String>> after;
    private final int[] pairs;

    private FormerLines(List<List<String>> before, List<List<String>> after) {
        this.before = before;
        this.after = after;
        this.pairs = new int[after.size()];
    }

    /** Returns, for each line afterwards, the position that it had before, or {@link #NEW}. */
    public static int[] findFormerLines(List<List<String>> before, List<List<String>> after) {
        FormerLines alignment = new FormerLines(before, after);
        Arrays.fill(alignment.pairs, NEW);
        alignment.alignRange(0, before.size(), 0, after.size());
        return alignment.pairs;
    }

    private void alignRange(int from, int end, int fromAfter, int endAfter) {
        int start = from;
        int startAfter = fromAfter;
        while (start < end && startAfter < endAfter && before.get(start).equals(after.get(startAfter))) {
            pairs[startAfter++] = start++;
        }
        int last = end;
        int lastAfter = endAfter;
        while (last > start && lastAfter > startAfter && before.get(last - 1).equals(after.get(lastAfter - 1))) {
            pairs[--lastAfter] = --last;
        }
        if (start == last || startAfter == lastAfter) {
            return;
        }
        List<int[]> anchors = findAnchors(start, last, startAfter, lastAfter);
        if (anchors.isEmpty()) {
            pairSimilar(start, last, startAfter, lastAfter);
            return;
        }
        for (int[] anchor : anchors) {
            alignRange(start, anchor[0], startAfter, anchor[1]);
            pairs[anchor[1]] = anchor[0];
            start = anchor[0] + 1;
            startAfter = anchor[1] + 1;
        }
        alignRange(start, last, startAfter, lastAfter);
    }

    /** Returns the longest sequence of pairs of equal lines that occur once in each range, in the order of both. */
    private List<int[]> findAnchors(int from, int end, int fromAfter, int endAfter) {
        Map<List<String>, Integer> once = findUnique(before, from, end);
        Map<List<String>, Integer> onceAfter = findUnique(after, fromAfter, endAfter);
        List<int[]> found = new ArrayList<>();
        for (int position = from; position < end; position++) {
            Integer here = once.get(before.get(position));
            Integer there = onceAfter.get(before.get(position));
            if (here != null && here == position && there != null && there >= 0) {
                found.add(new int[] {position, there});
            }
        }
        return findLongestRise(found);
    }

    private static Map<List<String>, Integer> findUnique(List<List<String>> lines, int from, int end) {
        Map<List<String>, Integer> positions = new HashMap<>();
        for (int position = from; position < end; position++) {
            positions.merge(lines.get(position), position, (one, other) -> NEW);
        }
        return positions;
    }

    private static List<int[]> findLongestRise(List<int[]> pairs) {
        List<Integer> tops = new ArrayList<>();
        int[] previous = new int[pairs.size()];
        for (int i = 0; i < pairs.size(); i++) {
            int low = 0;
            int high = tops.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (pairs.get(tops.get(middle))[1] < pairs.get(i)[1]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low == 0 ? NEW : tops.get(low - 1);
            if (low == tops.size()) {
                tops.add(i);
            } else {
                tops.set(low, i);
            }
        }
        List<int[]> rise = new ArrayList<>();
        for (int i = tops.isEmpty() ? NEW : tops.get(tops.size() - 1); i >= 0; i = previous[i]) {
            rise.add(pairs.get(i));
        }
        Collections.reverse(rise);
        return rise;
    }

    /** Pairs lines so that as many texts as possible are shared; by their order alone if there are very many. */
    private void pairSimilar(int from, int end, int fromAfter, int endAfter) {
        int height = end - from;
        int width = endAfter - fromAfter;
        if ((long) height * width > MAX_COMPARED || height == width) {
            for (int i = 0; i < Math.min(height, width); i++) {
                pairs[fromAfter + i] = from + i;
            }
            return;
        }
        int[][] best = new int[height + 1][width + 1];
        for (int i = height - 1; i >= 0; i--) {
            for (int j = width - 1; j >= 0; j--) {
                int shared = countShared(before.get(from + i), after.get(fromAfter + j));
                best[i][j] = Math.max(
                        Math.max(best[i + 1][j], best[i][j + 1]), shared == 0 ? 0 : shared + best[i + 1][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < height && j < width) {
            if (best[i][j] == best[i + 1][j]) {
                i++;
            } else if (best[i][j] == best[i][j + 1]) {
                j++;
            } else {
                pairs[fromAfter + j++] = from + i++;
            }
        }
    }

    private static int countShared(List<String> line, List<String> other) {
        int shared = 0;
        for (int i = 0; i < Math.min(line.size(), other.size()); i++) {
            if (!line.get(i).isEmpty() && line.get(i).equals(other.get(i))) {
                shared++;
            }
        }
        return shared;
    }
}
