package support.entitlement.web.evaluation;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Contract;
import tools.jackson.databind.json.JsonMapper;

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

    /** Returns the customer and the version as JSON: the values, and the name of the second member between them. */
    byte[] writeVersion(JsonMapper json) {
        String quoted = isPlain(customer) ? "\"" + customer + "\"" : json.writeValueAsString(customer);
        return (quoted + ",\"version\":" + version).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns true if a text needs no escapes, as that of almost every id. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign < ' ' || sign > '~' || sign == '"' || sign == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Returns the zone and the days as JSON: the values, and the names of the members between them. No value needs escapes. */
    byte[] writeDays() {
        String until = validUntil == null ? "null" : "\"" + validUntil + "\"";
        return ("\"" + zone + "\",\"validFrom\":\"" + validFrom + "\",\"validUntil\":" + until)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
