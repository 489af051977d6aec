package support.entitlement.allowance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import support.entitlement.allowance.CarriedLots.PaidAmounts;
import support.entitlement.allowance.GrantTimeline.GrantStretch;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.allowance.Limit;

/**
 * Calculates the balance of one limit of one customer. What is carried over is used first. The remaining amount can be used without
 * exceeding a hard limit, now or later: that of the period, that of a smaller grant later in it, and those of later periods, in which
 * what this one leaves may have been used already.
 *
 * <p>A pure function of grants and use; not thread-safe. Sums and lots are kept, so no period is summed up twice.
 */
final class BalanceCalculator {

    private static final BigDecimal SMALLEST = new BigDecimal("0.000001");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final GrantPeriods periods;
    private final UsageQuery usage;
    private final Map<GrantPeriod, CarriedLots> knownLots = new HashMap<>();
    private final Map<UsageRange, UsageTotals> knownTotals = new HashMap<>();

    BalanceCalculator(LimitKey limit, GrantTimeline timeline, UsageQuery usage) {
        this.periods = new GrantPeriods(limit, timeline);
        this.usage = usage;
    }

    /** Sums up the use of a grant. */
    @FunctionalInterface
    interface UsageQuery {

        /** Returns the use of a grant from one instant on and before another. */
        UsageTotals sumBetween(Grant grant, Instant from, Instant until);
    }

    /** The key of a sum. */
    private record UsageRange(List<String> issueTypes, String unit, Instant from, Instant until) {}

    /** Use that is tried: this much more at an instant. */
    private record TriedUse(Instant at, BigDecimal amount) {

        static final TriedUse NONE = new TriedUse(Instant.MIN, BigDecimal.ZERO);

        BigDecimal between(Instant from, Instant until) {
            return !at.isBefore(from) && at.isBefore(until) ? amount : BigDecimal.ZERO;
        }
    }

    /** Returns the balance of the limit at an instant; empty if there is none then. */
    Optional<AllowanceBalance> findBalance(Instant instant) {
        return periods.findPeriod(instant).map(period -> calculateBalance(period, instant));
    }

    private AllowanceBalance calculateBalance(GrantPeriod period, Instant instant) {
        Instant until = endOfSameGrant(period, instant);
        CarriedLots lots = lotsInto(period);
        PaidAmounts paid = payFromLots(period, lots, until, TriedUse.NONE);
        BigDecimal own = ownRemainder(period, period.grant(), until);
        BigDecimal remaining = own.max(BigDecimal.ZERO).add(lots.remainingAt(instant, paid));
        if (period.grant().limit() == Limit.HARD) {
            remaining = keepHardLimits(period, instant, remaining);
        }
        UsageTotals totals = usageTotals(period, period.grant(), until);
        return new AllowanceBalance(
                period.grant(),
                period.actualPeriod(),
                period.zone(),
                Amounts.toPlainAmount(lots.givenAt(instant, paid)),
                Amounts.toPlainAmount(totals.used()),
                Amounts.toPlainAmount(totals.reserved()),
                Amounts.toPlainAmount(remaining),
                Amounts.toPlainAmount(own.negate().max(BigDecimal.ZERO)));
    }

    /** Returns the end of the stretch in which the same is granted without a break. */
    private Instant endOfSameGrant(GrantPeriod period, Instant instant) {
        return periods.findStretches(period, instant).stream()
                .takeWhile(stretch -> stretch.grant().hasSameAllowanceAs(period.grant()))
                .reduce((one, next) -> next)
                .map(stretch -> GrantPeriods.earlierOf(stretch.until(), period.end()))
                .orElse(period.end());
    }

    /** Returns the largest amount, up to a given one, whose use at an instant exceeds no hard limit from then on. */
    private BigDecimal keepHardLimits(GrantPeriod period, Instant instant, BigDecimal most) {
        BigDecimal tooMuch = excessOf(period, new TriedUse(instant, most));
        if (tooMuch.signum() == 0) {
            return most;
        }
        BigDecimal less = most.subtract(tooMuch).max(BigDecimal.ZERO);
        return excessOf(period, new TriedUse(instant, less)).signum() == 0 ? less : searchBelow(period, instant, less);
    }

    /** Halves the range in which the largest possible amount lies; amounts have at most six decimals. */
    private BigDecimal searchBelow(GrantPeriod period, Instant instant, BigDecimal exceeding) {
        BigDecimal possible = BigDecimal.ZERO;
        BigDecimal impossible = exceeding;
        while (impossible.subtract(possible).compareTo(SMALLEST) > 0) {
            BigDecimal middle = possible.add(impossible).divide(TWO).setScale(SMALLEST.scale(), RoundingMode.DOWN);
            if (excessOf(period, new TriedUse(instant, middle)).signum() == 0) {
                possible = middle;
            } else {
                impossible = middle;
            }
        }
        return possible;
    }

