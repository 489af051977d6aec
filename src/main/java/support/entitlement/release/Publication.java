package support.entitlement.release;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Problem;

/** What came of tables that somebody wanted to publish. */
public sealed interface Publication {

    /**
     * Tables to be published.
     *
     * @param files all files, also those that stay as they are
     * @param basedOn the number of the release that the author started from; 0 if there was none
     * @param effectiveFrom from when they shall be in force; null for now. An instant that has passed means now, too
     */
    record Request(
            TableFiles files,
            long basedOn,
            String author,
            String origin,
            String comment,
            @Nullable Instant effectiveFrom,
            @Nullable String impact) {}

    /** They are a release. It is in the log and, unless it was scheduled, in force. */
    record Published(Release release, List<Problem> problems) implements Publication {}

    /** They have errors; nothing has changed. */
    record Refused(List<Problem> problems) implements Publication {}

    /**
     * Others changed something since; nothing has changed.
     *
     * @param newest the release that was published last, which may be newer than the one that the tables are based on
     * @param directory what the rules directory holds, if that is no release; else null
     */
    record Conflict(Release newest, @Nullable TableFiles directory) implements Publication {}
}
