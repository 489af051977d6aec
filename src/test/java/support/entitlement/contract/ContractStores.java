package support.entitlement.contract;

import java.time.Clock;
import javax.sql.DataSource;
import support.entitlement.contract.lease.ContractMemoryProperties;
import tools.jackson.databind.json.JsonMapper;

/** Opens stores of contracts without a service. */
public final class ContractStores {

    private ContractStores() {}

    public static Contracts openStore(DataSource source, Clock clock) {
        return new Contracts(source, clock, JsonMapper.shared(), new ContractMemoryProperties(20));
    }

    public static void readAhead(Contracts contracts) {
        while (contracts.readAhead()) {}
    }
}
