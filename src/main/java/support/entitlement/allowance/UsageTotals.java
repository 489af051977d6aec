package support.entitlement.allowance;

import java.math.BigDecimal;

/** The amounts that were used and that are reserved. */
record UsageTotals(BigDecimal used, BigDecimal reserved) {

    static final UsageTotals NONE = new UsageTotals(BigDecimal.ZERO, BigDecimal.ZERO);

    BigDecimal total() {
        return used.add(reserved);
    }

    UsageTotals plus(UsageTotals other) {
        return new UsageTotals(used.add(other.used), reserved.add(other.reserved));
    }
}
