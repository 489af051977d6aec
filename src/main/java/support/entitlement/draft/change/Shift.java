package support.entitlement.draft.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/**
 * A change of the positions along one axis. A gap is named by the position behind it. Every method also answers for positions
 * beyond the end.
 */
public sealed interface Shift {

    /** Returns the position afterwards of a line; empty if the line is gone. */
    OptionalInt mapPosition(int position);

    /** Returns the position afterwards of lines that are inserted into a gap at the same time. */
    int mapGap(int gap);

    /** Returns the texts of a line across this axis afterwards, where what is inserted is blank. */
    List<String> shiftTexts(List<String> texts);

    /** Returns true if lines at these positions are lost, and one of these texts with them. */
    default boolean losesText(List<String> texts) {
        for (int position = 0; position < texts.size(); position++) {
            if (!texts.get(position).isEmpty() && mapPosition(position).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Inserts lines into a gap. */
    record Insertion(int at, int count) implements Shift {

        @Override
        public OptionalInt mapPosition(int position) {
            return OptionalInt.of(position < at ? position : position + count);
        }

        @Override
        public int mapGap(int gap) {
            return gap <= at ? gap : gap + count;
        }

        @Override
        public List<String> shiftTexts(List<String> texts) {
            if (at >= texts.size()) {
                return texts;
            }
            List<String> shifted = new ArrayList<>(texts);
            shifted.addAll(at, Collections.nCopies(count, ""));
            return shifted;
        }
    }

    /** Deletes lines. */
    record Deletion(int at, int count) implements Shift {

        @Override
        public OptionalInt mapPosition(int position) {
            if (position < at) {
                return OptionalInt.of(position);
            }
            return position < at + count ? OptionalInt.empty() : OptionalInt.of(position - count);
        }

        @Override
        public int mapGap(int gap) {
            return gap <= at ? gap : Math.max(at, gap - count);
        }

        @Override
        public List<String> shiftTexts(List<String> texts) {
            List<String> shifted = new ArrayList<>(texts);
            shifted.subList(Math.min(at, texts.size()), Math.min(at + count, texts.size()))
                    .clear();
            return shifted;
        }

        /** Returns the number of deleted lines from one position to before another. */
        int countWithin(int from, int end) {
            return Math.max(0, Math.min(end, at + count) - Math.max(from, at));
        }
    }

    /** Moves lines. */
    record Move(int at, int count, int to) implements Shift {

        boolean isIdle() {
            return at == to;
        }

        /** Returns the gap to which the lines are moved, before they are taken out. */
        int target() {
            return to <= at ? to : to + count;
        }

        boolean contains(int position) {
            return position >= at && position < at + count;
        }

        /** Returns true if a gap is within the moved lines or beside them. */
        boolean touches(int gap) {
            return gap >= at && gap <= at + count;
        }

        @Override
        public OptionalInt mapPosition(int position) {
            if (contains(position)) {
                return OptionalInt.of(to + position - at);
            }
            int left = position < at ? position : position - count;
            return OptionalInt.of(left < to ? left : left + count);
        }

        /** A gap within the moved lines goes with them; one beside them stays. */
        @Override
        public int mapGap(int gap) {
            if (isIdle() || gap > at && gap < at + count) {
                return to + gap - at;
            }
            int left = gap <= at ? gap : gap - count;
            return left <= to ? left : left + count;
        }

        @Override
        public List<String> shiftTexts(List<String> texts) {
            List<String> shifted = new ArrayList<>(texts);
            while (shifted.size() < Math.max(at, to) + count) {
                shifted.add("");
            }
            List<String> moved = List.copyOf(shifted.subList(at, at + count));
            shifted.subList(at, at + count).clear();
            shifted.addAll(to, moved);
            return shifted;
        }
    }
}
