package support.entitlement.allowance;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.allowance.FurtherAmount;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.text.NormalForm;

/** Explains why use of an allowance that an answer shows cannot be counted. */
final class UncountableAllowance {

    private UncountableAllowance() {}

    /** Returns the reason as a clause; null if use can be counted, or there is no allowance. */
    static @Nullable String explain(Decision decision) {
        Allowance allowance = decision.allowance();
        return allowance == null
                ? null
                : allowance.allLimits().stream()
                        .map(limit -> explainLimit(limit, allowance, decision))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseGet(() -> explainFees(allowance));
    }

    /** Tables cannot say so, but terms of contracts can. */
    private static @Nullable String explainFees(Allowance allowance) {
        List<Allowance> charged = allowance.allLimits().stream()
                .filter(limit -> limit.limit() == Limit.SOFT && limit.rules().fee() != null)
                .toList();
        if (charged.size() > 1) {
            return "several of its limits have a fee, and use beyond them is charged once";
        }
        return charged.stream().allMatch(limit -> limit.carryOver().isNone())
                ? null
                : "its limit has both a fee and a carry-over, and use beyond it is charged by the period";
    }

    private static @Nullable String explainLimit(Allowance limit, Allowance first, Decision decision) {
        if (limit.unit() == null || limit.per() == null) {
            return "the one that there is has no "
                    + (limit.unit() != null ? "period" : limit.per() != null ? "unit" : "unit and no period");
        }
        if (!NormalForm.areSame(limit.unit(), Objects.requireNonNull(first.unit()))
                || !Objects.equals(limit.rules().counting(), first.rules().counting())) {
            return "its limits are counted in different units";
        }
        FurtherAmount further = limit.rules().further();
        return further == null || decision.query().number(further.fact()) != null
                ? null
                : "its amount depends on “" + further.fact() + "”, which the contract does not hold";
    }

    /** Returns whether an allowance of the answer can be counted and is in a pool. */
    static boolean isInPool(Decision decision, String pool) {
        return decision.allowance() != null
                && explain(decision) == null
                && decision.allowance().allLimits().stream()
                        .map(limit -> limit.rules().pool())
                        .anyMatch(name -> name != null && NormalForm.areSame(name, pool));
    }
}
