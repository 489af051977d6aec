package support.entitlement.draft.merge;

/**
 * A row or a column of a merged sheet, and its numbers in the three sheets; {@link LineAlignment#NONE} where it does not exist.
 */
record MergedLine(int base, int mine, int theirs) {

    boolean isInserted() {
        return base == LineAlignment.NONE;
    }

    boolean isInMine() {
        return mine != LineAlignment.NONE;
    }

    boolean isInTheirs() {
        return theirs != LineAlignment.NONE;
    }

    /** Returns true if one side has deleted it. */
    boolean isDeletedByOne() {
        return !isInserted() && isInMine() != isInTheirs();
    }
}
