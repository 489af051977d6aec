package support.entitlement.contract.lease;

import java.util.Collection;

/** The contracts that a replica remembers. After it has forgotten some, no reader finds what was forgotten. Thread-safe. */
public interface ContractMemory {

    /** Forgets the contracts of these customers, also those that are being read at the moment. */
    void forgetContracts(Collection<String> customers);

    /** Forgets all contracts, also those that are being read at the moment. */
    void forgetAll();

    /** Returns how many look-ups were answered in this way. */
    long countFound(ContractOrigin source);

    /** Returns the number of contracts. */
    long size();

    /** Returns about how many bytes they take. */
    long bytes();

    /** Returns true if all contracts were read into memory, and queries are answered from it. */
    boolean isPreloaded();
}
