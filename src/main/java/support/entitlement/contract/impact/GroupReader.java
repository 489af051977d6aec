package support.entitlement.contract.impact;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import support.entitlement.contract.Contract;
import support.entitlement.contract.ContractGroup;

/** Reads what belongs to groups of contracts. */
interface GroupReader {

    /** Returns a contract of each group, by its content. */
    Map<UUID, Contract> readExamples(List<ContractGroup> groups);

    /** Returns the first customers of a group; none if they are not to be listed. */
    List<String> readCustomers(ContractGroup group);
}
