package support.entitlement.release;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the check found when a release was published.
 *
 * @param problems warnings and information; a release has no errors
 * @param impact which answers it changed; null if it was the first
 */
public record ReleaseReport(
        List<ReportedProblem> problems, @Nullable ReportedImpact impact) {}
