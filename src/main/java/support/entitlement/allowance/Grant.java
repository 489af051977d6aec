package support.entitlement.allowance;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Basis;
import support.entitlement.decision.CarryOver;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Limit;
import support.entitlement.decision.Per;
import support.entitlement.text.NormalForm;

/**
 * So much of something that a customer may use in every period.
 *
 * @param issueType what for, in the tables' spelling
 * @param amount how much, from 0
 * @param unit what is counted
 * @param per the period
 * @param carryOver how long what is left of one period may be used in the next
 * @param limit what happens to use beyond it
 * @param basis whether the published policy or the contract says so
 * @param clause where the contract does; null if it does not
 */
public record Grant(
        String issueType,
        BigDecimal amount,
        String unit,
        Per per,
        CarryOver carryOver,
        Limit limit,
        Basis basis,
        @Nullable String clause) {

    /** Whether another grant is counted in the same unit. */
    boolean hasSameUnitAs(Grant other) {
        return isCountedIn(other.unit);
    }

    /** Whether it is counted in this unit. */
    boolean isCountedIn(String otherUnit) {
        return NormalForm.areSame(unit, otherUnit);
    }

    /** Whether it is just what an answer allows. */
    public boolean matchesAllowance(Decision.Allowance allowance) {
        return allowance.unit() != null
                && isCountedIn(allowance.unit())
                && amount.compareTo(allowance.exactAmount()) == 0
                && per == allowance.per()
                && carryOver.equals(allowance.carryOver())
                && limit == allowance.limit();
    }

    /** Whether another grant differs from it at most in who says so. */
    boolean hasSameAllowanceAs(Grant other) {
        return matchesAllowance(
                new Decision.Allowance(other.amount, other.unit, other.per, other.carryOver, other.limit));
    }
}
