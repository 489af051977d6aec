package support.entitlement.contract.impact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.background.TaskResult;
import support.entitlement.report.ReportedImpact;

/**
 * A {@link CustomerImpact} in the form in which HTTP answers it.
 *
 * @param state {@code none} if no answers were compared, {@code complete} if the numbers are exact, {@code incomplete} if there may be more
 *     customers, {@code failed} if they could not be counted
 * @param reason the reason for which the numbers are incomplete, or missing; null otherwise
 * @param at the instant whose contracts were counted; null if none were
 * @param contracts the number of contracts that are in force then
 * @param total the customers of whom any answer changes; null if they were not counted
 * @param lines the customers of each of the lines of the impact, in their order
 * @param others the customers of whom an answer changes that no line has, because of a term of their contract, or because only one version
 *     has their plan; null if they were not counted
 */
public record ReportedCustomers(
        String state,
        @Nullable String reason,
        @Nullable Instant at,
        long contracts,
        @Nullable CustomerCount total,
        List<CustomerCount> lines,
        @Nullable CustomerCount others) {

    private static final String FAILED = "failed";

    /** No answers were compared. */
    public static final ReportedCustomers NONE = uncounted("none", null);

    /** Copies the list. */
    public ReportedCustomers {
        lines = List.copyOf(lines);
    }

    /** Returns true if the count has failed. */
    @JsonIgnore
    public boolean isFailed() {
        return state.equals(FAILED);
    }

    /** Converts the result of a count. */
    public static ReportedCustomers fromTask(TaskResult<CustomerImpact> counting) {
        CustomerImpact impact = counting.value();
        return impact == null
                ? uncounted(FAILED, counting.failure())
                : new ReportedCustomers(
                        impact.limit() == null ? "complete" : "incomplete",
                        impact.limit(),
                        impact.at(),
                        impact.contracts(),
                        impact.total(),
                        impact.lines().stream().limit(ReportedImpact.MAX_LINES).toList(),
                        impact.others());
    }

    private static ReportedCustomers uncounted(String state, @Nullable String reason) {
        return new ReportedCustomers(state, reason, null, 0, null, List.of(), null);
    }
}
