package support.entitlement.contract.impact;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import support.entitlement.contract.Contract;
import support.entitlement.contract.ContractGroup;
import support.entitlement.contract.ContractGroup.GroupedContracts;
import support.entitlement.contract.ContractTimeline;

/** Reads contracts at an instant, and from it on, for one search. */
interface GroupReader {

    /**
     * Groups the contracts that are in force.
     *
     * @throws TooSlowException if that takes too long
     */
    GroupedContracts readGroups();

    /**
     * Groups the versions that begin later.
     *
     * @throws TooSlowException if that takes too long
     */
    GroupedContracts readUpcoming();

    /** Returns a contract of each group, by its content. */
    Map<UUID, Contract> readExamples(List<ContractGroup> groups);

    /**
     * Reads what is in force from the instant on, of each customer who has a version with one of these contents.
     *
     * @param beginning contents of versions that begin later
     * @param changing contents of versions that begin at any time
     * @throws TooSlowException if that takes too long
     */
    void readTimelines(Set<UUID> beginning, Set<UUID> changing, Consumer<ContractTimeline> customer);

    /** Returns whether customers are listed. */
    boolean listsCustomers();

    /** Returns the first customers of a group; none if they are not to be listed. */
    List<String> readCustomers(ContractGroup group);

    /** Signals that the database did not answer in time. */
    final class TooSlowException extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooSlowException(String message) {
            super(message, null, false, false);
        }
    }
}
