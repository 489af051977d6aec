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
import support.entitlement.decision.Limit;
import support.entitlement.web.usage.BalanceResponse;

/**
 * The JSON of an allowance.
 *
 * @param per the period, as tables write it
 * @param carryOver how long the rest of a period may be used in the next: {@code none}, or an ISO 8601 period
 * @param limit whether use beyond the allowance is refused ({@code hard}) or only counted ({@code soft})
 * @param basis {@code published}, or {@code contract} if the contract changes any part
 * @param clause the clause of the contract that changes it; absent if there is none
 * @param replaced the published allowance that is replaced; absent if there is none
 * @param carried how much of the previous period can be used in this one; absent if use is not counted
 * @param used how much was used in this period, as sent by the caller or as counted; absent if unknown
 * @param reserved the sum of open reservations; absent if use is not counted
 * @param left how much is left, at least 0; absent if {@code used} is unknown
 * @param over how far use exceeds the granted amount; absent if use is not counted
 * @param period the period, if use is counted
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

    /** Returns the allowance of an answer without the used amount. */
    public static @Nullable AllowanceResponse of(ContractDecision signed) {
        return of(signed, (BigDecimal) null);
    }

    /** Returns the allowance of an answer with the used amount that the caller sent. */
    public static @Nullable AllowanceResponse of(ContractDecision signed, @Nullable BigDecimal used) {
        Decision.Allowance allowance = signed.decision().allowance();
        if (allowance == null) {
            return null;
        }
        BigDecimal left = used == null ? null : remainingAmount(allowance, used);
        return of(allowance, signed, null, used, null, left, null, null);
    }

    /** Returns the allowance of an answer to a customer with the used amount that was counted. */
    static AllowanceResponse of(ContractDecision signed, AllowanceBalance balance) {
        return of(
                Objects.requireNonNull(signed.decision().allowance()),
                signed,
                balance.carriedOver(),
                balance.used(),
                balance.reserved(),
                balance.remaining(),
                balance.overage(),
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

    /** Returns true if nothing is left of a hard limit, as far as use is known. */
    boolean hasNothingLeft() {
        return left != null && left.signum() == 0 && limit.equals(Limit.HARD.toString());
    }

    private static BigDecimal remainingAmount(Decision.Allowance allowance, BigDecimal used) {
        return allowance.exactAmount().subtract(used).max(BigDecimal.ZERO);
    }
}
