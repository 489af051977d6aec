package support.entitlement.draft;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.change.ChangeDocument;

/** The result of changing a draft. */
public sealed interface ChangeResult {

    /**
     * The changes are made.
     *
     * @param draft the draft with its new version; with the version before, if nothing was left to change; with that of the first time, if a
     *     request was sent again
     * @param changes the changes in the places where they were made
     */
    record Applied(Draft draft, List<ChangeDocument> changes) implements ChangeResult {}

    /** Some changes concern cells that hold another text than their author saw. Nothing has changed. */
    record Conflicting(Draft draft, List<Conflict> conflicts) implements ChangeResult {}

    /** The draft is published or proposed. Nothing has changed. */
    record Closed(Draft draft) implements ChangeResult {}

    /**
     * The log has lost the release that the draft is based on. Nothing has changed: its unchanged files are those of the release in force,
     * which differ once another is, so that places in them are not known until it is rebased.
     */
    record BaseLost(Draft draft) implements ChangeResult {}

    /** The key of the request belongs to another request that was made before. Nothing has changed. */
    record Reused(Draft draft) implements ChangeResult {}

    /** The changes refer to a version that does not exist, or whose places are no longer known. Nothing has changed. */
    record Stale(Draft draft) implements ChangeResult {}

    /**
     * One change cannot be made. Nothing has changed.
     *
     * @param index its index
     * @param reason the kind of error
     * @param detail the error, and what would be right
     */
    record Refused(int index, Reason reason, String detail) implements ChangeResult {}

    /** A kind of change that cannot be made. */
    enum Reason {
        /** The draft has no such file. */
        UNKNOWN_FILE,
        /** The file has no such sheet. */
        UNKNOWN_SHEET,
        /** No file could hold the result. */
        NOT_KEPT,
        /** The changes before it took all the work that one request may ask for. */
        TOO_MUCH_WORK
    }

    /**
     * A cell that holds another text than the author of a change saw.
     *
     * @param index the index of the change
     * @param sheet the sheet; null for CSV, or if it is about the whole file
     * @param cell the cell; null if it is about the whole file, or about rows or columns
     * @param before the text that the author saw; null if it is no change of a text
     * @param theirs the text that it holds; null if the cell is gone, or if it is no change of a text
     * @param mine the text that the author sent; null if it is no change of a text
     * @param by the person who made the other change; null if it is not known
     * @param when the instant of the other change; null if it is not known
     */
    record Conflict(
            int index,
            String file,
            @Nullable String sheet,
            @Nullable String cell,
            @Nullable String before,
            @Nullable String theirs,
            @Nullable String mine,
            @Nullable String by,
            @Nullable Instant when) {}
}
