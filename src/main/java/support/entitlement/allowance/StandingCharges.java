package support.entitlement.allowance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import support.entitlement.decision.allowance.Fee;

/**
 * The charged use that was not taken back, by fee. Immutable.
 *
 * @param amounts the amounts, in the unit of the allowance; the fee that was charged last comes first
 */
record StandingCharges(Map<Fee, BigDecimal> amounts) {

    /** A sum of charges at one fee. */
    record ChargeSum(Fee fee, BigDecimal amount) {}

    /** Creates the charges from sums, the latest first. */
    static StandingCharges of(List<ChargeSum> sums) {
        Map<Fee, BigDecimal> amounts = new LinkedHashMap<>();
        sums.forEach(sum -> amounts.merge(sum.fee(), sum.amount(), BigDecimal::add));
        return new StandingCharges(amounts);
    }

    /** Returns the amount at all fees, from 0. */
    BigDecimal total() {
        return amounts.values().stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .max(BigDecimal.ZERO);
    }

    /** Returns the amount at a fee, from 0. */
    BigDecimal amountAt(Fee fee) {
        return amounts.getOrDefault(fee, BigDecimal.ZERO).max(BigDecimal.ZERO);
    }

    /** Returns the fees at which something stands, the latest first, and those of an entry before all others. */
    List<Fee> feesAfterThoseOf(StandingCharges own) {
        List<Fee> fees = new ArrayList<>(own.amounts.keySet());
        fees.removeIf(fee -> own.amountAt(fee).signum() == 0);
        fees.addAll(amounts.keySet());
        return fees.stream()
                .distinct()
                .filter(fee -> amountAt(fee).signum() > 0)
                .toList();
    }

    @Override
    public String toString() {
        return amounts.keySet().stream()
                .filter(fee -> amountAt(fee).signum() > 0)
                .map(fee -> amountAt(fee).toPlainString() + " at " + fee)
                .collect(Collectors.joining(", "));
    }
}
