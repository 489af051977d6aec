package support.entitlement.allowance;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Decision;
import support.entitlement.decision.allowance.AllowanceRules;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Counting;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;
import support.entitlement.text.NormalForm;

/**
 * An amount that a customer may use in every period: one of the limits of an issue type.
 *
 * @param issueType the issue type that it is granted for, in the tables' spelling
 * @param amount the amount, from 0; {@link Amounts#UNLIMITED} if there is no limit
 * @param unit the unit of the amount
 * @param per the period
 * @param carryOver what becomes of the unused rest of a period
 * @param limit the treatment of use beyond the amount
 * @param rules its other rules
 * @param issueTypes the issue types whose use counts: this one, or all of its pool
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
        AllowanceRules rules,
        List<String> issueTypes,
        Basis basis,
        @Nullable String clause) {

    /** Creates the only grant of an issue type, without other rules. */
    public Grant(
            String issueType,
            BigDecimal amount,
            String unit,
            Per per,
            CarryOver carryOver,
            Limit limit,
            Basis basis,
            @Nullable String clause) {
        this(issueType, amount, unit, per, carryOver, limit, AllowanceRules.NONE, List.of(issueType), basis, clause);
    }

    /** Returns whether another grant is counted in the same unit. */
    boolean hasSameUnitAs(Grant other) {
        return isCountedIn(other.unit);
    }

    /** Returns whether it is counted in this unit. */
    boolean isCountedIn(String otherUnit) {
        return NormalForm.areSame(unit, otherUnit);
    }

    /** Returns whether any amount can be used. */
    public boolean isUnlimited() {
        return Amounts.isUnlimited(amount);
    }

    /** Returns whether it is the limit of this name; null is the name of the only one. */
    boolean isNamed(@Nullable String limitName) {
        return limitName == null
                ? rules.limitName() == null
                : rules.limitName() != null && NormalForm.areSame(limitName, rules.limitName());
    }

    /** Returns the rule by which amounts that are used on a channel count; null if they count as they are. */
    @Nullable
    Counting findCounting(@Nullable String channel) {
        return rules.counting() == null ? null : rules.counting().findCounting(channel);
    }

    /** Returns true if amounts count differently by the channel on which they were used. */
    boolean dependsOnChannel() {
        return rules.counting() != null && rules.counting().dependsOnChannel();
    }

    /** Returns whether it grants exactly the allowance of an answer. */
    public boolean matchesAllowance(Decision.Allowance allowance) {
        return allowance.unit() != null
                && isCountedIn(allowance.unit())
                && amount.compareTo(allowance.exactAmount()) == 0
                && per == allowance.per()
                && carryOver.equals(allowance.carryOver())
                && limit == allowance.limit()
                && Objects.equals(rules.pool(), allowance.rules().pool())
                && Objects.equals(rules.counting(), allowance.rules().counting());
    }

    /** Returns whether another grant differs at most in its issue type and its source. */
    boolean hasSameAllowanceAs(Grant other) {
        return matchesAllowance(new Decision.Allowance(
                other.amount, other.unit, other.per, other.carryOver, other.limit, other.rules, List.of()));
    }
}
