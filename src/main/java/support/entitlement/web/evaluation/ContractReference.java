package support.entitlement.web.evaluation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Contract;

/**
 * The contract from which an answer was also derived. Immutable.
 *
 * @param zone the time zone of the customer's days
 */
public record ContractReference(
        String customer,
        long version,
        String zone,
        LocalDate validFrom,
        @Nullable LocalDate validUntil) {

    /** Returns a reference to a contract; null if there is none. */
    public static @Nullable ContractReference of(@Nullable Contract contract) {
        return contract == null
                ? null
                : new ContractReference(
                        contract.customer(),
                        contract.version(),
                        contract.agreement().zone().getId(),
                        contract.agreement().validFrom(),
                        contract.agreement().validUntil());
    }
}
