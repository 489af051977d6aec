package support.entitlement.web.release;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.log.Release;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ReleaseReport;
import support.entitlement.report.ReportedImpact;
import support.entitlement.report.ReportedProblem;

/**
 * The JSON of a release in a list. {@link Release} describes the members.
 *
 * @param author null, like {@code approvedBy} and {@code comment}, for callers without access to authors
 * @param inForce whether it is in force now
 */
public record ReleaseResponse(
        long id,
        String revision,
        @Nullable String author,
        @Nullable String approvedBy,
        String origin,
        @Nullable String comment,
        Instant created,
        Instant effectiveFrom,
        boolean inForce) {

    /** Returns a release for a caller with access to authors and their comments. */
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

    /** Returns this release for a caller without access to authors. */
    ReleaseResponse withoutAuthors() {
        return new ReleaseResponse(id, revision, null, null, origin, null, created, effectiveFrom, inForce);
    }

    /**
     * A page of releases, newest first.
     *
     * @param before the value of {@code before} for the next page; null if there is none
     */
    record ReleasePage(
            List<ReleaseResponse> releases, @Nullable Long before) {}

    /**
     * The differences of one release from another. The place of something removed is that in the other release.
     *
     * @param changes the differences in sentences, with warnings about all that was removed
     * @param tables the same differences table by table, row by row; null if they could not be found in time
     */
    record Difference(
            long release,
            long against,
            List<ReportedProblem> changes,
            @Nullable List<TableDifference> tables) {}

    /**
     * One release with its files, the problems that the check found when it was published, and how far its impact is
     * known.
     */
    record ReleaseDetail(
            @JsonUnwrapped ReleaseResponse release,
            List<String> files,
            List<ReportedProblem> problems,
            @Nullable ReportedImpact impact,
            ImpactState impactState) {

        static ReleaseDetail of(
                ReleaseResponse release, List<String> files, List<ReportedProblem> problems, ReleaseReport report) {
            return new ReleaseDetail(release, files, problems, report.impact(), report.impactState());
        }
    }
}
