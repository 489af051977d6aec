package support.entitlement.table.check;

import java.util.Arrays;

/**
 * All statements of one row, as a {@link RowConclusionEncoder} numbers them. Only rows of one encoder can be compared. Thread-safe as
 * long as nobody changes the array.
 *
 * @param pairs the number of each subject that it has a statement on, ascending, each followed by the number of the
 *     statement's value
 */
record RowConclusions(int[] pairs) {

    boolean isEmpty() {
        return pairs.length == 0;
    }

    boolean sameAs(RowConclusions other) {
        return Arrays.equals(pairs, other.pairs);
    }

    /** Returns true if the other row makes all statements of this one. */
    boolean isSaidBy(RowConclusions other) {
        int found = 0;
        for (int mine = 0, its = 0; mine < pairs.length && its < other.pairs.length; its += 2) {
            if (pairs[mine] == other.pairs[its]) {
                found += pairs[mine + 1] == other.pairs[its + 1] ? 1 : 0;
                mine += 2;
            }
        }
        return 2 * found == pairs.length;
    }

    /** Returns the number of a subject on which both make different statements; negative if there is none. */
    int findContradiction(RowConclusions other) {
        int mine = 0;
        int its = 0;
        while (mine < pairs.length && its < other.pairs.length) {
            if (pairs[mine] == other.pairs[its]) {
                if (pairs[mine + 1] != other.pairs[its + 1]) {
                    return pairs[mine];
                }
                mine += 2;
                its += 2;
            } else if (pairs[mine] < other.pairs[its]) {
                mine += 2;
            } else {
                its += 2;
            }
        }
        return -1;
    }
}
