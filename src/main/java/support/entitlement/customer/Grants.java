package support.entitlement.customer;

/** Knows what customers are granted. Thread-safe. */
@FunctionalInterface
public interface Grants {

    /**
     * What a customer is granted at every instant, as it is known now; it is asked within the transactions that record use.
     *
     * @param customer the customer's id, exactly as it was sent
     */
    GrantTimeline of(String customer);
}
