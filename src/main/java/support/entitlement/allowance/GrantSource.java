package support.entitlement.allowance;

/** Knows what customers are granted. Thread-safe. */
@FunctionalInterface
public interface GrantSource {

    /**
     * What a customer is granted at every instant, as it is known now; it is asked within the transactions that record use.
     *
     * @param customer the customer's id, exactly as it was sent
     */
    GrantTimeline timelineOf(String customer);
}
