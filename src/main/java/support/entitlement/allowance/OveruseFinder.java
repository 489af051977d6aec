package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import support.entitlement.allowance.BalanceCalculator.UsageQuery;
import support.entitlement.allowance.UsageEntry.Overuse;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.text.NormalForm;

/**
 * Finds what an entry uses beyond a soft limit and is charged for. Reservations are not charged, so that what all entries of a period
 * are charged for is what is used beyond the limit, whatever became of reservations. One limit of an issue type has a fee, and nothing
 * is carried over from it ({@link UncountableAllowance}). Not thread-safe.
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

    /** The period of a limit with a fee that a change is in. */
    record ChargedPeriod(LimitKey limit, GrantPeriod period) {

        Fee fee() {
            return Objects.requireNonNull(period.grant().rules().fee());
        }
    }

    /** The sums without the entry. */
    UsageQuery allUse() {
        return usage;
    }

    /**
     * Returns the use beyond the limits of an issue type.
     *
     * @param change what the entry adds to the used amount
     * @param over by how much a limit is exceeded once the entry is added
     */
    Overuse find(UseChange change, BigDecimal over) {
        ChargedPeriod charged = findChargedPeriod(change).orElse(null);
        if (charged == null) {
            return new Overuse(over, BigDecimal.ZERO, null);
        }
        BigDecimal more = overageAfter(charged, change).subtract(overageBefore(charged));
        return new Overuse(over, more, more.signum() == 0 ? null : charged.fee());
    }

    /** Finds the period that a change is charged in; empty if the limits of then have no fee, or the contract cannot be applied. */
    Optional<ChargedPeriod> findChargedPeriod(UseChange change) {
        try {
            return timeline.findLimits(change.issueType(), change.at()).stream()
                    .flatMap(limit -> new GrantPeriods(limit, timeline)
                                    .findPeriod(change.at())
                                    .filter(period -> isCharged(period.grant(), change.unit()))
                                    .map(period -> new ChargedPeriod(limit, period))
                                    .stream())
                    .findFirst();
        } catch (UnusableContractException e) {
            return Optional.empty(); // Nothing is charged by a contract that cannot be applied.
        }
    }

    private static boolean isCharged(Grant grant, String unit) {
        return grant.rules().fee() != null && grant.limit() == Limit.SOFT && grant.isCountedIn(unit);
    }

    /** Returns what is used beyond the limit in a period without the entry. */
    BigDecimal overageBefore(ChargedPeriod charged) {
        return overageOf(charged, usage);
    }

    /** Returns what is used beyond the limit in a period once the entry is added. */
    BigDecimal overageAfter(ChargedPeriod charged, UseChange change) {
        return overageOf(charged, change.addedTo(usage));
    }

    /** Returns by how much the use of a period exceeds, at most, one of the grants with a fee in it. */
    private BigDecimal overageOf(ChargedPeriod charged, UsageQuery sums) {
        GrantPeriod period = charged.period();
        UsageQuery used = (grant, from, until) ->
                new UsageTotals(sums.sumBetween(grant, from, until).used(), BigDecimal.ZERO);
        BalanceCalculator balances = new BalanceCalculator(charged.limit(), timeline, used);
        return Stream.iterate(period.start(), at -> at.isBefore(period.end()), timeline::nextChangeAfter)
                .filter(at -> timeline.findUsableStretch(charged.limit(), at)
                        .filter(stretch ->
                                isCharged(stretch.grant(), period.grant().unit()))
                        .isPresent())
                .flatMap(at -> balances.findBalance(at).stream())
                .filter(balance ->
                        balance.period().from().equals(period.period().from()))
                .map(AllowanceBalance::overage)
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }
}
