package support.entitlement.web.release;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.ReleaseReport;
import support.entitlement.release.log.Release;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ReportedImpact;
import support.entitlement.report.ReportedProblem;

/**
 * A release as the list of releases shows it. {@link Release} says what each member means.
 *
 * @param author null, as {@code approvedBy} and {@code comment}, for callers who may not see who made it and why
 * @param inForce whether it serves now
 */
record ReleaseResponse(
        long id,
        String revision,
        @Nullable String author,
        @Nullable String approvedBy,
        String origin,
        @Nullable String comment,
        Instant created,
        Instant effectiveFrom,
        boolean inForce) {

    /** A release for a caller who may see its authors, and what they said. */
    static ReleaseResponse of(Release release, @Nullable Release inForce) {
        return new ReleaseResponse(
                release.id(),
                release.revision(),
                release.author(),
                release.approvedBy(),
                release.origin(),
                release.comment(),
                release.created(),
                release.effectiveFrom(),
                release.equals(inForce));
    }

    /** The same for a caller who may not. */
    ReleaseResponse withoutAuthors() {
        return new ReleaseResponse(id, revision, null, null, origin, null, created, effectiveFrom, inForce);
    }

    /**
     * Releases, newest first.
     *
     * @param before what to send as {@code before} for those that follow; null if there are none
     */
    record ReleasePage(
            List<ReleaseResponse> releases, @Nullable Long before) {}

    /** What one release says otherwise than another; of what is gone, the place is that in the other. */
    record Difference(long release, long against, List<ReportedProblem> changes) {}

    /** One release with its files, what the check found when it was published, and how far its impact is known. */
    record ReleaseDetail(
            @JsonUnwrapped ReleaseResponse release,
            List<String> files,
            List<ReportedProblem> problems,
            @Nullable ReportedImpact impact,
            ImpactState impactState) {

        static ReleaseDetail of(ReleaseResponse release, List<String> files, ReleaseReport report) {
            return new ReleaseDetail(release, files, report.problems(), report.impact(), report.impactState());
        }
    }
}
