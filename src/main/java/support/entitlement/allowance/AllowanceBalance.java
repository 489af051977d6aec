package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.ZoneId;

/**
 * The balance of an allowance at an instant.
 *
 * @param grant the allowance
 * @param period the period that contains the instant
 * @param zone the time zone in which its days begin and end
 * @param carriedOver the amount of the period before that can be used in this one until its carry-over ends
 * @param used the amount that was used in the period
 * @param reserved the amount that is reserved in the period
 * @param remaining the amount that can still be used at the instant, from 0
 * @param overage the amount by which use exceeds the grant, which happens if the limit is soft or the grant has become smaller
 */
public record AllowanceBalance(
        Grant grant,
        AllowancePeriod period,
        ZoneId zone,
        BigDecimal carriedOver,
        BigDecimal used,
        BigDecimal reserved,
        BigDecimal remaining,
        BigDecimal overage) {}
