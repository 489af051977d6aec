package support.entitlement.web.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.AllowanceBalance;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.ContractDecision.TermChange;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Decision;
import support.entitlement.decision.allowance.AllowanceRules;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.web.usage.BalanceResponse;

/**
 * The JSON of an allowance. Of several limits that all count it is the one of which the least is left or, if use is not counted, the
 * first.
 *
 * @param amount the amount; null if there is no limit
 * @param unlimited true if there is no limit, else absent
 * @param per the period, as tables write it
 * @param carryOver what becomes of the rest of a period, as tables write it: {@code none}, an ISO 8601 period, {@code 2 periods} …
 * @param limit whether use beyond the allowance is refused ({@code hard}) or only counted ({@code soft})
 * @param limitName the name of the limit; absent if it has none
 * @param pool the pool that it is shared in; absent if there is none
 * @param counts what a booked unit counts for, as tables write it; absent if it counts as it is
 * @param further what a fact adds to the amount, as tables write it; absent if nothing does
 * @param fee the price of each unit beyond the limit, as tables write it; absent if there is none
 * @param basis {@code published}, or {@code contract} if the contract changes any part
 * @param clause the clause of the contract that changes it; absent if there is none
 * @param replaced the published allowance that is replaced; absent if there is none
 * @param carried how much of previous periods can be used in this one; absent if use is not counted
 * @param used how much was used in this period, as sent by the caller or as counted; absent if unknown
 * @param reserved the sum of open reservations; absent if use is not counted
 * @param left how much is left, at least 0; absent if {@code used} is unknown, or there is no limit
 * @param over how far use exceeds the granted amount; absent if use is not counted
 * @param period the period, if use is counted
 * @param limits all limits of the issue type; absent if there is only this one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AllowanceResponse(
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Number amount,

        @Nullable Boolean unlimited,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String unit,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String per,

        String carryOver,
        @Schema(implementation = Limit.class) String limit,
        @Nullable String limitName,
        @Nullable String pool,
        @Nullable String counts,
        @Nullable String further,
        @Nullable String fee,
        @Schema(implementation = Basis.class) String basis,
        @Nullable String clause,
        @Nullable Map<String, String> replaced,
        @Nullable BigDecimal carried,
        @Nullable BigDecimal used,
        @Nullable BigDecimal reserved,
        @Nullable BigDecimal left,
        @Nullable BigDecimal over,
        BalanceResponse.@Nullable PeriodResponse period,
        @Nullable List<AllowanceResponse> limits) {

    /** Returns the allowance of an answer without the used amount. */
    public static @Nullable AllowanceResponse of(ContractDecision signed) {
        return of(signed, (BigDecimal) null);
    }

    /** Returns the allowance of an answer with the used amount that the caller sent, which counts if there is only one limit. */
    public static @Nullable AllowanceResponse of(ContractDecision signed, @Nullable BigDecimal used) {
        Decision.Allowance allowance = signed.decision().allowance();
        if (allowance == null) {
            return null;
        }
        BigDecimal known = allowance.alsoLimited().isEmpty() ? used : null;
        return ofAll(allowance.allLimits().stream()
                .map(limit -> of(limit, signed, used(known), null, remainingAmount(limit, known), null, null))
                .toList());
    }

    /** Returns the allowance of an answer to a customer with the amounts that were counted for each of its limits. */
    static AllowanceResponse of(ContractDecision signed, List<AllowanceBalance> balances) {
        List<Decision.Allowance> limits =
                Objects.requireNonNull(signed.decision().allowance()).allLimits();
        List<AllowanceResponse> all = IntStream.range(0, limits.size())
                .mapToObj(i -> of(limits.get(i), signed, balances.get(i)))
                .toList();
        return ofAll(all);
    }

    private static AllowanceResponse of(Decision.Allowance limit, ContractDecision signed, AllowanceBalance balance) {
        return of(
                limit,
                signed,
                new UsedAmounts(balance.carriedOver(), balance.used(), balance.reserved()),
                balance.overage(),
                BalanceResponse.limitedOrNull(balance.remaining()),
                BalanceResponse.PeriodResponse.of(balance),
                null);
    }

    /** Returns the limit of which the least is left, with all limits if there are several. */
    private static AllowanceResponse ofAll(List<AllowanceResponse> all) {
        AllowanceResponse smallest = all.stream()
                .min(Comparator.comparing(AllowanceResponse::left, Comparator.nullsLast(Comparator.naturalOrder())))
                .orElseThrow();
        return all.size() == 1 ? smallest : smallest.withLimits(all);
    }

    /** The amounts that were carried over, used and reserved; null if they are not known. */
    private record UsedAmounts(
            @Nullable BigDecimal carried,
            @Nullable BigDecimal used,
            @Nullable BigDecimal reserved) {}

    private static UsedAmounts used(@Nullable BigDecimal used) {
        return new UsedAmounts(null, used, null);
    }

    private static AllowanceResponse of(
            Decision.Allowance allowance,
            ContractDecision signed,
            UsedAmounts amounts,
            @Nullable BigDecimal over,
            @Nullable BigDecimal left,
            BalanceResponse.@Nullable PeriodResponse period,
            @Nullable List<AllowanceResponse> limits) {
        AllowanceRules rules = allowance.rules();
        List<TermChange> changes = signed.changesOfAllowance(rules.limitName());
        String clause = ContractDecision.joinClauses(changes);
        boolean unlimited = Amounts.isUnlimited(allowance.exactAmount());
        return new AllowanceResponse(
                unlimited ? null : allowance.amount(),
                unlimited ? true : null,
                allowance.unit(),
                allowance.per() == null ? null : allowance.per().toString(),
                allowance.carryOver().toString(),
                allowance.limit().toString(),
                rules.limitName(),
                rules.pool(),
                BalanceResponse.textOrNull(rules.counting()),
                BalanceResponse.textOrNull(rules.further()),
                BalanceResponse.textOrNull(rules.fee()),
                Basis.ofClause(clause).toString(),
                clause,
                ContractDecision.replacedBy(changes),
                amounts.carried(),
                amounts.used(),
                amounts.reserved(),
                left,
                over,
                period,
                limits);
    }

    /** Returns true if nothing is left of a hard limit, as far as use is known. */
    boolean hasNothingLeft() {
        return (limits == null ? List.of(this) : limits)
                .stream()
                        .anyMatch(each -> each.left != null
                                && each.left.signum() == 0
                                && each.limit.equals(Limit.HARD.toString()));
    }

    private AllowanceResponse withLimits(List<AllowanceResponse> all) {
        return new AllowanceResponse(
                amount, unlimited, unit, per, carryOver, limit, limitName, pool, counts, further, fee, basis, clause,
                replaced, carried, used, reserved, left, over, period, all);
    }

    private static @Nullable BigDecimal remainingAmount(Decision.Allowance allowance, @Nullable BigDecimal used) {
        return used == null || Amounts.isUnlimited(allowance.exactAmount())
                ? null
                : allowance.exactAmount().subtract(used).max(BigDecimal.ZERO);
    }
}
