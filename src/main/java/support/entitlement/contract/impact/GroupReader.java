package support.entitlement.contract.impact;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import support.entitlement.contract.Contract;
import support.entitlement.contract.ContractTimeline;
import support.entitlement.contract.group.ContractGroup.GroupedContracts;

/** Reads contracts at an instant, and from it on, for one search. */
interface GroupReader {

    /**
     * Groups the contracts that are in force, and the versions that begin later.
     *
     * @throws TooSlowException if that takes too long
     */
    GroupedContracts readGroups();

    /** Returns a contract with each of some contents. */
    Map<UUID, Contract> readExamples(Collection<UUID> contents);

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

    /**
     * Returns the first customers whose contract in force has one of some contents; none if they are not to be listed.
     *
     * @throws TooSlowException if that takes too long
     */
    List<String> readFirstCustomers(Collection<UUID> contents);

    /** Signals that the database did not answer in time, or lacks contracts that it counted. */
    final class TooSlowException extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooSlowException(String message) {
            super(message, null, false, false);
        }
    }
}
