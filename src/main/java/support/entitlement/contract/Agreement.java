package support.entitlement.contract;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was signed.
 *
 * @param plan what the customer has bought
 * @param zone where the customer's days begin and end
 * @param validFrom the first day on which it holds
 * @param validUntil the last day on which it holds; null if it has no end
 * @param terms what it says otherwise than the published policy
 */
public record Agreement(
        String plan,
        ZoneId zone,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        List<Term> terms) {

    /** Takes a copy. */
    public Agreement {
        terms = List.copyOf(terms);
    }

    /** Whether it holds on a day. */
    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
    }
}
