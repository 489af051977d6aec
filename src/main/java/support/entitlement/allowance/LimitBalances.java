package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import support.entitlement.allowance.BalanceCalculator.UsageQuery;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.allowance.Limit;

/** The balances of all limits of an issue type of one customer. Not thread-safe. */
final class LimitBalances {

    private final GrantTimeline timeline;
    private final UsageQuery usage;

    LimitBalances(GrantTimeline timeline, UsageQuery usage) {
        this.timeline = timeline;
        this.usage = usage;
    }

    /**
     * Returns the balance of each limit of an issue type at an instant; empty if there is none then.
     *
     * @throws UnusableContractException if the contract cannot be applied
     */
    List<AllowanceBalance> findBalances(String issueType, Instant instant) {
        return timeline.findLimits(issueType, instant).stream()
                .flatMap(limit -> new BalanceCalculator(limit, timeline, usage).findBalance(instant).stream())
                .toList();
    }

    /** Returns the balance of the limit of which the least is left; one that refuses comes before one that does not. */
    static Optional<AllowanceBalance> findSmallest(List<AllowanceBalance> balances) {
        return balances.stream()
                .min(Comparator.comparing(AllowanceBalance::remaining)
                        .thenComparing(balance -> balance.grant().limit()));
    }

    /** Returns the balance of the limit that refuses an amount, of several that of which the least is left; empty if none does. */
    static Optional<AllowanceBalance> findExceeded(List<AllowanceBalance> balances, BigDecimal counted) {
        boolean tooLarge = !Amounts.isValid(counted);
        return findSmallest(balances.stream()
                .filter(balance ->
                        tooLarge || balance.grant().limit() == Limit.HARD && counted.compareTo(balance.remaining()) > 0)
                .toList());
    }

    /** Returns what is left of the limit of which the least is left, once an amount is used of each; 0 without a limit. */
    static BigDecimal remainingAfter(List<AllowanceBalance> balances, BigDecimal counted) {
        return balances.stream()
                .map(balance -> Amounts.isUnlimited(balance.remaining())
                        ? balance.remaining()
                        : balance.remaining().subtract(counted).max(BigDecimal.ZERO))
                .reduce(BigDecimal::min)
                .orElse(BigDecimal.ZERO);
    }

    /** Returns the largest use beyond a limit, once an amount is used of each; 0 without a limit. */
    static BigDecimal overageAfter(List<AllowanceBalance> balances, BigDecimal counted) {
        return balances.stream()
                .map(balance -> balance.overage()
                        .add(counted.subtract(balance.remaining()).max(BigDecimal.ZERO)))
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }
}