    /** Returns by how much, at most, tried use would exceed a hard limit further, from its instant on. */
    private BigDecimal excessOf(GrantPeriod first, TriedUse tried) {
        BigDecimal excess = BigDecimal.ZERO;
        GrantPeriod period = first;
        CarriedLots without = lotsInto(first);
        CarriedLots with = without;
        Instant from = tried.at();
        while (true) {
            for (GrantStretch stretch : periods.findStretches(period, from)) {
                excess = excess.max(excessIn(period, stretch, without, with, tried));
            }
            GrantPeriod next = periods.findNext(period).orElse(null);
            if (next == null || isUnused(next)) {
                return excess;
            }
            without = lotsAfter(next, without, TriedUse.NONE);
            with = lotsAfter(next, with, tried);
            if (without.equals(with)) {
                return excess;
            }
            period = next;
            from = next.start();
        }
    }

    private BigDecimal excessIn(
            GrantPeriod period, GrantStretch stretch, CarriedLots without, CarriedLots with, TriedUse tried) {
        Grant grant = stretch.grant();
        if (grant.limit() == Limit.SOFT || grant.isUnlimited()) {
            return BigDecimal.ZERO;
        }
        Instant until = GrantPeriods.earlierOf(stretch.until(), period.end());
        BigDecimal allowed = grant.amount().max(ownUse(period, grant, without, until, TriedUse.NONE));
        return ownUse(period, grant, with, until, tried).subtract(allowed).max(BigDecimal.ZERO);
    }

    /** Returns whether nothing was used from the beginning of a period on. */
    private boolean isUnused(GrantPeriod period) {
        return sumUp(period.grant(), period.start(), Instant.MAX).total().signum() == 0;
    }

    /** Returns the rest of a grant by an instant of its period without what is carried over; below 0 is an overage. */
    private BigDecimal ownRemainder(GrantPeriod period, Grant grant, Instant until) {
        if (grant.isUnlimited()) {
            return grant.amount();
        }
        boolean unused = usageTotals(period, grant, until).total().signum() == 0;
        return unused
                ? grant.amount()
                : grant.amount().subtract(ownUse(period, grant, lotsInto(period), until, TriedUse.NONE));
    }

    /** Returns the use of a period by an instant that its lots do not pay. */
    private BigDecimal ownUse(GrantPeriod period, Grant grant, CarriedLots lots, Instant until, TriedUse tried) {
        return usedBefore(period, grant, until, tried)
                .subtract(lots.pay(until, instant -> usedBefore(period, grant, instant, tried))
                        .total());
    }

    private PaidAmounts payFromLots(GrantPeriod period, CarriedLots lots, Instant until, TriedUse tried) {
        return lots.pay(until, instant -> usedBefore(period, period.grant(), instant, tried));
    }

    private BigDecimal usedBefore(GrantPeriod period, Grant grant, Instant until, TriedUse tried) {
        return usageTotals(period, grant, until).total().add(tried.between(period.start(), until));
    }

    private UsageTotals usageTotals(GrantPeriod period, Grant grant, Instant until) {
        return sumUp(grant, period.start(), until);
    }

    private UsageTotals sumUp(Grant grant, Instant from, Instant until) {
        return knownTotals.computeIfAbsent(
                new UsageRange(grant.issueTypes(), grant.unit(), from, until),
                sum -> usage.sumBetween(grant, sum.from(), sum.until()));
    }

    /** Returns what earlier periods leave to a period. Periods are not followed further back than what they leave can reach. */
    private CarriedLots lotsInto(GrantPeriod period) {
        CarriedLots known = knownLots.get(period);
        if (known == null) {
            known = periods.findPrevious(period)
                    .filter(before -> !before.grant().carryOver().isNone() || periods.hasLongCarryOver())
                    .map(before -> lotsAfter(period, lotsWorthKnowing(before), TriedUse.NONE))
                    .orElse(CarriedLots.NONE);
            knownLots.put(period, known);
        }
        return known;
    }

    /** Returns the lots into a period; none if they cannot outlive it, and nothing was used that they could pay. */
    private CarriedLots lotsWorthKnowing(GrantPeriod period) {
        boolean unused =
                usageTotals(period, period.grant(), period.end()).total().signum() == 0;
        return unused && !periods.hasLongCarryOver() ? CarriedLots.NONE : lotsInto(period);
    }

    /**
     * Returns the lots into a period: what the one before leaves.
     *
     * @param lots the lots into the one before
     */
    private CarriedLots lotsAfter(GrantPeriod period, CarriedLots lots, TriedUse tried) {
        GrantPeriod before = periods.findPrevious(period).orElse(null);
        if (before == null) {
            return CarriedLots.NONE;
        }
        Grant grant = before.grant();
        Instant end = before.end();
        CarriedLots rest = lots.restAt(end, payFromLots(before, lots, end, tried));
        if (grant.carryOver().isNone() || grant.isUnlimited()) {
            return rest;
        }
        BigDecimal left = grant.amount().subtract(ownUse(before, grant, lots, end, tried));
        return rest.withLot(
                new CarriedLots.CarriedLot(left.max(BigDecimal.ZERO), periods.carryOverEnd(before, period)));
    }
}
