package support.entitlement.contract.impact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customers under contract whose answers a change of the tables changes.
 *
 * @param limit what keeps the numbers from being exact, as a sentence; then more customers may get other answers. Null if they are exact
 * @param at the instant whose contracts were counted
 * @param contracts the number of contracts in force then
 * @param total the customers of whom any answer changes
 * @param lines the customers of each line of the impact, in its order
 * @param others the customers of whom an answer changes that no line has: a term of theirs uses a calendar, a channel or a rule of
 *     precedence that changes, or only one version knows their plan
 */
public record CustomerImpact(
        @Nullable String limit,
        Instant at,
        long contracts,
        CustomerCount total,
        List<CustomerCount> lines,
        CustomerCount others) {

    /** Copies the list. */
    public CustomerImpact {
        lines = List.copyOf(lines);
    }
}
