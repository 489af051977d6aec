package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The rest of earlier periods that may be used in a later one: lots, each of which is lost at an instant. The lot that is lost first
 * is used first. Immutable.
 *
 * @param lots the lots, in the order in which they are used
 */
record CarriedLots(List<CarriedLot> lots) {

    static final CarriedLots NONE = new CarriedLots(List.of());

    /**
     * The rest of one period.
     *
     * @param amount the amount, above 0
     * @param until the first instant at which it is lost
     */
    record CarriedLot(BigDecimal amount, Instant until) {}

    /**
     * The amounts that are paid from the lots.
     *
     * @param amounts the amount that is paid from each lot
     */
    record PaidAmounts(List<BigDecimal> amounts) {

        BigDecimal total() {
            return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /**
     * Pays the use of a period from the lots, as far as they go.
     *
     * @param until the instant up to which use is paid
     * @param usedBefore returns the use of the period before an instant
     */
    PaidAmounts pay(Instant until, Function<Instant, BigDecimal> usedBefore) {
        List<BigDecimal> paid = new ArrayList<>(lots.size());
        BigDecimal sum = BigDecimal.ZERO;
        for (CarriedLot lot : lots) {
            BigDecimal unpaid = usedBefore
                    .apply(GrantPeriods.earlierOf(until, lot.until()))
                    .subtract(sum)
                    .max(BigDecimal.ZERO);
            BigDecimal fromLot = lot.amount().min(unpaid);
            paid.add(fromLot);
            sum = sum.add(fromLot);
        }
        return new PaidAmounts(paid);
    }

    /** Returns what is left of the lots that can be used at an instant. */
    BigDecimal remainingAt(Instant instant, PaidAmounts paid) {
        BigDecimal remaining = BigDecimal.ZERO;
        for (int i = 0; i < lots.size(); i++) {
            if (instant.isBefore(lots.get(i).until())) {
                remaining = remaining.add(
                        lots.get(i).amount().subtract(paid.amounts().get(i)));
            }
        }
        return remaining;
    }

    /** Returns what the lots give to their period, as seen at an instant: all that can be used then, and what was used of the others. */
    BigDecimal givenAt(Instant instant, PaidAmounts paid) {
        BigDecimal given = BigDecimal.ZERO;
        for (int i = 0; i < lots.size(); i++) {
            boolean usable = instant.isBefore(lots.get(i).until());
            given = given.add(usable ? lots.get(i).amount() : paid.amounts().get(i));
        }
        return given;
    }

    /** Returns what is left of the lots at an instant, without those that are lost by then. */
    CarriedLots restAt(Instant instant, PaidAmounts paid) {
        List<CarriedLot> rest = new ArrayList<>();
        for (int i = 0; i < lots.size(); i++) {
            BigDecimal left = lots.get(i).amount().subtract(paid.amounts().get(i));
            if (left.signum() > 0 && instant.isBefore(lots.get(i).until())) {
                rest.add(new CarriedLot(left, lots.get(i).until()));
            }
        }
        return new CarriedLots(rest);
    }

    /** Returns these lots and one more; of lots that are lost at the same instant the older ones are used first. */
    CarriedLots withLot(CarriedLot lot) {
        List<CarriedLot> all = new ArrayList<>(lots);
        if (lot.amount().signum() > 0) {
            all.add(lot);
            all.sort(Comparator.comparing(CarriedLot::until));
        }
        return new CarriedLots(all);
    }
}
