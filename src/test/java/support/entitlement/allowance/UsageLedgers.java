package support.entitlement.allowance;

import java.time.Clock;
import javax.sql.DataSource;

/** Opens ledgers without a service. */
public final class UsageLedgers {

    private UsageLedgers() {}

    public static UsageLedger openLedger(DataSource source, GrantSource grants, Clock clock) {
        return new UsageLedger(source, grants, clock);
    }
}
