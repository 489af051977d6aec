package support.entitlement.release;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ReportedImpact;
import support.entitlement.report.ReportedProblem;

/**
 * What is told of a release.
 *
 * @param problems what the check found when it was published: warnings and information; a release has no errors
 * @param impact which answers it changed; null if that is not known, or it was the first
 * @param impactState how far that is known
 */
public record ReleaseReport(
        List<ReportedProblem> problems, @Nullable ReportedImpact impact, ImpactState impactState) {}
