package support.entitlement.contract.impact;

import java.time.Clock;
import support.entitlement.background.BackgroundTasks;
import support.entitlement.contract.Contracts;

/** Counts customers without a service. */
public final class CustomerStores {

    private CustomerStores() {}

    public static CustomerImpacts createImpacts(Contracts contracts, BackgroundTasks tasks, Clock clock) {
        return new CustomerImpacts(contracts, tasks, clock);
    }
}
