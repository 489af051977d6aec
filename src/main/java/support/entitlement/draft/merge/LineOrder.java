package support.entitlement.draft.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lines of both sides in one order: that of theirs, with the lines that only mine has, or that only mine has moved, each
 * behind the line that it follows in mine, and behind those that theirs has inserted there.
 */
final class LineOrder {

    private final LineAlignment mine;
    private final LineAlignment theirs;
    private final List<MergedLine> ofTheirs;
    private final Set<MergedLine> placed;

    private LineOrder(LineAlignment mine, LineAlignment theirs, List<MergedLine> ofTheirs) {
        this.mine = mine;
        this.theirs = theirs;
        this.ofTheirs = ofTheirs.stream().filter(line -> !isMovedByMine(line)).toList();
        this.placed = new HashSet<>(this.ofTheirs);
    }

    /**
     * Returns the lines of both sides. Lines that both sides have deleted are left out; those that one side has deleted are included.
     *
     * @param twins the numbers of inserted lines of theirs by the equal lines that mine has inserted
     */
    static List<MergedLine> mergeLines(LineAlignment mine, LineAlignment theirs, Map<Integer, Integer> twins) {
        Map<Integer, Integer> twinsOfTheirs = new HashMap<>();
        twins.forEach((line, twin) -> twinsOfTheirs.put(twin, line));
        List<MergedLine> ofMine = new ArrayList<>();
        int[] origins = mine.origins();
        for (int line = 0; line < origins.length; line++) {
            int base = origins[line];
            ofMine.add(new MergedLine(
                    base, line, base < 0 ? twins.getOrDefault(line, LineAlignment.NONE) : theirs.partners()[base]));
        }
        List<MergedLine> ofTheirs = new ArrayList<>();
        origins = theirs.origins();
        for (int line = 0; line < origins.length; line++) {
            int base = origins[line];
            ofTheirs.add(new MergedLine(
                    base,
                    base < 0 ? twinsOfTheirs.getOrDefault(line, LineAlignment.NONE) : mine.partners()[base],
                    line));
        }
        return new LineOrder(mine, theirs, ofTheirs).addLines(ofMine);
    }

    private boolean isMovedByMine(MergedLine line) {
        return !line.isInserted()
                && line.isInMine()
                && mine.moved().get(line.base())
                && !theirs.moved().get(line.base());
    }

    private List<MergedLine> addLines(List<MergedLine> ofMine) {
        Map<@Nullable MergedLine, List<MergedLine>> followers = findFollowers(ofMine);
        List<MergedLine> order = new ArrayList<>();
        List<MergedLine> waiting = new ArrayList<>(followers.getOrDefault(null, List.of()));
        for (MergedLine line : ofTheirs) {
            if (!line.isInserted() || line.isInMine()) {
                order.addAll(waiting);
                waiting.clear();
            }
            order.add(line);
            waiting.addAll(followers.getOrDefault(line, List.of()));
        }
        order.addAll(waiting);
        return order;
    }

    /** Returns the lines to be added by the placed line that they follow in mine; null stands for the beginning. */
    private Map<@Nullable MergedLine, List<MergedLine>> findFollowers(List<MergedLine> ofMine) {
        Map<@Nullable MergedLine, List<MergedLine>> followers = new HashMap<>();
        MergedLine last = null;
        for (MergedLine line : ofMine) {
            if (placed.contains(line)) {
                last = line;
            } else {
                followers.computeIfAbsent(last, any -> new ArrayList<>()).add(line);
            }
        }
        return followers;
    }
}
