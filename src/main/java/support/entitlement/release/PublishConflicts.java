package support.entitlement.release;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseTimeline;
import support.entitlement.release.tables.TableFiles;

/**
 * Finds the changes that came before tables that are to be published, and that their author has not seen: newer releases, and edits in
 * the rules directory. Thread-safe.
 */
record PublishConflicts(ReleaseState state) {

    /** Returns a conflict if a newer release was published, or if history would change what was in force. */
    Optional<PublishResult> findConflict(PublishRequest request) {
        Optional<PublishResult> outOfOrder = request.isHistory()
                ? state.requireTimeline()
                        .refuseHistory(request.historyBegin(), state.currentTime())
                        .map(PublishResult.OutOfOrder::new)
                : Optional.empty();
        return outOfOrder.isPresent() ? outOfOrder : findNewer(request);
    }

    /** Returns a conflict if a newer release was published, or if the directory has unpublished edits that differ from this request. */
    Optional<PublishResult> findConflict(PublishRequest request, @Nullable TableFiles content) {
        return content != null && !request.isHistory() && isEdited(content, request.files())
                ? predecessorOf(request).map(predecessor -> new PublishResult.Conflict(predecessor, content))
                : findConflict(request);
    }

    private Optional<PublishResult> findNewer(PublishRequest request) {
        return predecessorOf(request)
                .filter(predecessor -> !request.isBasedOn(predecessor))
                .map(predecessor -> new PublishResult.Conflict(predecessor, null));
    }

    private Optional<Release> predecessorOf(PublishRequest request) {
        ReleaseTimeline timeline = state.requireTimeline();
        Instant now = state.currentTime();
        if (request.isHistory()) {
            return timeline.inForceAt(request.historyBegin());
        }
        Instant from = request.effectiveFrom();
        return timeline.inForceAt(from == null || from.isBefore(now) ? now : from);
    }

    private boolean isEdited(TableFiles content, TableFiles requested) {
        Optional<Release> inForce = state.inForce();
        String digest = content.contentDigest();
        return inForce.isPresent()
                && !digest.equals(inForce.get().digest())
                && !digest.equals(requested.contentDigest());
    }

    /** Returns the conflict with the release that was published last, which took the number of another. */
    PublishResult describeLast() {
        return new PublishResult.Conflict(state.timeline().findLast().orElseThrow(PublishConflicts::logChanging), null);
    }

    /** The log was put back, and has no release any more, while this one was published. */
    private static DatabaseUnavailableException logChanging() {
        return DatabaseUnavailableException.notYetRead("The log of releases");
    }
}
