package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.ZoneId;

/**
 * How an allowance stands at an instant.
 *
 * @param grant the allowance
 * @param period the period that the instant is in
 * @param zone where its days begin and end
 * @param carried how much of the period before can be used in this one until its carry over ends
 * @param used how much was used in the period
 * @param reserved how much is kept for later in it
 * @param left how much more can be used at the instant, not less than nothing
 * @param over how far use is beyond what was granted, which happens if the limit is soft or the grant has become smaller
 */
public record AllowanceBalance(
        Grant grant,
        AllowancePeriod period,
        ZoneId zone,
        BigDecimal carried,
        BigDecimal used,
        BigDecimal reserved,
        BigDecimal left,
        BigDecimal over) {}
