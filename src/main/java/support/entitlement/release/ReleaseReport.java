package support.entitlement.release;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the check found when a release was published.
 *
 * @param problems warnings and information; a release has no errors
 * @param impact which answers it changed, in JSON; null if nobody asked
 */
public record ReleaseReport(
        List<ReportedProblem> problems, @Nullable String impact) {}
