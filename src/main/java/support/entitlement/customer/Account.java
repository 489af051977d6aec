package support.entitlement.customer;

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
import support.entitlement.customer.GrantTimeline.Stretch;
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
final class Account {

    private final String issueType;
    private final GrantTimeline timeline;
    private final Draws draws;
    private final Map<Span, Carried> carried = new HashMap<>();
    private final Map<Sum, Drawn> sums = new HashMap<>();

    Account(String issueType, GrantTimeline timeline, Draws draws) {
        this.issueType = issueType;
        this.timeline = timeline;
        this.draws = draws;
    }

    /** Sums up what was drawn. */
    @FunctionalInterface
    interface Draws {

        /** What was drawn of a grant from one instant on and before another. */
        Drawn between(Grant grant, Instant from, Instant until);
    }

    /** A sum: what was used, and what is reserved. */
    record Drawn(BigDecimal used, BigDecimal reserved) {

        static final Drawn NONE = new Drawn(BigDecimal.ZERO, BigDecimal.ZERO);

        BigDecimal total() {
            return used.add(reserved);
        }

        Drawn plus(Drawn other) {
            return new Drawn(used.add(other.used), reserved.add(other.reserved));
        }
    }

    /** What was summed up. */
    private record Sum(Grant grant, Instant from, Instant until) {}

    /** A period of an allowance, and one of the grants in it. */
    private record Span(Stretch first, Period period, Instant start, Instant end) {

        ZoneId zone() {
            return first.terms().zone();
        }

        Grant grant() {
            return first.grant();
        }

        /** Whether another contract begins before it ends. */
        boolean isCut() {
            return end.isBefore(period.end(zone()));
        }

        /** Whether it begins where another ends, be it in another zone. */
        boolean follows(Span other) {
            return other.end.equals(start) || !other.isCut() && period.from().equals(other.period.until());
        }

        /** Whether another grant counts the same things in the same periods. */
        boolean isOf(Grant other) {
            return grant().counts(other) && grant().per() == other.per();
        }
    }

    /** What of the period before can be used in one until an instant. */
    private record Carried(BigDecimal amount, Instant until) {}

    /** How the allowance stands at an instant; empty if there is none then. */
    Optional<Balance> at(Instant instant) {
        return timeline.stretch(issueType, instant).map(stretch -> balance(span(stretch, instant), instant));
    }

    private Balance balance(Span span, Instant instant) {
        List<Stretch> ahead = timeline.stretches(issueType, instant, span.end()).stream()
                .filter(stretch -> span.isOf(stretch.grant()))
                .toList();
        Instant until = ahead.stream()
                .takeWhile(stretch -> stretch.grant().isLike(span.grant()))
                .reduce((one, next) -> next)
                .map(stretch -> min(stretch.until(), span.end()))
                .orElse(span.end());
        Carried carry = carried(span);
        boolean open = instant.isBefore(carry.until());
        BigDecimal room = room(span, span.grant(), until);
        BigDecimal left = room.max(BigDecimal.ZERO).add(open ? free(span, until) : BigDecimal.ZERO);
        if (span.grant().limit() == Limit.HARD) {
            left = Stream.concat(Stream.of(left), limitsAhead(span, ahead, open))
                    .reduce(BigDecimal::min)
                    .orElse(left);
        }
        Drawn drawn = drawn(span, until);
        return new Balance(
                span.grant(),
                shown(span),
                span.zone(),
                Amounts.plain(open ? carry.amount() : spent(span, until)),
                Amounts.plain(drawn.used()),
                Amounts.plain(drawn.reserved()),
                Amounts.plain(left),
                Amounts.plain(room.negate().max(BigDecimal.ZERO)));
    }

    /** A period that another contract cuts short ends where that begins. */
    private static Period shown(Span span) {
        if (!span.isCut()) {
            return span.period();
        }
        LocalDate last = span.end().minusNanos(1).atZone(span.zone()).toLocalDate();
        return span.period().cutAt(last.plusDays(1));
    }

