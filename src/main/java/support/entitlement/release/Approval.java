package support.entitlement.release;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.log.Release;

/**
 * The approval of one person for the tables of another.
 *
 * @param approver the name of that person; null if nobody has to approve
 * @param recordRelease records the release that the proposal becomes, within the transaction that adds it to the log. It throws
 *     {@link ApprovalClosedException} if the proposal has been decided meanwhile
 */
public record Approval(@Nullable String approver, Consumer<Release> recordRelease) {

    /** For tables that nobody has to approve. */
    static final Approval NOT_NEEDED = new Approval(null, release -> {});
}
