package support.entitlement.customer;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Basis;
import support.entitlement.decision.CarryOver;
import support.entitlement.decision.Limit;
import support.entitlement.decision.Per;

/**
 * So much of something that a customer may use in every period.
 *
 * @param issueType what for, in the tables' spelling
 * @param amount how much, from 0
 * @param unit what is counted
 * @param per the period
 * @param carryOver how long what is left of one period may be used in the next
 * @param limit what happens to use beyond it
 * @param basis whether the published policy or the contract says so
 * @param clause where the contract does; null if it does not
 */
public record Grant(
        String issueType,
        BigDecimal amount,
        String unit,
        Per per,
        CarryOver carryOver,
        Limit limit,
        Basis basis,
        @Nullable String clause) {}