    /** How much may be drawn because of what comes later: of other grants in the period, and of the next period. */
    private Stream<BigDecimal> limitsAhead(Span span, List<Stretch> ahead, boolean open) {
        Stream<BigDecimal> here = ahead.stream()
                .filter(stretch -> stretch.grant().limit() == Limit.HARD)
                .map(stretch -> {
                    Instant until = min(stretch.until(), span.end());
                    BigDecimal room = room(span, stretch.grant(), until).max(BigDecimal.ZERO);
                    return open ? room.add(free(span, until)) : room;
                });
        BigDecimal spare = spare(span);
        return spare == null ? here : Stream.concat(here, Stream.of(open ? spare.add(free(span, span.end())) : spare));
    }

    private Span span(Stretch stretch, Instant instant) {
        ZoneId zone = stretch.terms().zone();
        Period period = Period.containing(
                instant.atZone(zone).toLocalDate(),
                stretch.grant().per(),
                stretch.terms().validFrom(),
                stretch.terms().validUntil());
        boolean ofContract = period.per() == Per.CONTRACT_YEAR || period.per() == Per.TERM;
        Instant end = period.end(zone);
        return new Span(stretch, period, period.start(zone), ofContract ? timeline.endOfContract(instant, end) : end);
    }

    /** How much of a grant is left by an instant of its period, not counting what is carried over; below 0 if it is overdrawn. */
    private BigDecimal room(Span span, Grant grant, Instant until) {
        return grant.amount().subtract(ownDrawn(span, until));
    }

    /** How much of what the period grants itself is drawn by an instant. */
    private BigDecimal ownDrawn(Span span, Instant until) {
        BigDecimal total = total(span, until);
        return total.signum() == 0 ? total : total.subtract(spent(span, until));
    }

    private BigDecimal total(Span span, Instant until) {
        return drawn(span, until).total();
    }

    private Drawn drawn(Span span, Instant until) {
        return sums.computeIfAbsent(
                new Sum(span.grant(), span.start(), until), sum -> draws.between(sum.grant(), sum.from(), sum.until()));
    }

    /** How much of what is carried over is drawn by an instant. */
    private BigDecimal spent(Span span, Instant until) {
        Carried carry = carried(span);
        return carry.amount().signum() == 0
                ? BigDecimal.ZERO
                : carry.amount().min(total(span, min(until, carry.until())));
    }

    /** How much of what is carried over is not drawn by an instant. */
    private BigDecimal free(Span span, Instant until) {
        return carried(span).amount().subtract(spent(span, until));
    }

    private Carried carried(Span span) {
        Carried there = carried.get(span);
        if (there == null) {
            there = carriedInto(span);
            carried.put(span, there);
        }
        return there;
    }

    private Carried carriedInto(Span span) {
        Instant last = span.start().minusNanos(1);
        Span before = timeline.usable(issueType, last)
                .map(stretch -> span(stretch, last))
                .filter(span::follows)
                .filter(each ->
                        !each.grant().carryOver().isNone() && each.grant().counts(span.grant()))
                .orElse(null);
        return before == null
                ? new Carried(BigDecimal.ZERO, span.start())
                : new Carried(
                        room(before, before.grant(), before.end()).max(BigDecimal.ZERO),
                        min(span.period().carriedUntil(before.grant().carryOver(), span.zone()), span.end()));
    }

    /** By how much what is drawn of a period's own grant may grow until the next one is overdrawn; null if by any amount. */
    private @Nullable BigDecimal spare(Span span) {
        Span next = span.end().equals(Instant.MAX)
                ? null
                : timeline.usable(issueType, span.end())
                        .map(stretch -> span(stretch, span.end()))
                        .orElse(null);
        if (next == null || spent(next, next.end()).signum() == 0) {
            return null;
        }
        BigDecimal spare = null;
        for (Stretch stretch : timeline.stretches(issueType, next.start(), next.end())) {
            Instant until = min(stretch.until(), next.end());
            BigDecimal room = room(next, stretch.grant(), until).max(BigDecimal.ZERO);
            boolean binds = next.isOf(stretch.grant())
                    && stretch.grant().limit() == Limit.HARD
                    && spent(next, until).compareTo(room) > 0;
            spare = binds ? least(spare, free(next, until).add(room)) : spare;
        }
        BigDecimal further = spare(next);
        return further == null ? spare : least(spare, free(next, next.end()).add(further));
    }

    private static BigDecimal least(@Nullable BigDecimal one, BigDecimal other) {
        return one == null ? other : one.min(other);
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
