package support.entitlement.web.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.AllowanceBalance;
import support.entitlement.allowance.AllowancePeriod;
import support.entitlement.allowance.Grant;

/**
 * The JSON of an allowance's balance. {@link AllowanceBalance} describes the amounts.
 *
 * @param basis {@code published} or {@code contract}
 * @param clause the clause of the contract that changes the allowance; absent if there is none
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

    static BalanceResponse of(AllowanceBalance balance) {
        Grant grant = balance.grant();
        return new BalanceResponse(
                grant.issueType(),
                grant.unit(),
                grant.amount(),
                balance.carriedOver(),
                balance.used(),
                balance.reserved(),
                balance.remaining(),
                balance.overage(),
                grant.per().toString(),
                grant.carryOver().toString(),
                grant.limit().toString(),
                grant.basis().toString(),
                grant.clause(),
                PeriodResponse.of(balance));
    }
}
