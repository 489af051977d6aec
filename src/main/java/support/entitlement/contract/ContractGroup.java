package support.entitlement.contract;

import java.util.List;
import java.util.UUID;

/**
 * Contracts in force whose plan and terms are the same, so that they lead to the same answers.
 *
 * @param content identifies what they say
 * @param customers the number of customers
 * @param firstCustomer the first of them, in the order of the database
 */
public record ContractGroup(UUID content, long customers, String firstCustomer) {

    /**
     * The contracts in force at an instant.
     *
     * @param largest the groups of most customers, those of most first
     * @param contracts the number of contracts in all groups, also in those that are left out
     */
    public record GroupedContracts(List<ContractGroup> largest, long contracts) {

        /** Copies the list. */
        public GroupedContracts {
            largest = List.copyOf(largest);
        }
    }
}
