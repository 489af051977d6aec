package support.entitlement.contract.lease;

import java.util.Collection;

/** The contracts that a replica remembers. After a call has returned, no reader finds what was forgotten. Thread-safe. */
public interface ContractMemory {

    /** Forgets the contracts of these customers, also those that are being read at the moment. */
    void forgetContracts(Collection<String> customers);

    /** Forgets all contracts, also those that are being read at the moment. */
    void forgetAll();
}
