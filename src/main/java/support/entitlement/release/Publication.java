package support.entitlement.release;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Problem;

/** What came of tables that somebody wanted to publish, or proposed. */
public sealed interface Publication {

    /**
     * Tables to be published.
     *
     * @param files all files, also those that stay as they are
     * @param basedOn the number of the release that the author started from; 0 if there was none. It must be the one that these
     *     tables would follow: that in force, or in force when they shall be
     * @param effectiveFrom from when they shall be in force; null for now. An instant that has passed means now, too
     */
    record Request(
            TableFiles files,
            long basedOn,
            String author,
            String origin,
            String comment,
            @Nullable Instant effectiveFrom) {}

    /** They are a release. It is in the log and, unless it was scheduled, in force. */
    record Published(Release release, List<Problem> problems) implements Publication {}

    /** They have errors; nothing has changed. */
    record Refused(List<Problem> problems) implements Publication {}

    /**
     * Others changed something since; nothing has changed.
     *
     * @param current the release that the tables would follow, though they are based on another
     * @param directory what the rules directory holds, if that is not the release in force; else null
     */
    record Conflict(Release current, @Nullable TableFiles directory) implements Publication {}

    /** They wait for somebody else to approve of them. */
    record Proposed(Proposal proposal, List<Problem> problems) implements Publication {}

    /** Somebody has decided on the proposal before; nothing has changed. */
    record Closed(Proposal proposal) implements Publication {}

    /** Who proposed it cannot approve of it as well; nothing has changed. */
    record SameAuthor(Proposal proposal) implements Publication {}
}
