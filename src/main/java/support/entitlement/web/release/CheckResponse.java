package support.entitlement.web.release;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.impact.ReportedCustomers;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ReportedImpact;
import support.entitlement.report.ReportedProblem;
import support.entitlement.report.ReportedScenarios;

/**
 * The result of checking tables. Tables with errors are an answer, too.
 *
 * @param sound whether they could be published
 * @param basedOn the release that they were compared with
 * @param revision what their revision would be; null if the tables have errors
 * @param problems errors, warnings and information
 * @param scenarios the scenarios that fail, and the rows that none reaches; none were asked if the tables have errors
 * @param changes what they say otherwise than the release that they are based on
 * @param impact every answer that would change; null if the tables have errors, or nothing to be compared with, or it could
 *     not be found out
 * @param impactState how far it is known which answers would change
 * @param customers the customers under contract whose answers would change
 */
public record CheckResponse(
        boolean sound,
        @Nullable Long basedOn,
        @Nullable String revision,
        List<ReportedProblem> problems,
        ReportedScenarios scenarios,
        List<ReportedProblem> changes,
        @Nullable ReportedImpact impact,
        ImpactState impactState,
        ReportedCustomers customers) {

    /** Returns true if the answers that would change, or their customers, could not be found, which may be otherwise the next time. */
    public boolean hasFailed() {
        return impactState.isFailed() || customers.isFailed();
    }
}
