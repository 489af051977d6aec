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
import support.entitlement.decision.Limit;
import support.entitlement.decision.Per;

/**
 * Counts what is left of one allowance of one customer. What is carried over is used first, and is not carried on. So much is left
 * that no hard limit is exceeded if it is used: neither that of the period, nor that of a smaller grant later in the same period,
 * nor that of the next period, where what this one leaves may have been used already.
 *
 * <p>A pure function of what was granted and drawn; not thread-safe. It looks at no period twice.
 */
final class BalanceCalculator {

    private final String issueType;
    private final GrantTimeline timeline;
    private final UsageQuery draws;
    private final Map<GrantPeriod, CarriedAmount> knownCarryOvers = new HashMap<>();
    private final Map<UsageRange, UsageTotals> knownTotals = new HashMap<>();

    BalanceCalculator(String issueType, GrantTimeline timeline, UsageQuery draws) {
        this.issueType = issueType;
        this.timeline = timeline;
        this.draws = draws;
    }

    /** Sums up what was drawn. */
    @FunctionalInterface
    interface UsageQuery {

        /** What was drawn of a grant from one instant on and before another. */
        UsageTotals sumBetween(Grant grant, Instant from, Instant until);
    }

    /** A sum: what was used, and what is reserved. */
    record UsageTotals(BigDecimal used, BigDecimal reserved) {

        static final UsageTotals NONE = new UsageTotals(BigDecimal.ZERO, BigDecimal.ZERO);

        BigDecimal total() {
            return used.add(reserved);
        }

        UsageTotals plus(UsageTotals other) {
            return new UsageTotals(used.add(other.used), reserved.add(other.reserved));
        }
    }

    /** What was summed up. */
    private record UsageRange(Grant grant, Instant from, Instant until) {}

    /** A period of an allowance, and one of the grants in it. */
    private record GrantPeriod(GrantStretch first, AllowancePeriod period, Instant start, Instant end) {

        ZoneId zone() {
            return first.terms().zone();
        }

        Grant grant() {
            return first.grant();
        }

        /** Whether another contract begins before it ends. */
        boolean isCut() {
            return end.isBefore(period.endIn(zone()));
        }

        /** Whether it begins where another ends, be it in another zone. */
        boolean directlyFollows(GrantPeriod other) {
            return other.end.equals(start) || !other.isCut() && period.from().equals(other.period.until());
        }

        /** Whether another grant counts the same things in the same periods. */
        boolean hasSameUnitAndPeriodAs(Grant other) {
            return grant().hasSameUnitAs(other) && grant().per() == other.per();
        }
    }

    /** What of the period before can be used in one until an instant. */
    private record CarriedAmount(BigDecimal amount, Instant until) {}

    /** How the allowance stands at an instant; empty if there is none then. */
    Optional<AllowanceBalance> findBalance(Instant instant) {
        return timeline.findStretch(issueType, instant)
                .map(stretch -> calculateBalance(grantPeriodAt(stretch, instant), instant));
    }

    private AllowanceBalance calculateBalance(GrantPeriod span, Instant instant) {
        List<GrantStretch> ahead = timeline.findStretches(issueType, instant, span.end()).stream()
                .filter(stretch -> span.hasSameUnitAndPeriodAs(stretch.grant()))
                .toList();
        Instant until = ahead.stream()
                .takeWhile(stretch -> stretch.grant().hasSameAllowanceAs(span.grant()))
                .reduce((one, next) -> next)
                .map(stretch -> earlierOf(stretch.until(), span.end()))
                .orElse(span.end());
        CarriedAmount carry = carryOverInto(span);
        boolean open = instant.isBefore(carry.until());
        BigDecimal room = remainingOwnGrant(span, span.grant(), until);
        BigDecimal left = room.max(BigDecimal.ZERO).add(open ? remainingCarryOver(span, until) : BigDecimal.ZERO);
        if (span.grant().limit() == Limit.HARD) {
            left = Stream.concat(Stream.of(left), upcomingLimits(span, ahead, open))
                    .reduce(BigDecimal::min)
                    .orElse(left);
        }
        UsageTotals drawn = usageTotals(span, until);
        return new AllowanceBalance(
                span.grant(),
                actualPeriod(span),
                span.zone(),
                Amounts.toPlainAmount(open ? carry.amount() : usedCarryOver(span, until)),
                Amounts.toPlainAmount(drawn.used()),
                Amounts.toPlainAmount(drawn.reserved()),
                Amounts.toPlainAmount(left),
                Amounts.toPlainAmount(room.negate().max(BigDecimal.ZERO)));
    }

    /** A period that another contract cuts short ends where that begins. */
    private static AllowancePeriod actualPeriod(GrantPeriod span) {
        if (!span.isCut()) {
            return span.period();
        }
        LocalDate last = span.end().minusNanos(1).atZone(span.zone()).toLocalDate();
        return span.period().cutAt(last.plusDays(1));
    }

