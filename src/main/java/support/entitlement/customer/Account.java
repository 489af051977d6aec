package support.entitlement.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.customer.Grants.Granted;
import support.entitlement.decision.Limit;

/**
 * Counts what is left of one allowance of one customer. What is carried over is used first, and is not carried on. A period is
 * never overdrawn by use that is recorded late, either: what that takes from the period before is no more carried into the next.
 *
 * <p>A pure function of what was granted and drawn; not thread-safe.
 */
final class Account {

    private final String customer;
    private final String issueType;
    private final Grants grants;
    private final Draws draws;

    Account(String customer, String issueType, Grants grants, Draws draws) {
        this.customer = customer;
        this.issueType = issueType;
        this.grants = grants;
        this.draws = draws;
    }

    /** Sums up what was drawn of a unit. */
    @FunctionalInterface
    interface Draws {

        /** What was drawn in this unit from one instant on and before another. */
        Drawn between(String unit, Instant from, Instant until);
    }

    /** A sum: what was used, and what is reserved. */
    record Drawn(BigDecimal used, BigDecimal reserved) {

        BigDecimal total() {
            return used.add(reserved);
        }
    }

    /** An allowance in one of its periods. */
    private record Part(Granted granted, Grant grant, Period period) {

        ZoneId zone() {
            return granted.zone();
        }

        Instant start() {
            return period.start(zone());
        }

        Instant end() {
            return period.end(zone());
        }
    }

    /** What of the period before this one can still be used until an instant, and how much of that has been. */
    private record Carried(BigDecimal amount, BigDecimal spent, Instant until) {

        BigDecimal free() {
            return amount.subtract(spent);
        }
    }

    /** How the allowance stands at an instant; empty if there is none then. */
    Optional<Balance> at(Instant instant) {
        return part(instant).map(part -> balance(part, instant));
    }

    private Balance balance(Part part, Instant instant) {
        Drawn drawn = drawn(part, part.start(), part.end());
        Carried carried = carried(part);
        BigDecimal own = part.grant().amount().subtract(drawn.total().subtract(carried.spent()));
        BigDecimal ahead = ahead(part);
        BigDecimal left = ahead == null ? own : own.min(ahead);
        boolean open = instant.isBefore(carried.until());
        return new Balance(
                part.grant(),
                part.period(),
                part.zone(),
                Amounts.plain(open ? carried.amount() : carried.spent()),
                Amounts.plain(drawn.used()),
                Amounts.plain(drawn.reserved()),
                Amounts.plain((open ? left.add(carried.free()) : left).max(BigDecimal.ZERO)),
                Amounts.plain(own.negate().max(BigDecimal.ZERO)));
    }

    private Optional<Part> part(Instant instant) {
        return grants.at(customer, instant)
                .flatMap(granted ->
                        granted.of(issueType).map(grant -> new Part(granted, grant, granted.periodOf(grant, instant))));
    }

    private Drawn drawn(Part part, Instant from, Instant until) {
        return draws.between(part.grant().unit(), from, until);
    }

    /** How much of what a period grants itself is drawn. */
    private BigDecimal ownDrawn(Part part) {
        BigDecimal total = drawn(part, part.start(), part.end()).total();
        return total.signum() == 0 ? total : total.subtract(carried(part).spent());
    }

    private Carried carried(Part part) {
        Part before = part.period().previous() == null
                ? null
                : part(part.start().minusNanos(1)).orElse(null);
        if (before == null || !before.end().equals(part.start()) || !isCarriedInto(part, before)) {
            return new Carried(BigDecimal.ZERO, BigDecimal.ZERO, part.start());
        }
        Instant until = part.period().carriedUntil(before.grant().carryOver(), part.zone());
        BigDecimal amount = before.grant().amount().subtract(ownDrawn(before)).max(BigDecimal.ZERO);
        return new Carried(amount, amount.min(drawn(part, part.start(), until).total()), until);
    }

    private static boolean isCarriedInto(Part part, Part before) {
        return !before.grant().carryOver().isNone()
                && before.grant().unit().equals(part.grant().unit());
    }

    /** By how much what is drawn of a period's own grant may grow before the next one is overdrawn; null if by any amount. */
    private @Nullable BigDecimal ahead(Part part) {
        Part next = part.grant().carryOver().isNone() || part.period().until() == null
                ? null
                : part(part.end()).orElse(null);
        if (next == null || next.grant().limit() == Limit.SOFT) {
            return null;
        }
        Carried carried = carried(next);
        if (carried.spent().signum() == 0) {
            return null;
        }
        BigDecimal own = next.grant().amount().subtract(ownDrawn(next)).max(BigDecimal.ZERO);
        BigDecimal further = ahead(next);
        return carried.free().add(further == null ? own : own.min(further));
    }
}
