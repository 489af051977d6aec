package support.entitlement.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import support.entitlement.customer.Balance;
import support.entitlement.customer.Grant;
import support.entitlement.customer.Period;

/**
 * How an allowance stands, as callers read it. {@link Balance} says what the amounts mean.
 *
 * @param basis {@code published} or {@code contract}
 * @param clause where the contract says so; absent if it does not
 */
record BalanceResponse(
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
    record PeriodResponse(LocalDate from, @Nullable LocalDate until, String zone, LocalDate anchor) {

        static PeriodResponse of(Balance balance) {
            Period period = balance.period();
            return new PeriodResponse(
                    period.from(), period.until(), balance.zone().getId(), period.anchor());
        }
    }

    static BalanceResponse of(Balance balance) {
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
