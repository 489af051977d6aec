package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.OveruseFinder.ChargedPeriod;
import support.entitlement.allowance.OveruseFinder.UseChange;
import support.entitlement.allowance.UsageEntry.Overuse;
import support.entitlement.allowance.UsageRefusedException.RefusalReason;
import support.entitlement.decision.allowance.Fee;

/**
 * Finds what a correction to less takes back of the charges that stand: what its own entry was charged for, whatever has become of the
 * limit and its fee since, and what is not beyond the limit any more. Never more is taken back than stands, and each unit at the fee
 * that it was charged at. Not thread-safe.
 */
final class ReversalFinder {

    private final ChargeRepository charges;
    private final String customer;
    private final OveruseFinder overuse;

    ReversalFinder(ChargeRepository charges, String customer, OveruseFinder overuse) {
        this.charges = charges;
        this.customer = customer;
        this.overuse = overuse;
    }

    /**
     * Returns what a correction takes back, as an amount below 0.
     *
     * @param of the entry that is corrected
     * @param less what the correction adds to the used amount, below 0
     * @param over by how much a limit is exceeded once the correction is added
     * @throws UsageRefusedException if it would take back what was charged at several fees, which no entry can say
     */
    Overuse find(UsageEntry of, UseChange less, BigDecimal over) {
        ChargedPeriod charged = overuse.findChargedPeriod(less).orElse(null);
        StandingCharges standing = findStanding(of, charged);
        StandingCharges own = charges.sumOfEntry(customer, of);
        BigDecimal ofOwn = own.total().min(less.more().negate());
        BigDecimal back =
                (charged == null ? ofOwn : ofOwn.max(findExcess(charged, less, standing))).min(standing.total());
        if (back.signum() == 0) {
            return new Overuse(over, BigDecimal.ZERO, null);
        }
        Fee fee = standing.feesAfterThoseOf(own).get(0);
        if (standing.amountAt(fee).compareTo(back) < 0) {
            throw severalFees(of, back, standing, fee);
        }
        return new Overuse(over, back.negate(), fee);
    }

    /** Returns the charges that stand in the period of the entry; of a limit without a fee, all of the issue type. */
    private StandingCharges findStanding(UsageEntry of, @Nullable ChargedPeriod charged) {
        return charged == null
                ? charges.sumBetween(customer, List.of(of.issueType()), of.unit(), Instant.MIN, Instant.MAX)
                : charges.sumBetween(
                        customer,
                        charged.period().grant().issueTypes(),
                        of.unit(),
                        charged.period().start(),
                        charged.period().end());
    }

    /** Returns the charged use that is not beyond the limit any more, at most what the correction makes of it. */
    private BigDecimal findExcess(ChargedPeriod charged, UseChange less, StandingCharges standing) {
        BigDecimal after = overuse.overageAfter(charged, less);
        return overuse.overageBefore(charged)
                .subtract(after)
                .min(standing.total().subtract(after))
                .max(BigDecimal.ZERO);
    }

    private static UsageRefusedException severalFees(
            UsageEntry of, BigDecimal back, StandingCharges standing, Fee first) {
        return new UsageRefusedException(
                RefusalReason.WRONG_KIND,
                "The correction of entry " + of.id() + " would take back " + back.toPlainString() + " " + of.unit()
                        + " that were charged at several fees: " + standing + ". Correct it in steps: first by so much"
                        + " that " + standing.amountAt(first).toPlainString() + " are taken back, then by the rest.");
    }
}
