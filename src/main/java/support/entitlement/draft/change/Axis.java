package support.entitlement.draft.change;

/** The direction in which the lines of a sheet follow each other. */
public enum Axis {
    /** The lines are rows. */
    ROW,
    /** The lines are columns. */
    COLUMN
}
