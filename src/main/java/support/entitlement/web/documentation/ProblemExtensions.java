package support.entitlement.web.documentation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.report.ReportedProblem;
import support.entitlement.web.contract.ContractLine.LineProblem;
import support.entitlement.web.draft.DraftConflict;
import support.entitlement.web.release.PublishingConflict;
import support.entitlement.web.usage.BalanceResponse;

/**
 * Describes the members with which features extend problems. A problem has at most one of them.
 *
 * @param problems what is wrong with tables that were refused
 * @param conflict both changes, if another one was published first
 * @param allowance how an allowance stands that would be exceeded
 * @param conflicts the cells that others have changed, too
 * @param lines what is wrong in each line of a file of contracts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemExtensions(
        @Nullable List<ReportedProblem> problems,
        @Nullable PublishingConflict conflict,
        @Nullable BalanceResponse allowance,
        @Nullable List<LineProblem> lines,
        @Nullable List<DraftConflict> conflicts) {}
