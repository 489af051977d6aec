package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.GrantTimeline.GrantStretch;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;

/**
 * Calculates the balance of one allowance of one customer. The carry-over is used first, and is not carried over again. The remaining
 * amount can be used without exceeding a hard limit: that of the period, that of a smaller grant later in the same period, and that
 * of the next period, in which the carry-over of this one may have been used already.
 *
 * <p>A pure function of grants and use; not thread-safe. Sums and carry-overs are kept, so no period is summed up twice.
 */
final class BalanceCalculator {

    private final String issueType;
    private final GrantTimeline timeline;
    private final UsageQuery usage;
    private final Map<GrantPeriod, CarriedAmount> knownCarryOvers = new HashMap<>();
    private final Map<UsageRange, UsageTotals> knownTotals = new HashMap<>();

    BalanceCalculator(String issueType, GrantTimeline timeline, UsageQuery usage) {
        this.issueType = issueType;
        this.timeline = timeline;
        this.usage = usage;
    }

    /** The key of a sum. */
    private record UsageRange(Grant grant, Instant from, Instant until) {}

    /** A period of an allowance, and one of the grants in it. */
    private record GrantPeriod(GrantStretch first, AllowancePeriod period, Instant start, Instant end) {

        ZoneId zone() {
            return first.terms().zone();
        }

        Grant grant() {
            return first.grant();
        }

        /** Returns whether another contract begins before the period ends. */
        boolean isCut() {
            return end.isBefore(period.endIn(zone()));
        }

        /** Returns whether it begins where another ends, also if their zones differ. */
        boolean directlyFollows(GrantPeriod other) {
            return other.end.equals(start) || !other.isCut() && period.from().equals(other.period.until());
        }

        /** Returns whether another grant counts the same unit in the same periods. */
        boolean hasSameUnitAndPeriodAs(Grant other) {
            return grant().hasSameUnitAs(other) && grant().per() == other.per();
        }
    }

    /** The amount of the period before that can be used in a period until an instant. */
    private record CarriedAmount(BigDecimal amount, Instant until) {}

    /** Returns the balance of the allowance at an instant; empty if there is none then. */
    Optional<AllowanceBalance> findBalance(Instant instant) {
        return timeline.findStretch(issueType, instant)
                .map(stretch -> calculateBalance(grantPeriodAt(stretch, instant), instant));
    }

    private AllowanceBalance calculateBalance(GrantPeriod grantPeriod, Instant instant) {
        List<GrantStretch> ahead = timeline.findStretches(issueType, instant, grantPeriod.end()).stream()
                .filter(stretch -> grantPeriod.hasSameUnitAndPeriodAs(stretch.grant()))
                .toList();
        Instant until = ahead.stream()
                .takeWhile(stretch -> stretch.grant().hasSameAllowanceAs(grantPeriod.grant()))
                .reduce((one, next) -> next)
                .map(stretch -> earlierOf(stretch.until(), grantPeriod.end()))
                .orElse(grantPeriod.end());
        CarriedAmount carryOver = carryOverInto(grantPeriod);
        boolean carryOverUsable = instant.isBefore(carryOver.until());
        BigDecimal remainingOwn = remainingOwnGrant(grantPeriod, grantPeriod.grant(), until);
        BigDecimal remaining = remainingOwn
                .max(BigDecimal.ZERO)
                .add(carryOverUsable ? remainingCarryOver(grantPeriod, until) : BigDecimal.ZERO);
        if (grantPeriod.grant().limit() == Limit.HARD) {
            remaining = Stream.concat(Stream.of(remaining), upcomingLimits(grantPeriod, ahead, carryOverUsable))
                    .reduce(BigDecimal::min)
                    .orElse(remaining);
        }
        UsageTotals totals = usageTotals(grantPeriod, until);
        return new AllowanceBalance(
                grantPeriod.grant(),
                actualPeriod(grantPeriod),
                grantPeriod.zone(),
                Amounts.toPlainAmount(carryOverUsable ? carryOver.amount() : usedCarryOver(grantPeriod, until)),
                Amounts.toPlainAmount(totals.used()),
                Amounts.toPlainAmount(totals.reserved()),
                Amounts.toPlainAmount(remaining),
                Amounts.toPlainAmount(remainingOwn.negate().max(BigDecimal.ZERO)));
    }

    /** Ends a period that another contract cuts short where that contract begins. */
    private static AllowancePeriod actualPeriod(GrantPeriod grantPeriod) {
        if (!grantPeriod.isCut()) {
            return grantPeriod.period();
        }
        LocalDate last =
                grantPeriod.end().minusNanos(1).atZone(grantPeriod.zone()).toLocalDate();
        return grantPeriod.period().cutAt(last.plusDays(1));
    }

    /** Returns the amounts that other grants in the period and the next period leave to be used. */
    private Stream<BigDecimal> upcomingLimits(
            GrantPeriod grantPeriod, List<GrantStretch> ahead, boolean carryOverUsable) {
        Stream<BigDecimal> inPeriod = ahead.stream()
                .filter(stretch -> stretch.grant().limit() == Limit.HARD)
                .map(stretch -> {
                    Instant until = earlierOf(stretch.until(), grantPeriod.end());
                    BigDecimal remainingOwn = remainingOwnGrant(grantPeriod, stretch.grant(), until)
                            .max(BigDecimal.ZERO);
                    return carryOverUsable ? remainingOwn.add(remainingCarryOver(grantPeriod, until)) : remainingOwn;
                });
        BigDecimal furtherUse = maxFurtherUse(grantPeriod);
        return furtherUse == null
                ? inPeriod
                : Stream.concat(
                        inPeriod,
                        Stream.of(
                                carryOverUsable
                                        ? furtherUse.add(remainingCarryOver(grantPeriod, grantPeriod.end()))
                                        : furtherUse));
    }

