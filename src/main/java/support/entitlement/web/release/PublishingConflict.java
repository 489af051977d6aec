package support.entitlement.web.release;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.report.ReportedProblem;

/**
 * Two changes of one release.
 *
 * @param basedOn the release that both change; null if there was none
 * @param current the newest release
 * @param theirs the changes that others have published, or are editing in the directory
 * @param yours the changes that were sent
 */
@Schema(name = "Conflict")
public record PublishingConflict(
        @Nullable Long basedOn, ReleaseResponse current, List<ReportedProblem> theirs, List<ReportedProblem> yours) {}
