package support.entitlement.contract.impact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many customers get other answers only later, as a contract or a term of it begins or ends after the instant at which customers are
 * counted, and before a release that is scheduled already takes force. They are not among those whose answers change at that instant.
 *
 * @param changed the customers of whom some answer changes later
 * @param better those of them for whom something is better at some time
 * @param worse those of them for whom something is worse at some time
 * @param otherwise those of them for whom nothing can be called better or worse
 * @param from the first instant at which an answer changes for one of them; null if there are none
 * @param customers the first of the customers; empty unless they were asked for
 */
public record LaterCustomers(
        long changed,
        long better,
        long worse,
        long otherwise,
        @Nullable Instant from,
        List<String> customers) {

    /** No customer gets another answer later. */
    public static final LaterCustomers NONE = new LaterCustomers(0, 0, 0, 0, null, List.of());

    /** Copies the list. */
    public LaterCustomers {
        customers = List.copyOf(customers);
    }
}
