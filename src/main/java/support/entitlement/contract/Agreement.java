package support.entitlement.contract;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signed content of a contract.
 *
 * @param plan the plan that the customer bought
 * @param zone the time zone of the customer's days
 * @param validFrom the first day of validity
 * @param validUntil the last day of validity; null if unlimited
 * @param terms the deviations from the published policy
 */
public record Agreement(
        String plan,
        ZoneId zone,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        List<Term> terms) {

    /** Copies the list. */
    public Agreement {
        terms = List.copyOf(terms);
    }

    /** Returns whether this is valid on a day. */
    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
    }
}
