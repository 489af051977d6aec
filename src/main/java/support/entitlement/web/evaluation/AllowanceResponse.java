package support.entitlement.web.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.AllowanceBalance;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.ContractDecision.TermChange;
import support.entitlement.decision.Decision;
import support.entitlement.web.usage.BalanceResponse;

/**
 * An allowance as callers read it.
 *
 * @param per the period, as tables write it
 * @param carryOver how long what is left of one period may be used in the next: {@code none}, or an ISO 8601 period
 * @param limit whether use beyond it is refused ({@code hard}) or only counted ({@code soft})
 * @param basis {@code published}, or {@code contract} if it changes anything of it
 * @param clause where the contract does; absent if it does not
 * @param replaced what is published in its place; absent if nothing is
 * @param carried how much of the period before can be used in this one; absent where use is not counted
 * @param used what was used of it in this period, as the caller said or as it was counted; absent if nobody knows
 * @param reserved what is kept for later; absent where use is not counted
 * @param left what is left of it then, not less than nothing; absent if nobody knows what was used
 * @param over how far use is beyond what is granted; absent where use is not counted
 * @param period the period, where use is counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AllowanceResponse(
        Number amount,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String unit,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String per,

        String carryOver,
        String limit,
        String basis,
        @Nullable String clause,
        @Nullable Map<String, String> replaced,
        @Nullable BigDecimal carried,
        @Nullable BigDecimal used,
        @Nullable BigDecimal reserved,
        @Nullable BigDecimal left,
        @Nullable BigDecimal over,
        BalanceResponse.@Nullable PeriodResponse period) {

    /** The allowance of an answer, of which nobody says what was used. */
    public static @Nullable AllowanceResponse of(ContractDecision signed) {
        return of(signed, (BigDecimal) null);
    }

    /** The allowance of an answer; what was used of it is what the caller says. */
    public static @Nullable AllowanceResponse of(ContractDecision signed, @Nullable BigDecimal used) {
        Decision.Allowance allowance = signed.decision().allowance();
        if (allowance == null) {
            return null;
        }
        BigDecimal left = used == null ? null : remainingAmount(allowance, used);
        return of(allowance, signed, null, used, null, left, null, null);
    }

    /** The allowance of an answer to a customer; what was used of it has been counted. */
    static AllowanceResponse of(ContractDecision signed, AllowanceBalance balance) {
        return of(
                Objects.requireNonNull(signed.decision().allowance()),
                signed,
                balance.carried(),
                balance.used(),
                balance.reserved(),
                balance.left(),
                balance.over(),
                BalanceResponse.PeriodResponse.of(balance));
    }

    private static AllowanceResponse of(
            Decision.Allowance allowance,
            ContractDecision signed,
            @Nullable BigDecimal carried,
            @Nullable BigDecimal used,
            @Nullable BigDecimal reserved,
            @Nullable BigDecimal left,
            @Nullable BigDecimal over,
            BalanceResponse.@Nullable PeriodResponse period) {
        List<TermChange> changes = signed.changesOfAllowance();
        String clause = ContractDecision.joinClauses(changes);
        return new AllowanceResponse(
                allowance.amount(),
                allowance.unit(),
                allowance.per() == null ? null : allowance.per().toString(),
                allowance.carryOver().toString(),
                allowance.limit().toString(),
                EvaluationResponse.basisOf(clause),
                clause,
                EvaluationResponse.replacedBy(changes),
                carried,
                used,
                reserved,
                left,
                over,
                period);
    }

    private static BigDecimal remainingAmount(Decision.Allowance allowance, BigDecimal used) {
        return allowance.exactAmount().subtract(used).max(BigDecimal.ZERO);
    }
}
