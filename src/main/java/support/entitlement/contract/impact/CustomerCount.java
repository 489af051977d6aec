package support.entitlement.contract.impact;

import java.util.List;

/**
 * How many customers under contract get other answers at an instant. A customer for whom one part is better and another is worse counts as both.
 *
 * @param changed the customers of whom some answer changes
 * @param better those of them for whom something is better
 * @param worse those of them for whom something is worse
 * @param otherwise those of them for whom nothing can be called better or worse
 * @param customers the first of the customers of whom some answer changes; empty unless they were asked for
 * @param later the customers of whom no such answer changes at the instant at which they are counted, but one does later
 */
public record CustomerCount(
        long changed, long better, long worse, long otherwise, List<String> customers, LaterCustomers later) {

    /** Copies the list. */
    public CustomerCount {
        customers = List.copyOf(customers);
    }
}
