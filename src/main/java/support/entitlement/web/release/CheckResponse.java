package support.entitlement.web.release;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * @param contracts those of plans with answers that would change, plan by plan; terms of their own may prevail over the change
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
        List<UnderContract> contracts) {

    /** How many contracts there are of a plan, and the first of their customers, for callers who may ask by customer. */
    @Schema(name = "UnderContract")
    record UnderContract(String plan, long contracts, List<String> customers) {}
}
