package support.entitlement.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The problems and the impact of a release.
 *
 * @param problems the warnings and information of the check when it was published; a release has no errors
 * @param impact the answers that it changed; null if that is not known, or it was the first
 * @param impactState the state of the search for those answers
 */
public record ReleaseReport(
        List<ReportedProblem> problems, @Nullable ReportedImpact impact, ImpactState impactState) {}
