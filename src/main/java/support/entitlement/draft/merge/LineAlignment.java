package support.entitlement.draft.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import support.entitlement.change.diff.LongestIncreasingSubsequence;

/**
 * The lines of an edited sheet that continue lines of its base. Equal lines are paired first, then similar ones between
 * them, so that a line with an edited cell stays the same line.
 *
 * @param partners for each line of the base the number of its line in the edited sheet; {@value #NONE} if it was deleted
 * @param moved the lines of the base that stand in another order
 * @param editedLines the number of lines of the edited sheet
 */
record LineAlignment(int[] partners, BitSet moved, int editedLines) {

    /** The number of a line that does not exist. */
    static final int NONE = -1;

    /** Above this number of pairs, lines between equal ones are compared by keys, and not each with each. */
    private static final long MAX_PAIRS = 250_000;

    private static final int MAX_LEFT_OUT = 16;

    /** Pairs lines, all of which have the same number of cells. */
    static LineAlignment alignLines(List<List<String>> base, List<List<String>> edited) {
        Alignment alignment = new Alignment(base, edited);
        alignment.alignRange(new Range(0, base.size(), 0, edited.size()), 0);
        return new LineAlignment(alignment.partners, alignment.pairMoved(), edited.size());
    }

    /** Returns for each line of the edited sheet the number of its line in the base; {@value #NONE} if it was inserted. */
    int[] origins() {
        int[] origins = new int[editedLines];
        Arrays.fill(origins, NONE);
        for (int line = 0; line < partners.length; line++) {
            if (partners[line] != NONE) {
                origins[partners[line]] = line;
            }
        }
        return origins;
    }

    /** Lines of the base and of the edited sheet that stand between paired ones; both ends are exclusive. */
    private record Range(int from, int to, int editedFrom, int editedTo) {

        private long pairs() {
            return (long) (to - from) * (editedTo - editedFrom);
        }
    }

    /** An alignment in progress. Not thread-safe. */
    private static final class Alignment {

        private final List<List<String>> base;
        private final List<List<String>> edited;
        private final int[] partners;

        Alignment(List<List<String>> base, List<List<String>> edited) {
            this.base = base;
            this.edited = edited;
            this.partners = new int[base.size()];
            Arrays.fill(partners, NONE);
        }

        /**
         * Pairs the lines of a range.
         *
         * @param pass zero to pair equal lines, then the number of the cell to be left out of the comparison, from one
         */
        private void alignRange(Range whole, int pass) {
            Range range = pairEqualEnds(whole);
            if (range.pairs() == 0) {
                return;
            }
            if (range.pairs() <= MAX_PAIRS) {
                new SimilarLines(base.subList(range.from, range.to), edited.subList(range.editedFrom, range.editedTo))
                        .findPairs()
                        .forEach((line, partner) -> partners[range.from + line] = range.editedFrom + partner);
                return;
            }
            List<int[]> anchors = pass > lastPass() ? List.of() : findAnchors(range, pass);
            if (!anchors.isEmpty()) {
                alignBetween(anchors, range, pass);
            } else if (pass < lastPass()) {
                alignRange(range, pass + 1);
            } else {
                pairByPosition(range);
            }
        }

        private int lastPass() {
            return Math.min(MAX_LEFT_OUT, base.get(0).size());
        }

        private Range pairEqualEnds(Range range) {
            int from = range.from;
            int editedFrom = range.editedFrom;
            while (from < range.to && editedFrom < range.editedTo && areEqual(from, editedFrom)) {
                partners[from++] = editedFrom++;
            }
            int to = range.to;
            int editedTo = range.editedTo;
            while (from < to && editedFrom < editedTo && areEqual(to - 1, editedTo - 1)) {
                partners[--to] = --editedTo;
            }
            return new Range(from, to, editedFrom, editedTo);
        }

        private boolean areEqual(int line, int partner) {
            return base.get(line).equals(edited.get(partner));
        }

        /** Pairs lines whose key occurs once on both sides, as many as possible without crossing. */
        private List<int[]> findAnchors(Range range, int pass) {
            Map<List<String>, Integer> once = findUnique(base, range.from, range.to, pass);
            Map<List<String>, Integer> editedOnce = findUnique(edited, range.editedFrom, range.editedTo, pass);
            List<int[]> pairs = new ArrayList<>();
            for (int line = range.from; line < range.to; line++) {
                List<String> key = keyOf(base.get(line), pass);
                Integer partner = once.containsKey(key) ? editedOnce.get(key) : null;
                if (partner != null) {
                    pairs.add(new int[] {line, partner});
                }
            }
            boolean[] ordered = LongestIncreasingSubsequence.markMembers(
                    pairs.stream().mapToInt(pair -> pair[1]).toArray());
            List<int[]> anchors = new ArrayList<>();
            for (int i = 0; i < ordered.length; i++) {
                if (ordered[i]) {
                    anchors.add(pairs.get(i));
                }
            }
            return anchors;
        }

        private static Map<List<String>, Integer> findUnique(List<List<String>> lines, int from, int to, int pass) {
            Map<List<String>, Integer> places = new HashMap<>();
            for (int line = from; line < to; line++) {
                places.merge(keyOf(lines.get(line), pass), line, (one, other) -> NONE);
            }
            places.values().removeIf(place -> place == NONE);
            return places;
        }

        private static List<String> keyOf(List<String> line, int pass) {
            if (pass == 0) {
                return line;
            }
            List<String> key = new ArrayList<>(line);
            key.set(pass - 1, "");
            return key;
        }

        private void alignBetween(List<int[]> anchors, Range range, int pass) {
            int from = range.from;
            int editedFrom = range.editedFrom;
            for (int[] anchor : anchors) {
                partners[anchor[0]] = anchor[1];
                alignRange(new Range(from, anchor[0], editedFrom, anchor[1]), pass);
                from = anchor[0] + 1;
                editedFrom = anchor[1] + 1;
            }
            alignRange(new Range(from, range.to, editedFrom, range.editedTo), pass);
        }

        private void pairByPosition(Range range) {
            for (int i = 0; range.from + i < range.to && range.editedFrom + i < range.editedTo; i++) {
                if (SimilarLines.areSimilar(base.get(range.from + i), edited.get(range.editedFrom + i))) {
                    partners[range.from + i] = range.editedFrom + i;
                }
            }
        }

        /** Pairs equal lines that are left, which were moved, and returns those of the base. */
        private BitSet pairMoved() {
            BitSet taken = new BitSet();
            Arrays.stream(partners).filter(partner -> partner != NONE).forEach(taken::set);
            Map<List<String>, Deque<Integer>> left = new HashMap<>();
            for (int line = taken.nextClearBit(0); line < edited.size(); line = taken.nextClearBit(line + 1)) {
                left.computeIfAbsent(edited.get(line), any -> new ArrayDeque<>())
                        .add(line);
            }
            BitSet moved = new BitSet();
            for (int line = 0; line < partners.length; line++) {
                Deque<Integer> equal = partners[line] == NONE ? left.get(base.get(line)) : null;
                if (equal != null && !equal.isEmpty() && !SimilarLines.isBlank(base.get(line))) {
                    partners[line] = equal.remove();
                    moved.set(line);
                }
            }
            return moved;
        }
    }
}
