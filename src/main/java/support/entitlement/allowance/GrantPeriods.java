package support.entitlement.allowance;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import support.entitlement.allowance.GrantTimeline.GrantStretch;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Per;

/** The periods of one limit of one customer, which follow each other along the timeline of its grants. Not thread-safe. */
final class GrantPeriods {

    private final LimitKey limit;
    private final GrantTimeline timeline;

    GrantPeriods(LimitKey limit, GrantTimeline timeline) {
        this.limit = limit;
        this.timeline = timeline;
    }

    /**
     * Finds the period at an instant, with the grant of then; empty if there is none.
     *
     * @throws support.entitlement.contract.terms.UnusableContractException if the contract of then cannot be applied
     */
    Optional<GrantPeriod> findPeriod(Instant instant) {
        return timeline.findStretch(limit, instant).map(stretch -> periodAt(stretch, instant));
    }

    private GrantPeriod periodAt(GrantStretch stretch, Instant instant) {
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

    /** Finds the period before another that it directly follows, in the same unit, with the last grant in it. */
    Optional<GrantPeriod> findPrevious(GrantPeriod period) {
        Instant last = period.start().minusNanos(1);
        return timeline.findUsableStretch(limit, last)
                .map(stretch -> periodAt(stretch, last))
                .filter(before -> continues(before, period));
    }

    /** Finds the period that follows another as its {@link #findPrevious previous} one, with the first grant in it. */
    Optional<GrantPeriod> findNext(GrantPeriod period) {
        return period.end().equals(Instant.MAX)
                ? Optional.empty()
                : timeline.findUsableStretch(limit, period.end())
                        .map(stretch -> periodAt(stretch, period.end()))
                        .filter(next -> findPrevious(next)
                                .filter(before -> before.period()
                                        .from()
                                        .equals(period.period().from()))
                                .isPresent());
    }

    private static boolean continues(GrantPeriod before, GrantPeriod next) {
        return next.directlyFollows(before) && next.grant().hasSameUnitAs(before.grant());
    }

    /** Returns the grants in force between an instant and the end of a period that count the same unit in the same periods. */
    List<GrantStretch> findStretches(GrantPeriod period, Instant from) {
        return timeline.findStretches(limit, from, period.end()).stream()
                .filter(stretch -> period.hasSameUnitAndPeriodAs(stretch.grant()))
                .toList();
    }

    /** Returns whether the rest of a period may outlive the next one. */
    boolean hasLongCarryOver() {
        return timeline.hasLongCarryOver(limit);
    }

    /**
     * Returns the first instant at which what is left of a period is lost.
     *
     * @param next the period after it
     */
    Instant carryOverEnd(GrantPeriod period, GrantPeriod next) {
        CarryOver carryOver = period.grant().carryOver();
        Instant end = carryOver.periods() == 0
                ? earlierOf(next.period().carryOverEndIn(carryOver, next.zone()), next.end())
                : endOfFollowing(next, carryOver.periods() - 1);
        return carryOver.withinTerm()
                ? earlierOf(end, timeline.endOfContract(period.end().minusNanos(1), Instant.MAX))
                : end;
    }

    private Instant endOfFollowing(GrantPeriod first, int more) {
        if (more >= CarryOver.ENDLESS - 1) {
            return Instant.MAX;
        }
        GrantPeriod last = first;
        for (int i = 0; i < more; i++) {
            Optional<GrantPeriod> next = findNext(last);
            if (next.isEmpty()) {
                return last.end();
            }
            last = next.get();
        }
        return last.end();
    }

    static Instant earlierOf(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
