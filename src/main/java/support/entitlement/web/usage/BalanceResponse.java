package support.entitlement.web.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.AllowanceBalance;
import support.entitlement.allowance.AllowancePeriod;
import support.entitlement.allowance.Grant;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.Basis;
import support.entitlement.decision.allowance.AllowanceRules;
import support.entitlement.decision.allowance.Limit;

/**
 * The JSON of the balance of one limit of an allowance. {@link AllowanceBalance} describes the amounts.
 *
 * @param granted the amount; null if there is no limit
 * @param left how much is left; null if there is no limit
 * @param unlimited true if there is no limit, else absent
 * @param limitName the name of the limit; absent if it has none
 * @param smallest true for the limit of which the least is left, false for others of the issue type; absent if there is only one
 * @param pool the pool that it is shared in; absent if there is none
 * @param counts what a booked unit counts for, as tables write it; absent if it counts as it is
 * @param further what a fact adds to the amount, as tables write it; absent if nothing does
 * @param fee the price of each unit beyond the limit, as tables write it; absent if there is none
 * @param basis {@code published} or {@code contract}
 * @param clause the clause of the contract that changes the allowance; absent if there is none
 */
public record BalanceResponse(
        String issueType,
        String unit,
        @Nullable BigDecimal granted,
        BigDecimal carried,
        BigDecimal used,
        BigDecimal reserved,
        @Nullable BigDecimal left,
        BigDecimal over,
        String per,
        String carryOver,
        @Schema(implementation = Limit.class) String limit,
        @Schema(implementation = Basis.class) String basis,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clause,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean unlimited,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String limitName,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean smallest,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String pool,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String counts,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String further,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String fee,

        PeriodResponse period) {

    /**
     * A period.
     *
     * @param from its first day
     * @param until the day after its last; null if it has no end
     * @param zone the time zone of its days
     * @param anchor the first day of the contract, from which contract years and terms are counted
     */
    public record PeriodResponse(LocalDate from, @Nullable LocalDate until, String zone, LocalDate anchor) {

        public static PeriodResponse of(AllowanceBalance balance) {
            AllowancePeriod period = balance.period();
            return new PeriodResponse(
                    period.from(), period.until(), balance.zone().getId(), period.anchor());
        }
    }

    /** Returns the balance of a limit without regard to other limits. */
    static BalanceResponse of(AllowanceBalance balance) {
        return of(balance, null);
    }

    /** Returns balances of limits; of several limits of one issue type, the first of which the least is left is marked. */
    static List<BalanceResponse> ofAll(List<AllowanceBalance> balances) {
        Map<String, List<AllowanceBalance>> byIssueType = balances.stream()
                .collect(Collectors.groupingBy(each -> each.grant().issueType()));
        return balances.stream()
                .map(balance -> {
                    List<AllowanceBalance> all = byIssueType.get(balance.grant().issueType());
                    return of(balance, all.size() == 1 ? null : balance == smallestOf(all));
                })
                .toList();
    }

    private static AllowanceBalance smallestOf(List<AllowanceBalance> balances) {
        return Collections.min(balances, Comparator.comparing(AllowanceBalance::remaining));
    }

    private static BalanceResponse of(AllowanceBalance balance, @Nullable Boolean smallest) {
        Grant grant = balance.grant();
        AllowanceRules rules = grant.rules();
        return new BalanceResponse(
                grant.issueType(),
                grant.unit(),
                limitedOrNull(grant.amount()),
                balance.carriedOver(),
                balance.used(),
                balance.reserved(),
                limitedOrNull(balance.remaining()),
                balance.overage(),
                grant.per().toString(),
                grant.carryOver().toString(),
                grant.limit().toString(),
                grant.basis().toString(),
                grant.clause(),
                grant.isUnlimited() ? true : null,
                rules.limitName(),
                smallest,
                rules.pool(),
                textOrNull(rules.counting()),
                textOrNull(rules.further()),
                textOrNull(rules.fee()),
                PeriodResponse.of(balance));
    }

    /** Returns an amount; null if it has no limit. */
    public static @Nullable BigDecimal limitedOrNull(BigDecimal amount) {
        return Amounts.isUnlimited(amount) ? null : amount;
    }

    /** Returns a rule as tables write it; null if there is none. */
    public static @Nullable String textOrNull(@Nullable Object rule) {
        return rule == null ? null : rule.toString();
    }
}
