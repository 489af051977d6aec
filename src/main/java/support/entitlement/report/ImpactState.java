package support.entitlement.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.background.TaskResult;
import support.entitlement.change.impact.PolicyImpact;

/**
 * How far it is known which answers some tables change. It is found out beside their coming into force, and decides nothing.
 *
 * @param state none if there was nothing before to compare with; pending, complete, incomplete or failed
 * @param reason why it is incomplete or failed; null otherwise
 */
public record ImpactState(String state, @Nullable String reason) {

    /** There was nothing before. */
    public static final ImpactState NONE = new ImpactState("none", null);

    /** It is still being found out. */
    public static final ImpactState PENDING = new ImpactState("pending", null);

    /** All states, for metrics. */
    public static final List<String> ALL = List.of("none", "pending", "complete", "incomplete", "failed");

    public static ImpactState failed(String reason) {
        return new ImpactState("failed", reason);
    }

    /** What came of a search. */
    public static ImpactState fromTask(TaskResult<PolicyImpact> finding) {
        PolicyImpact impact = finding.value();
        return impact == null
                ? failed(String.valueOf(finding.failure()))
                : fromResult(impact.complete(), impact.limit());
    }

    public static ImpactState fromResult(boolean complete, @Nullable String limit) {
        return new ImpactState(complete ? "complete" : "incomplete", limit);
    }
}
