package support.entitlement.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.background.TaskResult;
import support.entitlement.change.impact.PolicyImpact;

/**
 * The state of the search for the answers that a change of the tables changes. The search runs after the tables have come into
 * force, and cannot keep them from it.
 *
 * @param state {@code none} if there was nothing to compare with, else {@code pending}, {@code complete}, {@code incomplete} or
 *     {@code failed}
 * @param reason the reason for which the impact is incomplete, or the search failed; null otherwise
 */
public record ImpactState(String state, @Nullable String reason) {

    private static final String FAILED = "failed";

    /** There was no earlier release to compare with. */
    public static final ImpactState NONE = new ImpactState("none", null);

    /** The search goes on. */
    public static final ImpactState PENDING = new ImpactState("pending", null);

    /** All states, for metrics. */
    public static final List<String> ALL = List.of("none", "pending", "complete", "incomplete", "failed");

    public static ImpactState failed(String reason) {
        return new ImpactState(FAILED, reason);
    }

    /** Returns true if the search has failed. */
    @JsonIgnore
    public boolean isFailed() {
        return state.equals(FAILED);
    }

    /** Returns the state after a search. */
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
