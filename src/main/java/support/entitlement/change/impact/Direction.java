package support.entitlement.change.impact;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a change means to the customer. */
public enum Direction {
    /** More is promised, or sooner, or more firmly. */
    BETTER,
    /** Less is promised, or later, or less firmly. */
    WORSE,
    /** Something is better and something is worse. */
    MIXED,
    /** It cannot be said. */
    UNKNOWN;

    /** What comes of several changes together. What cannot be said of one does not hide what can be of another. */
    public static Direction of(Collection<Direction> directions) {
        Set<Direction> known = EnumSet.noneOf(Direction.class);
        known.addAll(directions);
        known.remove(UNKNOWN);
        return known.isEmpty() ? UNKNOWN : known.size() == 1 ? known.iterator().next() : MIXED;
    }

    /** Better if a number grew, worse if it shrank; unknown if it is the same. */
    static Direction ofGrowth(int comparison) {
        return comparison > 0 ? BETTER : comparison < 0 ? WORSE : UNKNOWN;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