    /** How much may be drawn because of what comes later: of other grants in the period, and of the next period. */
    private Stream<BigDecimal> upcomingLimits(GrantPeriod span, List<GrantStretch> ahead, boolean open) {
        Stream<BigDecimal> here = ahead.stream()
                .filter(stretch -> stretch.grant().limit() == Limit.HARD)
                .map(stretch -> {
                    Instant until = earlierOf(stretch.until(), span.end());
                    BigDecimal room =
                            remainingOwnGrant(span, stretch.grant(), until).max(BigDecimal.ZERO);
                    return open ? room.add(remainingCarryOver(span, until)) : room;
                });
        BigDecimal spare = maxFurtherUse(span);
        return spare == null
                ? here
                : Stream.concat(here, Stream.of(open ? spare.add(remainingCarryOver(span, span.end())) : spare));
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

    /** How much of a grant is left by an instant of its period, not counting what is carried over; below 0 if it is overdrawn. */
    private BigDecimal remainingOwnGrant(GrantPeriod span, Grant grant, Instant until) {
        return grant.amount().subtract(usedOwnGrant(span, until));
    }

    /** How much of what the period grants itself is drawn by an instant. */
    private BigDecimal usedOwnGrant(GrantPeriod span, Instant until) {
        BigDecimal total = totalUsage(span, until);
        return total.signum() == 0 ? total : total.subtract(usedCarryOver(span, until));
    }

    private BigDecimal totalUsage(GrantPeriod span, Instant until) {
        return usageTotals(span, until).total();
    }

    private UsageTotals usageTotals(GrantPeriod span, Instant until) {
        return knownTotals.computeIfAbsent(
                new UsageRange(span.grant(), span.start(), until),
                sum -> draws.sumBetween(sum.grant(), sum.from(), sum.until()));
    }

    /** How much of what is carried over is drawn by an instant. */
    private BigDecimal usedCarryOver(GrantPeriod span, Instant until) {
        CarriedAmount carry = carryOverInto(span);
        return carry.amount().signum() == 0
                ? BigDecimal.ZERO
                : carry.amount().min(totalUsage(span, earlierOf(until, carry.until())));
    }

    /** How much of what is carried over is not drawn by an instant. */
    private BigDecimal remainingCarryOver(GrantPeriod span, Instant until) {
        return carryOverInto(span).amount().subtract(usedCarryOver(span, until));
    }

    private CarriedAmount carryOverInto(GrantPeriod span) {
        CarriedAmount there = knownCarryOvers.get(span);
        if (there == null) {
            there = calculateCarryOver(span);
            knownCarryOvers.put(span, there);
        }
        return there;
    }

    private CarriedAmount calculateCarryOver(GrantPeriod span) {
        Instant last = span.start().minusNanos(1);
        GrantPeriod before = timeline.findUsableStretch(issueType, last)
                .map(stretch -> grantPeriodAt(stretch, last))
                .filter(span::directlyFollows)
                .filter(each ->
                        !each.grant().carryOver().isNone() && each.grant().hasSameUnitAs(span.grant()))
                .orElse(null);
        return before == null
                ? new CarriedAmount(BigDecimal.ZERO, span.start())
                : new CarriedAmount(
                        remainingOwnGrant(before, before.grant(), before.end()).max(BigDecimal.ZERO),
                        earlierOf(span.period().carryOverEndIn(before.grant().carryOver(), span.zone()), span.end()));
    }

    /** By how much what is drawn of a period's own grant may grow until the next one is overdrawn; null if by any amount. */
    private @Nullable BigDecimal maxFurtherUse(GrantPeriod span) {
        GrantPeriod next = span.end().equals(Instant.MAX)
                ? null
                : timeline.findUsableStretch(issueType, span.end())
                        .map(stretch -> grantPeriodAt(stretch, span.end()))
                        .orElse(null);
        if (next == null || usedCarryOver(next, next.end()).signum() == 0) {
            return null;
        }
        BigDecimal spare = null;
        for (GrantStretch stretch : timeline.findStretches(issueType, next.start(), next.end())) {
            Instant until = earlierOf(stretch.until(), next.end());
            BigDecimal room = remainingOwnGrant(next, stretch.grant(), until).max(BigDecimal.ZERO);
            boolean binds = next.hasSameUnitAndPeriodAs(stretch.grant())
                    && stretch.grant().limit() == Limit.HARD
                    && usedCarryOver(next, until).compareTo(room) > 0;
            spare = binds ? smallerOf(spare, remainingCarryOver(next, until).add(room)) : spare;
        }
        BigDecimal further = maxFurtherUse(next);
        return further == null
                ? spare
                : smallerOf(spare, remainingCarryOver(next, next.end()).add(further));
    }

    private static BigDecimal smallerOf(@Nullable BigDecimal one, BigDecimal other) {
        return one == null ? other : one.min(other);
    }

    private static Instant earlierOf(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
