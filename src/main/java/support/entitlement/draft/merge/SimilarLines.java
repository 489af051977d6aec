package support.entitlement.draft.merge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pairs similar lines in their order so that they have as many cells in common as possible. Not thread-safe. */
final class SimilarLines {

    private final List<List<String>> base;
    private final List<List<String>> edited;
    private final int[][] scores;

    /** Compares lines, all of which have the same number of cells. */
    SimilarLines(List<List<String>> base, List<List<String>> edited) {
        this.base = base;
        this.edited = edited;
        this.scores = new int[base.size() + 1][edited.size() + 1];
    }

    /** Returns the numbers of the edited lines by those of the base. */
    Map<Integer, Integer> findPairs() {
        int[][] gains = new int[base.size()][edited.size()];
        for (int line = base.size() - 1; line >= 0; line--) {
            for (int other = edited.size() - 1; other >= 0; other--) {
                gains[line][other] = gainOf(base.get(line), edited.get(other));
                int unpaired = Math.max(scores[line + 1][other], scores[line][other + 1]);
                scores[line][other] = Math.max(unpaired, gains[line][other] + scores[line + 1][other + 1]);
            }
        }
        return followBest(gains);
    }

    private Map<Integer, Integer> followBest(int[][] gains) {
        Map<Integer, Integer> pairs = new HashMap<>();
        int line = 0;
        int other = 0;
        while (line < base.size() && other < edited.size()) {
            int gain = gains[line][other];
            if (gain > 0 && scores[line][other] == gain + scores[line + 1][other + 1]) {
                pairs.put(line++, other++);
            } else if (scores[line][other] == scores[line + 1][other]) {
                line++;
            } else {
                other++;
            }
        }
        return pairs;
    }

    /** Returns how much is gained by pairing two lines; zero if they are not similar. */
    private static int gainOf(List<String> line, List<String> other) {
        return areSimilar(line, other) ? 2 * countCommon(line, other) + 1 : 0;
    }

    /** Returns true if lines have at least half of their cells in common, or not more than one cell each. */
    static boolean areSimilar(List<String> line, List<String> other) {
        int written = Math.max(countWritten(line), countWritten(other));
        return written <= 1 || 2 * countCommon(line, other) >= written;
    }

    private static int countCommon(List<String> line, List<String> other) {
        int common = 0;
        for (int cell = 0; cell < line.size(); cell++) {
            common += !line.get(cell).isEmpty() && line.get(cell).equals(other.get(cell)) ? 1 : 0;
        }
        return common;
    }

    static boolean isBlank(List<String> line) {
        return countWritten(line) == 0;
    }

    private static int countWritten(List<String> line) {
        int written = 0;
        for (String cell : line) {
            written += cell.isEmpty() ? 0 : 1;
        }
        return written;
    }
}
