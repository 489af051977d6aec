package support.entitlement.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows what customers are granted. Thread-safe, and quick: it is asked within the transactions that record use.
 */
public interface Grants {

    /**
     * What a customer is granted at an instant; empty if no contract of theirs is in force then.
     *
     * @param customer the customer's id, exactly as it was sent
     */
    Optional<Granted> at(String customer, Instant instant);

    /**
     * The allowances of a contract.
     *
     * @param zone where the customer's days begin and end
     * @param validFrom the contract's first day: the anchor of its years
     * @param validUntil its last day; null if it has no end
     * @param allowances one at most for each issue type
     */
    record Granted(
            ZoneId zone, LocalDate validFrom, @Nullable LocalDate validUntil, List<Grant> allowances) {

        /** Takes a copy. */
        public Granted {
            allowances = List.copyOf(allowances);
        }

        /** The allowance for an issue type; empty if there is none. */
        public Optional<Grant> of(String issueType) {
            return allowances.stream()
                    .filter(grant -> grant.issueType().equalsIgnoreCase(issueType.strip()))
                    .findFirst();
        }

        /** The period of one of the allowances that an instant is in. */
        public Period periodOf(Grant grant, Instant instant) {
            return Period.containing(instant.atZone(zone).toLocalDate(), grant.per(), validFrom, validUntil);
        }
    }
}
