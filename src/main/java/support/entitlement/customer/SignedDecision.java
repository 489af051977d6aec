package support.entitlement.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;

/**
 * What a customer is entitled to by a contract. Immutable.
 *
 * @param decision the decision, with the contract's terms in the place of the published ones
 * @param changes what the contract says otherwise, part by part; empty if it says nothing
 */
public record SignedDecision(Decision decision, List<Change> changes) {

    /** Takes a copy. */
    public SignedDecision {
        changes = List.copyOf(changes);
    }

    /**
     * A part of the answer that comes from the contract.
     *
     * @param part which part
     * @param value what the contract says, as the tables would write it; null if it takes something away
     * @param clause where it says so
     * @param replaced what is published; null if nothing is
     */
    public record Change(
            Part part,
            @Nullable String value,
            String clause,
            @Nullable String replaced) {}
}
