package support.entitlement.allowance;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Basis;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.Decision;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;
import support.entitlement.text.NormalForm;

/**
 * An amount that a customer may use in every period.
 *
 * @param issueType the issue type that it is granted for, in the tables' spelling
 * @param amount the amount, from 0
 * @param unit the unit of the amount
 * @param per the period
 * @param carryOver the time for which the unused rest of a period may be used in the next
 * @param limit the treatment of use beyond the amount
 * @param basis the source of the grant: the published policy or the contract
 * @param clause the clause of the contract; null if the grant is published
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

    /** Returns whether another grant is counted in the same unit. */
    boolean hasSameUnitAs(Grant other) {
        return isCountedIn(other.unit);
    }

    /** Returns whether it is counted in this unit. */
    boolean isCountedIn(String otherUnit) {
        return NormalForm.areSame(unit, otherUnit);
    }

    /** Returns whether it grants exactly the allowance of an answer. */
    public boolean matchesAllowance(Decision.Allowance allowance) {
        return allowance.unit() != null
                && isCountedIn(allowance.unit())
                && amount.compareTo(allowance.exactAmount()) == 0
                && per == allowance.per()
                && carryOver.equals(allowance.carryOver())
                && limit == allowance.limit();
    }

    /** Returns whether another grant differs at most in its issue type and its source. */
    boolean hasSameAllowanceAs(Grant other) {
        return matchesAllowance(
                new Decision.Allowance(other.amount, other.unit, other.per, other.carryOver, other.limit));
    }
}
