package support.entitlement.allowance;

import java.time.Instant;

/** Sums up the use of a grant. */
@FunctionalInterface
interface UsageQuery {

    /** Returns the use of a grant from one instant on and before another. */
    UsageTotals sumBetween(Grant grant, Instant from, Instant until);
}
