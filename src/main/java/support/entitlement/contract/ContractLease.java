package support.entitlement.contract;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import support.entitlement.background.Heartbeats;
import support.entitlement.contract.lease.ContractPreload;
import support.entitlement.contract.lease.LeaseRenewal;

/** Holds the lease on remembered contracts, and reads contracts ahead, for as long as the service runs. */
@Component
final class ContractLease implements ApplicationRunner, AutoCloseable {

    private final LeaseRenewal renewal;
    private final ContractPreload preload;
    private final Heartbeats heartbeats;

    ContractLease(Contracts contracts, Heartbeats heartbeats) {
        this.renewal = contracts.createLeaseRenewal();
        this.preload = contracts.createPreload();
        this.heartbeats = heartbeats;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        renewal.start(heartbeats);
        preload.start(heartbeats);
    }

    @Override
    public void close() {
        preload.close();
        renewal.close();
    }
}
