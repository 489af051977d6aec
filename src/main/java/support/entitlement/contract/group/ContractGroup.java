package support.entitlement.contract.group;

import java.util.List;
import java.util.UUID;

/**
 * Contracts whose plan and terms are the same, so that they lead to the same answers, at an instant.
 *
 * @param content identifies what they say
 * @param customers the number of customers whose contract is in force
 * @param beginning the number of versions of contracts that come into force later
 */
public record ContractGroup(UUID content, long customers, long beginning) {

    /**
     * The groups at an instant.
     *
     * @param largest the groups of most customers, those of most first
     * @param contracts the number of contracts in force in all groups, also in those that are left out
     * @param beginning the number of versions that come into force later, in all groups
     */
    public record GroupedContracts(List<ContractGroup> largest, long contracts, long beginning) {

        /** Copies the list. */
        public GroupedContracts {
            largest = List.copyOf(largest);
        }
    }
}
