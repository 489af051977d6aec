package support.entitlement.allowance;

/** Finds the grants of customers. Thread-safe. */
@FunctionalInterface
public interface GrantSource {

    /**
     * Returns the grants of a customer at every instant, as they are known now; it is called within the transactions that record
     * use.
     *
     * @param customer the customer's id, exactly as it was sent
     */
    GrantTimeline timelineOf(String customer);
}
