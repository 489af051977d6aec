package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import support.entitlement.allowance.UsageEntry.Overuse;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.text.NormalForm;

/**
 * Finds what an entry uses beyond a soft limit and is charged for. Reservations are not charged, so that what all entries of a period
 * are charged for is what is used beyond the limit, whatever became of reservations. Not thread-safe.
 */
final class OveruseFinder {

    private final GrantTimeline timeline;
    private final UsageQuery usage;

    /**
     * Creates a finder.
     *
     * @param usage sums up what is used and reserved without the entry
     */
    OveruseFinder(GrantTimeline timeline, UsageQuery usage) {
        this.timeline = timeline;
        this.usage = usage;
    }

    /**
     * A change of the used amount.
     *
     * @param more the amount that is used in addition; below 0 if less is used
     */
    record UseChange(String issueType, String unit, Instant at, BigDecimal more) {

        /** Returns sums that contain the change. */
        UsageQuery addedTo(UsageQuery usage) {
            return (grant, from, until) -> {
                UsageTotals totals = usage.sumBetween(grant, from, until);
                return isIn(grant, from, until) ? totals.plus(new UsageTotals(more, BigDecimal.ZERO)) : totals;
            };
        }

        private boolean isIn(Grant grant, Instant from, Instant until) {
            return !at.isBefore(from)
                    && at.isBefore(until)
                    && grant.isCountedIn(unit)
                    && grant.issueTypes().stream().anyMatch(each -> NormalForm.areSame(each, issueType));
        }
    }

    /** The sums without the entry. */
    UsageQuery allUse() {
        return usage;
    }

    /**
     * Returns the use beyond the limits of an issue type.
     *
     * @param change what the entry changes in the used amount
     * @param over by how much a limit is exceeded once the entry is added
     */
    Overuse find(UseChange change, BigDecimal over) {
        try {
            return timeline.findLimits(change.issueType(), change.at()).stream()
                    .flatMap(limit -> findCharge(limit, change).stream())
                    .reduce((one, other) ->
                            one.chargeable().abs().compareTo(other.chargeable().abs()) >= 0 ? one : other)
                    .map(charge -> new Overuse(over, charge.chargeable(), charge.fee()))
                    .orElse(new Overuse(over, BigDecimal.ZERO, null));
        } catch (UnusableContractException e) {
            return new Overuse(over, BigDecimal.ZERO, null); // Nothing is charged by a contract that cannot be applied.
        }
    }

    private Optional<Overuse> findCharge(LimitKey limit, UseChange change) {
        Grant grant = timeline.findStretch(limit, change.at())
                .map(GrantTimeline.GrantStretch::grant)
                .orElse(null);
        Fee fee = grant == null ? null : grant.rules().fee();
        if (grant == null || fee == null || grant.limit() == Limit.HARD || !grant.isCountedIn(change.unit())) {
            return Optional.empty();
        }
        UsageQuery used = (any, from, until) ->
                new UsageTotals(usage.sumBetween(any, from, until).used(), BigDecimal.ZERO);
        BigDecimal charged =
                overageOf(limit, change.at(), change.addedTo(used)).subtract(overageOf(limit, change.at(), used));
        return charged.signum() == 0 ? Optional.empty() : Optional.of(new Overuse(BigDecimal.ZERO, charged, fee));
    }

    private BigDecimal overageOf(LimitKey limit, Instant at, UsageQuery used) {
        return new BalanceCalculator(limit, timeline, used)
                .findBalance(at)
                .map(AllowanceBalance::overage)
                .orElse(BigDecimal.ZERO);
    }
}
