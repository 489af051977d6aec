package support.entitlement.web.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.AllowanceBalance;
import support.entitlement.allowance.AllowancePeriod;
import support.entitlement.allowance.Grant;

/**
 * How an allowance stands, as callers read it. {@link AllowanceBalance} says what the amounts mean.
 *
 * @param basis {@code published} or {@code contract}
 * @param clause where the contract says so; absent if it does not
 */
public record BalanceResponse(
        String issueType,
        String unit,
        BigDecimal granted,
        BigDecimal carried,
        BigDecimal used,
        BigDecimal reserved,
        BigDecimal left,
        BigDecimal over,
        String per,
        String carryOver,
        String limit,
        String basis,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clause,

        PeriodResponse period) {

    /**
     * A period.
     *
     * @param from its first day
     * @param until the day after its last; null if it has no end
     * @param zone where its days begin and end
     * @param anchor the first day of the contract, from which contract years and terms count
     */
    public record PeriodResponse(LocalDate from, @Nullable LocalDate until, String zone, LocalDate anchor) {

        public static PeriodResponse of(AllowanceBalance balance) {
            AllowancePeriod period = balance.period();
            return new PeriodResponse(
                    period.from(), period.until(), balance.zone().getId(), period.anchor());
        }
    }

    static BalanceResponse of(AllowanceBalance balance) {
        Grant grant = balance.grant();
        return new BalanceResponse(
                grant.issueType(),
                grant.unit(),
                grant.amount(),
                balance.carried(),
                balance.used(),
                balance.reserved(),
                balance.left(),
                balance.over(),
                grant.per().toString(),
                grant.carryOver().toString(),
                grant.limit().toString(),
                grant.basis().toString(),
                grant.clause(),
                PeriodResponse.of(balance));
    }
}
