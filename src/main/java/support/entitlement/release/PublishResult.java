package support.entitlement.release;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.problem.Problem;

/** The result of publishing tables. */
public sealed interface PublishResult {

    /** The tables are a release. It is in the log and, unless it was scheduled or a later one has begun meanwhile, in force. */
    record Published(Release release, List<Problem> problems) implements PublishResult {}

    /** The tables have errors. Nothing has changed. */
    record Refused(List<Problem> problems) implements PublishResult {}

    /**
     * The tables cannot be history from the instant that was wanted. Nothing has changed.
     *
     * @param why the reason, in a sentence
     */
    record OutOfOrder(String why) implements PublishResult {}

    /**
     * Another change came first. Nothing has changed.
     *
     * @param current the release that the tables would follow, though they are based on another
     * @param directory the content of the rules directory, if that is not the release in force; else null
     */
    record Conflict(Release current, @Nullable TableFiles directory) implements PublishResult {}
}