    private GrantPeriod grantPeriodAt(GrantStretch stretch, Instant instant) {
        ZoneId zone = stretch.terms().zone();
        AllowancePeriod period = AllowancePeriod.containing(
                instant.atZone(zone).toLocalDate(),
                stretch.grant().per(),
                stretch.terms().validFrom(),
                stretch.terms().validUntil());
        boolean ofContract = period.per() == Per.CONTRACT_YEAR || period.per() == Per.TERM;
        Instant end = period.endIn(zone);
        return new GrantPeriod(
                stretch, period, period.startIn(zone), ofContract ? timeline.endOfContract(instant, end) : end);
    }

    /** Returns the rest of a grant at an instant of its period without the carry-over; below 0 is an overage. */
    private BigDecimal remainingOwnGrant(GrantPeriod grantPeriod, Grant grant, Instant until) {
        return grant.amount().subtract(usedOwnGrant(grantPeriod, until));
    }

    /** Returns the use of the period's own grant by an instant. */
    private BigDecimal usedOwnGrant(GrantPeriod grantPeriod, Instant until) {
        BigDecimal total = totalUsage(grantPeriod, until);
        return total.signum() == 0 ? total : total.subtract(usedCarryOver(grantPeriod, until));
    }

    private BigDecimal totalUsage(GrantPeriod grantPeriod, Instant until) {
        return usageTotals(grantPeriod, until).total();
    }

    private UsageTotals usageTotals(GrantPeriod grantPeriod, Instant until) {
        return knownTotals.computeIfAbsent(
                new UsageRange(grantPeriod.grant(), grantPeriod.start(), until),
                sum -> usage.sumBetween(sum.grant(), sum.from(), sum.until()));
    }

    /** Returns the use of the carry-over by an instant. */
    private BigDecimal usedCarryOver(GrantPeriod grantPeriod, Instant until) {
        CarriedAmount carryOver = carryOverInto(grantPeriod);
        return carryOver.amount().signum() == 0
                ? BigDecimal.ZERO
                : carryOver.amount().min(totalUsage(grantPeriod, earlierOf(until, carryOver.until())));
    }

    /** Returns the rest of the carry-over at an instant. */
    private BigDecimal remainingCarryOver(GrantPeriod grantPeriod, Instant until) {
        return carryOverInto(grantPeriod).amount().subtract(usedCarryOver(grantPeriod, until));
    }

    private CarriedAmount carryOverInto(GrantPeriod grantPeriod) {
        CarriedAmount carryOver = knownCarryOvers.get(grantPeriod);
        if (carryOver == null) {
            carryOver = calculateCarryOver(grantPeriod);
            knownCarryOvers.put(grantPeriod, carryOver);
        }
        return carryOver;
    }

    private CarriedAmount calculateCarryOver(GrantPeriod grantPeriod) {
        Instant last = grantPeriod.start().minusNanos(1);
        GrantPeriod before = timeline.findUsableStretch(issueType, last)
                .map(stretch -> grantPeriodAt(stretch, last))
                .filter(grantPeriod::directlyFollows)
                .filter(each ->
                        !each.grant().carryOver().isNone() && each.grant().hasSameUnitAs(grantPeriod.grant()))
                .orElse(null);
        return before == null
                ? new CarriedAmount(BigDecimal.ZERO, grantPeriod.start())
                : new CarriedAmount(
                        remainingOwnGrant(before, before.grant(), before.end()).max(BigDecimal.ZERO),
                        earlierOf(
                                grantPeriod
                                        .period()
                                        .carryOverEndIn(before.grant().carryOver(), grantPeriod.zone()),
                                grantPeriod.end()));
    }

    /** Returns the amount of a period's own grant that can still be used before the next period has an overage; null if any amount. */
    private @Nullable BigDecimal maxFurtherUse(GrantPeriod grantPeriod) {
        GrantPeriod next = grantPeriod.end().equals(Instant.MAX)
                ? null
                : timeline.findUsableStretch(issueType, grantPeriod.end())
                        .map(stretch -> grantPeriodAt(stretch, grantPeriod.end()))
                        .orElse(null);
        if (next == null || usedCarryOver(next, next.end()).signum() == 0) {
            return null;
        }
        BigDecimal furtherUse = null;
        for (GrantStretch stretch : timeline.findStretches(issueType, next.start(), next.end())) {
            Instant until = earlierOf(stretch.until(), next.end());
            BigDecimal remainingOwn =
                    remainingOwnGrant(next, stretch.grant(), until).max(BigDecimal.ZERO);
            boolean binds = next.hasSameUnitAndPeriodAs(stretch.grant())
                    && stretch.grant().limit() == Limit.HARD
                    && usedCarryOver(next, until).compareTo(remainingOwn) > 0;
            furtherUse = binds
                    ? smallerOf(furtherUse, remainingCarryOver(next, until).add(remainingOwn))
                    : furtherUse;
        }
        BigDecimal further = maxFurtherUse(next);
        return further == null
                ? furtherUse
                : smallerOf(furtherUse, remainingCarryOver(next, next.end()).add(further));
    }

    private static BigDecimal smallerOf(@Nullable BigDecimal one, BigDecimal other) {
        return one == null ? other : one.min(other);
    }

    private static Instant earlierOf(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
